"""What the name of a column says about it, and names for columns that have none."""

import re
from collections.abc import Sequence

_WORDS = re.compile(r"[A-ZÀ-Þ]{2,}(?![a-zß-ÿ])|[A-ZÀ-Þ]?[a-zß-ÿ]+|[A-ZÀ-Þ]|\d+")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_COUNTED = _set("day days week month year quarter count nights of")
_STRONG_ID = _set("id ids uuid guid isbn sku ean gtin asin iban ssn identifier")
_WEAK_ID = _set(
    "no nr num number nummer code key ref reference beleg numero número numéro codigo código codice invoice order "
    "barcode vin token hash kennung kennzeichen referenz matricule"
)
_ROW_NUMBER = _set(
    "column unnamed index idx row rownum rowid record line instant lfd zeile ligne fila riga seq sequence"
)
_OWNERS = _set(
    "customer user client order product item store shop place account member person kunden patient booking invoice"
)
_POSTCODE = _set("zip zipcode postcode postalcode plz postleitzahl cap postal codepostal cp")
_PHONE = _set(
    "phone telephone tel telefon telefono teléfono téléphone mobile mobil handy fax cell cellphone portable movil móvil "
    "cellulare whatsapp telefonnummer phonenumber handynummer mobilnummer"
)
_DATE = _set(
    "date datum fecha data day tag dt time timestamp created updated dob birthday geburtsdatum rechnungsdatum "
    "bestelldatum zeit when dteday jour ds"
)


_BIRTH = _set(
    "dob birth birthday birthdate born geburtsdatum geburtstag geboren naissance né nacimiento nascita nascimento "
    "urodzenia geboortedatum"
)


def words_of(name: str) -> list[str]:
    """Return the words of a name in lower case: "customerID" -> customer, id; "ARR_ZIP" -> arr, zip."""
    return [word.casefold() for word in _WORDS.findall(name)]


def is_strong_id(name: str) -> bool:
    """Tell whether a name is like customer_id, userID, SKU."""
    words = words_of(name)
    return bool(words) and (
        words[-1] in _STRONG_ID or words[0] in _STRONG_ID or bool(re.search(r"[a-z]id$", name) and _known_id(name))
    )


def is_weak_id(name: str) -> bool:
    """Tell whether a name is like InvoiceNo, order number, Beleg: often an id, but also "week number"."""
    words = words_of(name)
    if not words or _COUNTED & set(words):
        return False
    return words[-1] in _WEAK_ID or words[-1].endswith(("nummer", "nr"))


def is_row_number(name: str) -> bool:
    """Tell whether a name is one of columns that count rows, also one that was made up because there was none."""
    return bool(_ROW_NUMBER & set(words_of(name))) or name.strip() in ("#", "")


def is_postcode(name: str) -> bool:
    words = words_of(name)
    return bool(_POSTCODE & set(words)) or {"code", "postal"} <= set(words) or {"código", "postal"} <= set(words)


def is_phone(name: str) -> bool:
    return bool(_PHONE & set(words_of(name)))


def is_date(name: str) -> bool:
    return bool(_DATE & set(words_of(name))) or name.casefold().endswith(("datum", "date"))


def is_birth(name: str) -> bool:
    """Tell whether a name is like date of birth, DOB, Geburtsdatum."""
    return bool(_BIRTH & set(words_of(name)))


def unique_names(headings: Sequence[str | None]) -> tuple[list[str], list[str], list[str]]:
    """Return a name for each column, no name twice, with the names made up for blank headings and those given to repeated ones."""
    names: list[str] = []
    invented, repeated = [], []
    taken = {_tidy(heading) for heading in headings if heading}
    for place, heading in enumerate(headings, start=1):
        wanted = _tidy(heading) if heading else ""
        name = wanted or _free(f"Column {place}", taken | set(names), " ")
        if wanted and wanted in names:
            name = _free(wanted, taken | set(names), "_")
            repeated.append(name)
        elif not wanted:
            invented.append(name)
        names.append(name)
    return names, invented, repeated


def _tidy(heading: str) -> str:
    return " ".join(heading.split())[:200]


def _free(name: str, taken: set[str], mark: str) -> str:
    if name not in taken:
        return name
    number = 2
    while f"{name}{mark}{number}" in taken:
        number += 1
    return f"{name}{mark}{number}"


def _known_id(name: str) -> bool:
    """A lower-case name that ends in "id" and begins with somebody or something that has one: customerid."""
    return name.casefold().removesuffix("id").rstrip("_- ").endswith(tuple(_OWNERS))

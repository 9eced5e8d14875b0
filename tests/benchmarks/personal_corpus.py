"""Columns of personal data as tables have them, made from numbering plans, check digits and locales; and columns that look like them.

Names, towns and texts here were written for this file, apart from the lists that the detection uses; about half of the first names
are in both.
"""

import random
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import import_module
from itertools import product

import phonenumbers
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from phonenumbers import PhoneNumberFormat as Form
from phonenumbers import PhoneNumberType as Line
from stdnum import iban, luhn

STRUCTURED = ("email", "phone", "card", "iban", "national_id", "ip", "postcode")
"""Types whose values have a form of their own; the bars hold for them."""
LOCALES = ("en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "pl_PL", "pt_PT")
NEUTRAL = ("x1", "field_7", "value", "Spalte 3", "col_b", "champ 4", "dato", "info", "kolumna", "wert2", "unnamed", "k")
JUNK = ("n/a", "unknown", "-", "?", "see notes", "tbd", "none", "0", "x", "wrong", "k.A.", "same as above", "12", "ask")


@dataclass(frozen=True)
class Made:
    """One column: its name, what it holds (a type, or None), its cells (None is a gap), and what was made, for the list of misses."""

    name: str
    type: str | None
    cells: list[str | None]
    what: str


class Maker:
    """All that is made with one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def columns(self) -> Iterator[Made]:
        for type_, what, names, value in self._personal():
            for told in (True, False):
                if told or not what.endswith("(named)"):
                    name = self.random.choice(names) if told else self.random.choice(NEUTRAL)
                    yield Made(name, type_, self._cells(value), f"{what}, {'telling' if told else 'neutral'} name")
        for what, name, value in self._traps():
            yield Made(name, None, self._cells(value, noisy=False), f"trap: {what}")

    def _cells(self, value: Callable[[], str], *, noisy: bool = True) -> list[str | None]:
        pick = self.random
        rows = pick.choice((60, 200, 800))
        gaps, junk = pick.choice((0, 0.1, 0.5)), pick.choice((0, 0.05, 0.1, 0.2)) if noisy else 0
        return [
            None if pick.random() < gaps else pick.choice(JUNK) if pick.random() < junk else value()
            for _ in range(rows)
        ]

    def digits(self, count: int, first: str = string.digits) -> str:
        return self.random.choice(first) + "".join(self.random.choices(string.digits, k=count - 1)) if count else ""

    def letters(self, count: int) -> str:
        return "".join(self.random.choices(string.ascii_uppercase, k=count))

    def day(self, first: int, last: int) -> date:
        start = date(first, 1, 1)
        return start + timedelta(days=self.random.randrange((date(last, 12, 31) - start).days))

    # What is about people: (type, what, telling names, a value)

    def _personal(self) -> Iterator[tuple[str, str, tuple[str, ...], Callable[[], str]]]:
        yield from self._emails()
        yield from self._phones()
        yield from self._accounts()
        for country, value in self._ids():
            yield (
                "national_id",
                f"id {country}",
                ID_NAMES.get(country, ("national id", "Ausweisnummer", "ID number SSN")),
                value,
            )
        yield from self._networks()
        yield from self._postcodes()
        yield from self._wordy()

    def _emails(self) -> Iterator[tuple[str, str, tuple[str, ...], Callable[[], str]]]:
        pick = self.random

        def address() -> str:
            first, last = pick.choice(FIRST).lower().replace(" ", ""), pick.choice(LAST).lower().replace(" ", "")
            local = pick.choice(
                (f"{first}.{last}", f"{first[0]}{last}", f"{last}{pick.randrange(99)}", f"{first}+shop")
            )
            return f"{local}@{pick.choice(('example.com', 'mail.example.org', 'firma-beispiel.de', 'exemple.fr', 'correo.es'))}"

        for what, value in {
            "plain": address,
            "capitals": lambda: address().upper(),
            "with a name": lambda: f"{pick.choice(FIRST)} {pick.choice(LAST)} <{address()}>",
            "two in a cell": lambda: f"{address()}; {address()}",
            "spaces around": lambda: f" {address()} ",
        }.items():
            yield (
                "email",
                f"e-mail {what}",
                ("Email", "E-Mail-Adresse", "courriel", "correo electrónico", "posta_elettronica"),
                value,
            )

    def _phones(self) -> Iterator[tuple[str, str, tuple[str, ...], Callable[[], str]]]:
        names = ("Phone", "Telefonnummer", "téléphone", "teléfono móvil", "cellulare", "Handy", "telefoon", "mobile_no")
        for region in REGIONS:
            for form in (Form.NATIONAL, Form.INTERNATIONAL):
                yield "phone", f"phone {region} {form}", names, lambda r=region, f=form: written(self.number(r), f)
            yield "phone", f"phone {region} E164", names, lambda r=region: written(self.number(r), Form.E164)
            yield "phone", f"phone {region} bare (named)", names, lambda r=region: str(self.number(r).national_number)
        pick = self.random
        for region in ("US", "DE", "GB", "FR", "ES"):
            some = lambda r=region: written(self.number(r), pick.choice((Form.INTERNATIONAL, Form.E164)))  # noqa: E731
            yield "phone", f"phone {region} with 00", names, lambda s=some: s().replace("+", "00")
            yield "phone", f"phone {region} no plus", names, lambda r=region: written(self.number(r), Form.E164)[1:]
            yield (
                "phone",
                f"phone {region} mixed forms",
                names,
                lambda r=region: written(self.number(r), pick.choice(FORMS)),
            )
        yield (
            "phone",
            "phone many countries",
            names,
            lambda: written(self.number(pick.choice(REGIONS)), Form.INTERNATIONAL),
        )
        for mark in "-. ":
            yield (
                "phone",
                f"phone US with {mark!r}",
                names,
                lambda m=mark: m.join(_american(self.number("US").national_number)),
            )

    def number(self, region: str) -> phonenumbers.PhoneNumber:
        """A valid number of a region, none that is known to be anybody's."""
        while True:
            line = self.random.choice((Line.FIXED_LINE, Line.MOBILE))
            model = phonenumbers.example_number_for_type(region, line)
            text = str(model.national_number)
            tail = self.random.choice((6, 7, 8))
            national = text[: len(text) - tail] + self.digits(min(tail, len(text)))
            made = phonenumbers.PhoneNumber(
                model.country_code, int(national), italian_leading_zero=model.italian_leading_zero
            )
            if phonenumbers.is_valid_number(made):
                return made

    def _accounts(self) -> Iterator[tuple[str, str, tuple[str, ...], Callable[[], str]]]:
        cards = ("card number", "Kreditkarte", "numéro carte", "tarjeta de crédito", "carta di credito")
        for issuer, (heads, length) in CARDS.items():
            plain = lambda h=heads, n=length: self.card(self.random.choice(h), n)  # noqa: E731
            yield "card", f"card {issuer}", cards, plain
            yield "card", f"card {issuer} grouped", cards, lambda p=plain: _grouped(p(), self.random.choice(" -"))
        everyone = [(head, length) for heads, length in CARDS.values() for head in heads]
        yield "card", "card all issuers", cards, lambda: self.card(*self.random.choice(everyone))
        ibans = ("IBAN", "Kontonummer", "compte bancaire", "cuenta IBAN", "conto corrente", "bank account")
        for country in ("DE", "GB", "FR", "NL", "AT", "CH", "IT", "PL", "IE", "SE"):
            yield "iban", f"IBAN {country}", ibans, lambda c=country: self.iban(c)
        yield "iban", "IBAN grouped", ibans, lambda: _grouped(self.iban(self.random.choice(("DE", "FR", "IT"))), " ")

    def card(self, head: str, length: int) -> str:
        body = head + self.digits(length - 1 - len(head))
        return body + luhn.calc_check_digit(body)

    def iban(self, country: str) -> str:
        while True:
            form = IBANS[country]
            body = "".join(self.digits(1) if sign == "9" else self.letters(1) for sign in form)
            whole = country + iban.calc_check_digits(f"{country}00{body}") + body
            if iban.is_valid(whole):
                return whole

    def _ids(self) -> Iterator[tuple[str, Callable[[], str]]]:
        day = lambda form: self.day(1940, 2006).strftime(form)  # noqa: E731
        pick = self.random
        yield "us.ssn", lambda: self._valid("us.ssn", lambda: f"{self.digits(3)}-{self.digits(2)}-{self.digits(4)}")
        yield (
            "gb.nino",
            lambda: f"{pick.choice('ABCEHJLMPRSTW')}{pick.choice('ABCEHJLMPRSW')}{self.digits(6)}{pick.choice('ABCD')}",
        )
        yield "gb.nhs", lambda: self._valid("gb.nhs", lambda: f"{self.digits(3)} {self.digits(3)} {self.digits(4)}")
        yield "de.idnr", lambda: self._valid("de.idnr", self._with_one_twice)
        yield (
            "fr.nir",
            lambda: self._ended(
                "fr.nir", f"{pick.choice('12')}{day('%y%m')}{pick.randrange(1, 96):02d}{self.digits(6)}", 2
            ),
        )
        yield "es.dni", lambda: self._ended("es.dni", self.digits(8), 1, string.ascii_uppercase)
        yield "es.nie", lambda: self._ended("es.nie", pick.choice("XYZ") + self.digits(7), 1, string.ascii_uppercase)
        letters = lambda: f"{self.letters(6)}{day('%y')}{pick.choice('ABCDEHLMPRST')}{pick.randrange(1, 29):02d}"  # noqa: E731
        fiscal = lambda: f"{letters()}{pick.choice('ABCDEFGHIL')}{self.digits(3)}"  # noqa: E731
        yield "it.codicefiscale", lambda: self._ended("it.codicefiscale", fiscal(), 1, string.ascii_uppercase)
        yield "be.nn", lambda: self._ended("be.nn", day("%y%m%d") + self.digits(3), 2)
        yield "pl.pesel", lambda: self._ended("pl.pesel", self.day(1940, 1999).strftime("%y%m%d") + self.digits(4), 1)
        yield "ch.ssn", lambda: _swiss(self._ended("ch.ssn", "756" + self.digits(9), 1))
        yield "se.personnummer", lambda: self._ended("se.personnummer", f"{day('%y%m%d')}-{self.digits(3)}", 1)
        yield "dk.cpr", lambda: self._valid("dk.cpr", lambda: f"{self.day(1940, 1999):%d%m%y}-{self.digits(4, '0123')}")
        yield (
            "no.fodselsnummer",
            lambda: self._ended("no.fodselsnummer", f"{self.day(1940, 1999):%d%m%y}{self.digits(3, '01234')}", 2),
        )
        yield (
            "fi.hetu",
            lambda: self._ended("fi.hetu", f"{self.day(1940, 1999):%d%m%y}-{pick.randrange(2, 900):03d}", 1, HETU),
        )
        yield "cz.rc", lambda: self._ended("cz.rc", f"{self.day(1954, 1999):%y%m%d}/{self.digits(3)}", 1)
        yield "ie.pps", lambda: self._ended("ie.pps", self.digits(7), 1, string.ascii_uppercase)
        yield (
            "ro.cnp",
            lambda: self._ended(
                "ro.cnp", f"{pick.choice('12')}{self.day(1940, 1999):%y%m%d}{pick.randrange(1, 47):02d}123", 1
            ),
        )
        yield "br.cpf", lambda: _brazilian(self._ended("br.cpf", self.digits(9), 2))
        yield "in_.aadhaar", lambda: _grouped(self._ended("in_.aadhaar", self.digits(11, "23456789"), 1), " ")
        yield "in_.pan", lambda: f"{self.letters(3)}P{self.letters(1)}{pick.randrange(1, 9999):04d}{self.letters(1)}"
        yield "za.idnr", lambda: self._ended("za.idnr", f"{day('%y%m%d')}{self.digits(4)}08", 1)
        yield "nl.bsn (named)", lambda: self._ended("nl.bsn", self.digits(8, "1234"), 1)
        yield "pt.nif (named)", lambda: self._ended("pt.nif", self.digits(8, "12"), 1)
        yield (
            "at.vnr (named)",
            lambda: self._valid("at.vnr", lambda: f"{self.digits(4, '123456789')}{self.day(1940, 2000):%d%m%y}"),
        )
        yield "us.ssn bare (named)", lambda: self._valid("us.ssn", lambda: self.digits(9, "1234567"))

    def _valid(self, key: str, make: Callable[[], str]) -> str:
        check = import_module(f"stdnum.{key}").is_valid
        return next(made for made in iter(make, None) if check(made))

    def _ended(self, key: str, body: str, count: int, letters: str = string.digits) -> str:
        """`body` with the check letters that make it valid; another body where none does."""
        check = import_module(f"stdnum.{key}").is_valid
        ends = ("".join(end) for end in product(letters, repeat=count))
        found = next((body + end for end in ends if check(body + end)), None)
        return found or self._ended(key, body[:-2] + self.digits(2), count, letters)

    def _with_one_twice(self) -> str:
        some = self.random.sample(string.digits, 9)
        some.append(self.random.choice(some))
        self.random.shuffle(some)
        return "".join(some) + self.digits(1)

    def _networks(self) -> Iterator[tuple[str, str, tuple[str, ...], Callable[[], str]]]:
        names, part = ("ip", "IP-Adresse", "client_ip", "adresse IP"), self.random.randrange
        yield "ip", "IPv4", names, lambda: ".".join(str(part(1, 255)) for _ in range(4))
        yield "ip", "IPv4 of one network", names, lambda: f"192.168.{part(4)}.{part(1, 255)}"
        yield "ip", "IPv6", names, lambda: "2001:db8:" + ":".join(f"{part(65536):x}" for _ in range(6))
        for mark in ":-":
            yield (
                "ip",
                f"MAC with {mark}",
                ("mac address", "device mac address"),
                lambda m=mark: m.join(f"{part(256):02X}" for _ in range(6)),
            )

    def _postcodes(self) -> Iterator[tuple[str, str, tuple[str, ...], Callable[[], str]]]:
        names = ("zip", "PLZ", "code postal", "código postal", "CAP", "postcode")
        pick = self.random
        yield (
            "postcode",
            "postcode GB",
            names,
            lambda: f"{self.letters(2)}{pick.randrange(1, 30)} {self.digits(1)}{self.letters(2)}",
        )
        yield "postcode", "postcode NL", names, lambda: f"{pick.randrange(1000, 9999)} {self.letters(2)}"
        yield (
            "postcode",
            "postcode CA",
            names,
            lambda: f"K{self.digits(1)}{self.letters(1)} {self.digits(1)}{self.letters(1)}{self.digits(1)}",
        )
        yield "postcode", "postcode PL", names, lambda: f"{self.digits(2)}-{self.digits(3)}"
        yield "postcode", "postcode PT", names, lambda: f"{pick.randrange(1000, 9999)}-{self.digits(3)}"
        yield "postcode", "postcode US long", names, lambda: f"{self.digits(5)}-{self.digits(4)}"
        yield "postcode", "postcode five digits (named)", names, lambda: self.digits(5)
        yield "postcode", "postcode four digits (named)", names, lambda: str(pick.randrange(1000, 9999))

    def _wordy(self) -> Iterator[tuple[str, str, tuple[str, ...], Callable[[], str]]]:
        pick = self.random
        full = (
            "customer name",
            "Kundenname voller Name Kunde",
            "nom du client",
            "nombre del cliente",
            "nome cliente",
            "full_name",
        )
        yield "name", "full name", full, lambda: f"{pick.choice(FIRST)} {pick.choice(LAST)}"
        yield "name", "full name, family first", full, lambda: f"{pick.choice(LAST).upper()}, {pick.choice(FIRST)}"
        yield (
            "name",
            "given name",
            ("Vorname", "first_name", "prénom", "GivenName", "imię", "voornaam"),
            lambda: pick.choice(FIRST),
        )
        yield (
            "name",
            "family name",
            ("Nachname", "LAST_NM", "nom de famille", "apellidos", "cognome"),
            lambda: pick.choice(LAST),
        )
        for locale, (value, names) in self._streets().items():
            yield "street", f"street {locale}", names, value
        births = (
            "Geburtsdatum",
            "date of birth",
            "DOB",
            "date de naissance",
            "fecha de nacimiento",
            "data di nascita",
            "geboortedatum",
        )
        for locale in LOCALES:
            yield (
                "date_of_birth",
                f"birth {locale}",
                births,
                lambda x=locale: format_date(self.day(1940, 2005), "short", locale=x),
            )
        yield "date_of_birth", "birth ISO", births, lambda: self.day(1940, 2005).isoformat()
        yield (
            "date_of_birth",
            "year of birth (named)",
            ("birth_year", "Geburtsjahr", "Jahrgang"),
            lambda: str(pick.randrange(1935, 2008)),
        )
        ages = ("age", "Alter", "âge", "edad", "età", "customer_age", "Age")
        yield "age", "age (named)", ages, lambda: str(min(99, max(16, round(pick.gauss(45, 15)))))
        yield "age", "age band (named)", ages, lambda: pick.choice(("18-24", "25-34", "35-44", "45-54", "55-64", "65+"))
        genders = ("gender", "Geschlecht", "sexe", "sexo", "sesso", "Anrede", "Sex")
        for words in GENDERS:
            yield "gender", f"gender {'/'.join(words)}", genders, lambda w=words: pick.choice(w)
        yield "gender", "gender coded (named)", genders, lambda: pick.choice(("1", "2"))
        for topic, (names, values) in SPECIAL.items():
            yield "special", f"special {topic}", names, lambda v=values: pick.choice(v)
            yield "special", f"special {topic} yes/no (named)", names, lambda: pick.choice(("yes", "no"))
        logins = ("username", "Benutzername", "login", "identifiant", "nombre de usuario")
        yield (
            "username",
            "username (named)",
            logins,
            lambda: f"{pick.choice(FIRST)[:3].lower()}_{pick.choice(LAST).lower()[:6]}{pick.randrange(99)}",
        )
        yield "location", "latitude (named)", ("lat", "latitude", "Breitengrad"), lambda: f"{pick.uniform(35, 60):.5f}"
        yield (
            "location",
            "longitude (named)",
            ("lon", "longitude", "Längengrad"),
            lambda: f"{pick.uniform(-10, 30):.5f}",
        )
        yield (
            "plate",
            "plate FR",
            ("immatriculation", "licence plate"),
            lambda: "-".join((self.plate(2), self.digits(3), self.plate(2))),
        )
        yield (
            "plate",
            "plate DE",
            ("Kennzeichen", "number plate"),
            lambda: f"{self.letters(2)}-{self.letters(1)} {pick.randrange(1, 9999)}",
        )
        yield (
            "plate",
            "plate GB",
            ("number plate", "licence plate"),
            lambda: f"{self.plate(2)}{self.digits(2)} {self.plate(3)}",
        )
        yield from self._notes()

    def plate(self, count: int) -> str:
        return "".join(self.random.choices("ABCDEFGHJKLMNPRSTVWXYZ", k=count))

    def _streets(self) -> dict[str, tuple[Callable[[], str], tuple[str, ...]]]:
        pick, house = self.random, lambda: self.random.randrange(1, 180)

        def english() -> str:
            kind = pick.choice(("Street", "St", "Ave", "Road", "Lane", "Drive", "Blvd"))
            return f"{house()} {pick.choice(TREES)} {kind}"

        return {
            "en": (english, ("address", "street", "AddressLine1")),
            "en block": (
                lambda: f"{house()}00 {pick.choice('NSEW')} {pick.choice(TREES).upper()} AV",
                ("ARR_LOC", "address"),
            ),
            "de": (
                lambda: f"{pick.choice(TREES_DE)}{pick.choice(('straße', 'weg', 'allee', 'str.'))} {house()}",
                ("Straße", "Anschrift"),
            ),
            "fr": (
                lambda: f"{house()} {pick.choice(('rue', 'avenue', 'boulevard'))} {pick.choice(PLACES_FR)}",
                ("rue", "adresse"),
            ),
            "es": (
                lambda: f"{pick.choice(('Calle', 'Avenida', 'Plaza'))} {pick.choice(PLACES_ES)} {house()}",
                ("calle", "dirección"),
            ),
            "it": (
                lambda: f"{pick.choice(('Via', 'Viale', 'Piazza'))} {pick.choice(PLACES_IT)}, {house()}",
                ("indirizzo", "indirizzo casa"),
            ),
            "nl": (
                lambda: f"{pick.choice(TREES_NL)}{pick.choice(('straat', 'laan', 'weg'))} {house()}",
                ("straat", "adres"),
            ),
        }

    def _notes(self) -> Iterator[tuple[str, str, tuple[str, ...], Callable[[], str]]]:
        pick, names = self.random, ("notes", "Bemerkung", "commentaire", "comments")

        def note(extra: Callable[[], str]) -> str:
            said = f"{pick.choice(SAID)} {pick.choice(SAID)}"
            return f"{said} {extra()}" if pick.random() < 0.25 else said

        yield (
            "mentions",
            "notes with e-mails",
            names,
            lambda: note(lambda: f"write to {pick.choice(FIRST).lower()}@example.com please"),
        )
        yield (
            "mentions",
            "notes with phones",
            names,
            lambda: note(lambda: f"call {written(self.number('GB'), Form.NATIONAL)} after six"),
        )
        yield (
            "mentions",
            "notes with phones abroad",
            names,
            lambda: note(lambda: f"Tel. {written(self.number('DE'), Form.INTERNATIONAL)}."),
        )
        yield (
            "mentions",
            "notes with cards",
            names,
            lambda: note(lambda: f"paid with {_grouped(self.card('4', 16), ' ')}"),
        )
        yield "mentions", "notes with IBANs", names, lambda: note(lambda: f"refund to {_grouped(self.iban('DE'), ' ')}")

    # What looks like it and is not about people: (what, name, a value)

    def _traps(self) -> Iterator[tuple[str, str, Callable[[], str]]]:
        pick = self.random
        for name in ("order", "x1", "Bestellnummer", "id"):
            counter = iter(range(4_100_000_000_000_00, 10**17, pick.choice((1, 3, 7))))
            yield "order numbers in a row that pass Luhn", name, lambda c=counter: _checked(str(next(c)))
            yield "order numbers that pass Luhn", name, lambda: _checked("9" + self.digits(14))
        yield "order numbers like cards, in a column that says so", "order_number", lambda: self.card("4", 16)
        for name in ("created", "x2", "ts", "value", "last_call_time"):
            yield "Unix time in seconds", name, lambda: str(pick.randrange(1_500_000_000, 1_790_000_000))
            yield "Unix time in thousandths", name, lambda: str(pick.randrange(1_500_000_000_000, 1_790_000_000_000))
        for name in ("ean", "x3", "Artikelnummer", "barcode"):
            yield "EAN-13", name, lambda: self._ended("ean", self.digits(12, "45678"), 1)
            yield "UPC", name, lambda: self._ended("ean", "0" + self.digits(10), 1)
            yield "ISBN", name, lambda: self._ended("isbn", "978" + self.digits(9), 1)
        for size in range(7, 15):
            for name in ("customer_no", "x4", "Kundennummer", "reference", "account"):
                yield f"random numbers of {size} digits", name, lambda n=size: self.digits(n, "123456789")
                counter = iter(range(int(self.digits(size, "123456789")), 10**16))
                yield f"numbers of {size} digits in a row", name, lambda c=counter: str(next(c))
        yield from self._trap_codes()
        yield from self._trap_numbers()
        yield from self._trap_words()

    def _trap_codes(self) -> Iterator[tuple[str, str, Callable[[], str]]]:
        pick, digits, letters = self.random, self.digits, self.letters
        counter = iter(range(100, 10**6))
        yield "invoice numbers with the year", "invoice", lambda: f"2024-{next(counter):06d}"
        yield "invoice numbers with the year", "x5", lambda: f"2025-{next(counter):05d}"
        yield "invoice numbers", "Rechnungsnummer", lambda: f"RE-{digits(5)}"
        yield "product codes", "x6", lambda: f"{letters(2)}-{digits(4)}-{letters(2)}"
        yield "product codes", "sku", lambda: f"{digits(4)}-{digits(3)}-{digits(3)}"
        yield "product codes with zeros", "x7", lambda: f"000{digits(5)}"
        yield "product codes with zeros", "item code", lambda: f"0{digits(8)}"
        yield (
            "versions",
            "x8",
            lambda: f"{pick.randrange(12)}.{pick.randrange(20)}.{pick.randrange(10)}.{pick.randrange(30)}",
        )
        yield "versions", "version", lambda: f"{pick.randrange(12)}.{pick.randrange(20)}.{pick.randrange(10)}"
        yield "hashes", "x9", lambda: f"{pick.getrandbits(128):032x}"
        yield (
            "UUIDs",
            "key",
            lambda: f"{pick.getrandbits(32):08x}-{digits(4)}-4{digits(3)}-8{digits(3)}-{pick.getrandbits(48):012x}",
        )
        yield "VAT numbers", "VAT", lambda: f"DE{digits(9)}"
        yield "company numbers (SIRET)", "siret", lambda: _checked(digits(13))
        yield "IMEI", "imei", lambda: _checked("35" + digits(12))
        yield "tracking numbers", "tracking", lambda: f"00340434{digits(12)}"
        yield "flights", "flight", lambda: f"{letters(2)} {digits(3)}"
        yield "colours", "hex", lambda: f"#{pick.getrandbits(24):06x}"
        yield "chassis numbers", "VIN", lambda: f"WVW{letters(3)}{digits(2)}{letters(1)}{digits(8)}"
        yield "web addresses", "web address", lambda: f"https://example.org/@{letters(4)}/{digits(4)}"
        yield "classes of protection", "ip_rating", lambda: pick.choice(("IP67", "IP68", "IP44"))
        yield "phones as goods", "phone_model", lambda: pick.choice(("Galaxy S21", "iPhone 13", "Pixel 8", "Moto G60"))
        yield "sorts of cards", "card_type", lambda: pick.choice(("debit", "credit", "prepaid"))

    def _trap_numbers(self) -> Iterator[tuple[str, str, Callable[[], str]]]:
        pick = self.random
        for locale in LOCALES:
            price = lambda x=locale: format_currency(pick.uniform(1, 5000), "EUR", locale=x)  # noqa: E731
            yield f"prices {locale}", pick.choice(("Preis", "price", "x10")), price
            yield (
                f"large amounts {locale}",
                "turnover",
                lambda x=locale: format_decimal(pick.randrange(10**6, 10**9), locale=x),
            )
            yield (
                f"days {locale}",
                pick.choice(("order date", "x11")),
                lambda x=locale: format_date(self.day(2019, 2026), "short", locale=x),
            )
        yield "years", "year", lambda: str(pick.randrange(1950, 2026))
        yield "shares", "share", lambda: f"{pick.uniform(0, 100):.1f}%"
        yield "times", "time", lambda: f"{pick.randrange(24):02d}:{pick.randrange(60):02d}:{pick.randrange(60):02d}"
        yield "counts called cap", "cap", lambda: str(pick.randrange(1, 60))
        yield "ages of accounts", "account_age_days", lambda: str(pick.randrange(1, 100))
        yield "ages of machines", "Maschinenalter Maschine age machine", lambda: str(pick.randrange(1, 30))
        yield "numbers of calls", "phone_calls", lambda: str(pick.randrange(40))
        yield "widths", "Breite", lambda: f"{pick.uniform(1, 90):.1f}"
        yield "places to a kilometre", "lat", lambda: f"{pick.uniform(40, 60):.1f}"
        yield "tax", "tax", lambda: f"{pick.uniform(1, 900):.2f}"
        yield "numbers of visits", "mobile_visits", lambda: str(pick.randrange(900))
        yield "yes and no about e-mails", "email_opt_in", lambda: pick.choice(("yes", "no"))
        yield "yes and no about phones", "phone_verified", lambda: pick.choice(("1", "0"))
        yield "large measures", "x12", lambda: str(pick.randrange(10**8, 10**10))

    def _trap_words(self) -> Iterator[tuple[str, str, Callable[[], str]]]:
        pick = self.random
        for locale in LOCALES[1:]:
            known = Locale.parse(locale)
            lists = {
                "countries": [*known.territories.values()],
                "months": [*known.months["format"]["wide"].values()],
                "months, short": [*known.months["format"]["abbreviated"].values()],
                "weekdays": [*known.days["format"]["wide"].values()],
                "currencies": [*known.currencies.values()],
                "languages": [*known.languages.values()],
            }
            for what, values in lists.items():
                yield f"{what} {locale}", pick.choice(("x13", what.split(",")[0])), lambda v=values: pick.choice(v)
        for what, (name, values) in WORDS.items():
            yield what, name, lambda v=values: pick.choice(v)
        yield "product names", "name", lambda: f"{pick.choice(COLOURS)} {pick.choice(GOODS)}"
        yield (
            "firms",
            "name",
            lambda: f"{pick.choice(LAST)} {pick.choice(('Ltd', 'GmbH', 'SARL', '& Sons', 'Logistics', 'Bau AG'))}",
        )
        yield "remarks", "notes", lambda: f"{pick.choice(SAID)} {pick.choice(SAID)}"
        yield (
            "remarks with numbers",
            "notes",
            lambda: f"{pick.choice(SAID)} Order {self.digits(16)} of {self.day(2020, 2026):%d.%m.%Y}, 1.299,00 EUR.",
        )
        yield (
            "remarks with article numbers",
            "comment",
            lambda: f"{pick.choice(SAID)} Article {self.digits(4)}-{self.digits(3)}-{self.digits(3)}",
        )


def written(number: phonenumbers.PhoneNumber, form: int) -> str:
    return str(phonenumbers.format_number(number, form))


def _checked(body: str) -> str:
    return body + str(luhn.calc_check_digit(body))


def _grouped(text: str, mark: str) -> str:
    return mark.join(text[at : at + 4] for at in range(0, len(text), 4))


def _american(number: int) -> tuple[str, str, str]:
    text = str(number)
    return text[:3], text[3:6], text[6:]


def _swiss(text: str) -> str:
    return f"{text[:3]}.{text[3:7]}.{text[7:11]}.{text[11:]}"


def _brazilian(text: str) -> str:
    return f"{text[:3]}.{text[3:6]}.{text[6:9]}-{text[9:]}"


REGIONS = tuple("US GB DE FR ES IT NL PL PT CH AT BE SE DK NO FI IE BR IN AU CA".split())
FORMS = (Form.NATIONAL, Form.INTERNATIONAL, Form.E164)
HETU = "0123456789ABCDEFHJKLMNPRSTUVWXY"
CARDS = {
    "Visa": (("4",), 16),
    "Mastercard": (("51", "53", "55", "2300"), 16),
    "American Express": (("34", "37"), 15),
    "Diners": (("36", "38"), 14),
    "Discover": (("6011", "65"), 16),
    "JCB": (("3530", "3566"), 16),
}
IBANS = {
    "DE": "9" * 18,
    "GB": "AAAA" + "9" * 14,
    "FR": "9" * 23,
    "NL": "AAAA" + "9" * 10,
    "AT": "9" * 16,
    "CH": "9" * 17,
    "IT": "A" + "9" * 22,
    "PL": "9" * 24,
    "IE": "AAAA" + "9" * 14,
    "SE": "9" * 20,
}
ID_NAMES = {
    "us.ssn": ("SSN", "social security number"),
    "us.ssn bare (named)": ("SSN", "social security number"),
    "gb.nino": ("NI number NINO", "National Insurance No"),
    "gb.nhs": ("NHS number", "nhs_no"),
    "de.idnr": ("Steuer-ID", "IdNr", "steuerliche IdNr"),
    "fr.nir": ("NIR", "numéro de sécu", "numéro sécurité sociale"),
    "es.dni": ("DNI", "NIF"),
    "es.nie": ("NIE",),
    "it.codicefiscale": ("codice fiscale", "cod_fiscale"),
    "pl.pesel": ("PESEL",),
    "ch.ssn": ("AHV-Nr", "AVS"),
    "se.personnummer": ("personnummer",),
    "dk.cpr": ("CPR", "cpr_nr"),
    "no.fodselsnummer": ("fødselsnummer",),
    "fi.hetu": ("hetu",),
    "nl.bsn (named)": ("BSN", "burgerservicenummer"),
    "pt.nif (named)": ("NIF", "contribuinte"),
    "at.vnr (named)": ("SVNR", "Sozialversicherungsnummer"),
    "br.cpf": ("CPF",),
}
FIRST = (
    "Anna Peter Jürgen Camille Łukasz Zoë Mateo Giulia Ahmed Priya Wei Olga Svenja Thibault Ximena Gaetano Femke Bartosz "
    "Inês Oluwaseun Siobhán Declan Gwendolyn Tyrone Latoya Hiltrud Detlef Torben Solène Yannick Loïc Maëlle Nerea Iker "
    "Aitor Leire Calogero Rosalba Ilenia Jurre Sietse Wiesława Bogdan Telma Gonçalo Aino Eero Sunniva Torbjørn Chidi "
    "Nkechi Hiroko Jin-Soo Rashida Farouk Emma Lukas Maria Thomas Sarah David Laura Daniel Julia Michael Sofia Paul "
    "Clara Martin Elena Marco Nina Jan Eva Simon Lucia Robert Marie"
).split()
LAST = (
    "Smith Müller Dubois García Rossi Jansen Kowalski Ferreira Nguyen Patel Okafor O'Hara McAllister Pfannenstiel "
    "Grünwald Oberhuber Delacroix Vasseur Guérin Etxeberria Caballero Montesinos Bevilacqua Quattrocchi Lo-Bianco "
    "Hoogeveen Terpstra Szczepański Wrona Lourenço Figueiredo Lindqvist Haugen Mäkelä Novák Horvat Demir Rahman "
    "Takahashi Zhao Osei Abebe Papadopoulos Ivanova Schmidt Weber Martin Bernard Lopez Fernández Esposito Bianchi Visser "
    "Nowak Silva Santos Johansson Hansen Taylor Brown Wilson"
).split()
TREES = (
    "Oak",
    "Maple",
    "Longwood",
    "Church",
    "Station",
    "Mill",
    "Camellia",
    "Park",
    "Sunset",
    "Victoria",
    "Elm",
    "Haskell",
)
TREES_DE = ("Haupt", "Bahnhof", "Garten", "Linden", "Goethe", "Wald", "Schul", "Berg")
TREES_NL = ("Dorps", "Kerk", "Linden", "Stations", "Beatrix")
PLACES_FR = ("de la Paix", "Victor Hugo", "des Lilas", "du Moulin", "Pasteur", "de Verdun")
PLACES_ES = ("Mayor", "de la Constitución", "San Miguel", "del Sol", "Cervantes")
PLACES_IT = ("Roma", "Garibaldi", "Mazzini", "Dante Alighieri", "dei Fiori")
GENDERS = (
    ("male", "female"),
    ("M", "F"),
    ("männlich", "weiblich", "divers"),
    ("homme", "femme"),
    ("hombre", "mujer"),
    ("Herr", "Frau"),
    ("m", "w"),
)
SPECIAL = {
    "health": (
        ("diagnosis", "Krankheit", "maladie", "enfermedad", "malattia"),
        ("diabetes", "asthma", "none known", "hypertension", "migraine"),
    ),
    "religion": (
        ("religion", "Konfession", "religión", "religione"),
        ("Catholic", "Protestant", "Muslim", "Jewish", "Hindu", "none stated"),
    ),
    "ethnicity": (
        ("ethnicity", "ethnie", "etnia", "Ethnie"),
        ("Caucasian", "Hispanic", "African American", "Asian", "Other"),
    ),
    "politics": (
        ("political party", "Partei", "parti politique", "partido político"),
        ("CDU", "SPD", "FDP", "Die Linke", "AfD"),
    ),
    "union": (
        ("trade_union", "Gewerkschaft", "syndicat", "sindicato", "sindacato"),
        ("ver.di", "IG Metall", "IG BCE", "GEW"),
    ),
    "sexuality": (
        ("sexual orientation", "sexuelle Orientierung", "orientation sexuelle"),
        ("heterosexual", "gay", "lesbian", "bisexual"),
    ),
    "crime": (
        ("criminal record", "Vorstrafen", "casier judiciaire", "antecedentes penales"),
        ("theft", "fraud", "burglary", "clean", "assault"),
    ),
}
SAID = (
    "The customer was very happy with the delivery.",
    "Parcel arrived two days late.",
    "Wants a different colour next time.",
    "Die Ware war in Ordnung, gerne wieder.",
    "Le produit est conforme à la description.",
    "Asked for a discount of 10% on the next order.",
    "No answer yet, try again next week.",
    "Bought 3 chairs and 2 lamps on 12.03.2025 for 249.90.",
)
COLOURS = ("Red", "Blue", "Rose", "Olive", "White", "Jade", "Large", "Amber")
GOODS = ("Mug", "Lamp", "Chair", "Teapot", "Garden Bench", "Duvet Cover", "Hair Dryer", "Tent")
WORDS = {
    "towns": (
        "city",
        ("Paris", "Florence", "San José", "Charlotte", "Victoria", "Berlin", "Madrid", "Santiago", "Verona", "Lyon"),
    ),
    "towns without a telling name": (
        "x14",
        ("Paris", "Hamburg", "Leeds", "Porto", "Lyon", "Verona", "Graz", "Utrecht", "Sevilla", "Metz"),
    ),
    "brands": (
        "brand",
        ("Calvin Klein", "Hugo Boss", "Paul Smith", "Tommy Hilfiger", "Jack Daniel", "Ralph Lauren", "Levi's"),
    ),
    "cars": ("model", ("Golf", "Megane", "Octavia", "Clio", "Mercedes C", "Giulia", "Corolla")),
    "kitchens": ("cuisine", ("Asian", "Italian", "Mexican", "Indian", "French", "Thai")),
    "colours": ("colour", ("white", "black", "red", "green")),
    "sizes": ("size", ("S", "M", "L", "XL")),
    "grades": ("grade", ("A", "B", "C", "D", "F")),
    "jobs": ("job", ("teacher", "nurse", "driver", "cook", "student", "lawyer")),
    "star signs": ("sign", ("Aries", "Taurus", "Gemini", "Cancer", "Leo", "Virgo", "Libra")),
    "tests": ("group", ("control", "treatment")),
    "ways to reach": ("contact", ("telephone", "cellular", "email")),
    "ways to pay": ("payment", ("credit card", "bank transfer", "invoice", "cash")),
    "sectors": ("sector", ("health", "retail", "church", "transport", "union")),
    "states": ("status", ("open", "closed", "pending", "straight", "blind")),
}

"""Where people live: streets, postcodes, coordinates; and what stands on their vehicles."""

import re

from core.data.personal.sample import Sample
from core.data.personal.types import Found

_KIND_OF_STREET = (
    r"street|st|avenue|av|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|bl|court|ct|way|wy|place|pl|close|crescent|cres|terrace|ter|"
    r"square|sq|circle|cir|parkway|pkwy|highway|hwy|trail|trl|gardens|grove|mews|row|walk|hill|fy|fwy"
)
_STREET = re.compile(
    rf"\d+[a-z]?\s+(?:[nsew]\.?\s+)?[\w.'’\- ]+?\s(?:{_KIND_OF_STREET})\b\.?.*|"
    r"[\w.\- ]*(?:straße|strasse|str\.|weg|allee|platz|gasse|ring|damm|ufer|straat|gracht|laan|plein|kade|dreef)\s*\d+.*|"
    r"(?:am|an der|an den|im|in der|auf dem|auf der|zum|zur|unter den)\s[\w.\- ]+\s\d+\s?[a-z]?(?:,.*)?|"
    r"\d+\s*(?:bis|ter)?\s*,?\s*(?:rue|avenue|av\.?|boulevard|bd|place|chemin|impasse|allée|quai|cours|route|square)\s.+|"
    r"(?:calle|c/|avenida|avda\.?|av\.|plaza|paseo|camino|carrer|ronda|via|viale|piazza|corso|vicolo|largo|rua|travessa|praça|ul\.|"
    r"ulica|aleja|al\.|os\.)\s?.+\d+.*",
    re.IGNORECASE,
)
_STREET_ALONE = re.compile(rf"[\w.'’\- ]+\s(?:{_KIND_OF_STREET})\.?|[\w.\- ]+(?:straße|strasse|straat)", re.IGNORECASE)
_LIKE_A_STREET = re.compile(r"(?=.*[^\W\d_]{2})(?:.*\d.*)|[^\W\d_][\w.'’\-]*(?:\s[\w.'’\-]+)+", re.DOTALL)
_WEAK_NAMES = frozenset({"via", "loc", "location", "residence", "str", "ter"})

_POSTCODE = re.compile(
    r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]\d[A-Z] \d[A-Z]\d|\d{5}-\d{4}|[1-9]\d{3} [A-Z]{2}|\d{2}-\d{3}|\d{4}-\d{3}",
    re.IGNORECASE,
)
_POSTCODE_LIKELY = re.compile(r"(?:[A-Z]{1,2}-)?(?=.*\d)[A-Z\d]{3,5}[ -]?[A-Z\d]{0,4}(?:\.0)?", re.IGNORECASE)
_POSTCODE_DIGITS = re.compile(r"\d{4,6}(?:\.0)?|(?=.*[A-Z ]).+|\d+-\d+", re.IGNORECASE)

_PAIR = re.compile(r"[(\[]?\s*-?\d{1,2}\.\d{3,}\s*[,; ]\s*-?\d{1,3}\.\d{3,}\s*[)\]]?")
_PLATE = re.compile(
    r"[A-HJ-NP-TV-Z]{2}-\d{3}-[A-HJ-NP-TV-Z]{2}|[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2} \d{1,4}[EH]?|[A-Z]{2}\d{2} [A-Z]{3}|"
    r"\d{4} [BCDFGHJKLMNPRSTVWXYZ]{3}|[A-Z]{2} ?\d{3} ?[A-Z]{2}"
)
_PLATE_LIKELY = re.compile(r"(?=.*\d)(?=.*[A-Z])[A-ZÄÖÜ\d][A-ZÄÖÜ\d \-·]{3,9}", re.IGNORECASE)


def find_street(sample: Sample) -> Found | None:
    """Find house numbers with streets; in a column called "address" any words with digits among them will do."""
    if sample.kind in ("number", "date", "yes_no", "email", "phone"):
        return None
    named = sample.says("street") and not sample.says("things", "ip")
    share = sample.share(lambda value: _STREET.fullmatch(_tidy(value)))
    alone = sample.share(lambda value: _STREET_ALONE.fullmatch(_tidy(value)))
    if share >= 0.4:
        return Found("street", "sure", share, "both" if named else "values")
    if not named:
        return Found("street", "unsure", alone, "values") if alone >= 0.3 else None
    likely = sample.share(
        lambda value: _LIKE_A_STREET.fullmatch(_tidy(value)) and "@" not in value and "://" not in value
    )
    if (likely < 0.4 and alone < 0.15) or (sample.spoken & _WEAK_NAMES and share < 0.2 and len(sample.values) < 20):
        return None
    return Found("street", "sure", max(likely, alone), "both")


def _tidy(value: str) -> str:
    return " ".join(value.split())


def find_postcode(sample: Sample) -> Found | None:
    """Find postcodes by their form; in a column called "zip" digits are postcodes, unless so short that they are counts."""
    if sample.kind in ("date", "yes_no", "email"):
        return None
    named = sample.says("postcode")
    share = sample.share(_POSTCODE.fullmatch)
    if share >= (0.5 if named else 0.7):
        return Found("postcode", "sure", share, "both" if named else "values")
    if not named or sample.says("about"):
        return None
    likely = sample.share(lambda value: _POSTCODE_LIKELY.fullmatch(value) and _POSTCODE_DIGITS.fullmatch(value))
    return Found("postcode", "sure", likely, "both") if likely >= 0.6 else None


def find_location(sample: Sample) -> Found | None:
    """Find coordinates exact to about 100 metres or less. Whether they are those of somebody's home, the owner knows."""
    pairs = sample.share(_PAIR.fullmatch) if sample.kind not in ("number", "date", "yes_no") else 0.0
    if pairs >= 0.5:
        return Found("location", "unsure", pairs, "values")
    if sample.kind in ("date", "yes_no") or not sample.says("location"):
        return None
    numbers = sample.share(lambda value: _on_earth(value) and len(value.partition(".")[2]) >= 3)
    return Found("location", "unsure", numbers, "both") if numbers >= 0.6 else None


def find_plate(sample: Sample) -> Found | None:
    """Number plates of vehicles."""
    if sample.kind in ("number", "date", "yes_no", "email", "phone"):
        return None
    named = sample.says("plate")
    if named and (likely := sample.share(_PLATE_LIKELY.fullmatch)) >= 0.5:
        return Found("plate", "sure", likely, "both")
    share = sample.share(_PLATE.fullmatch)
    if share >= 0.6 and len(sample.values) >= 8 and not sample.says("codes", "things", "postcode"):
        return Found("plate", "unsure", share, "values")
    return None


def _on_earth(value: str) -> bool:
    try:
        return abs(float(value)) <= 180
    except ValueError:
        return False

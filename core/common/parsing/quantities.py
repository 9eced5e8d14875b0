"""Numbers that stand with a unit in their cell ("12 kg", "3 pcs", "20°C"), and times of day ("14:30") as hours."""

import re
from collections.abc import Iterable

from core.common.parsing.numbers import number_of

CLOCK_HOURS = "clock"
"""In place of a unit: times of day and hours that passed."""
_LETTERS = r"A-Za-z°²³µÀ-ɏ/"
AMOUNT = (
    "^(?P<amount>[-+−(]?\\s*[0-9](?:[0-9.,'’ \u00a0\u202f]*[0-9])?)(?P<gap>[ \u00a0\u202f]?)"
    rf"(?P<unit>[{_LETTERS}][{_LETTERS}0-9.]{{0,11}})$"
)
_UNITS = (
    "kg g mg t lb lbs oz km m cm mm ft yd mi l ml cl dl gal h hr hrs hours min mins s sec ms d °c °f ° kwh kw mah m2 m² m3 m³ "
    "sqm sqft ha gb mb tb kb px st stk pcs pc km/h mph hz khz mhz ghz bar kcal ppm"
)
_CLOSE_BY = frozenset(_UNITS.split())
"""Units that need no space before them. Other letters close by make a code of it: 12A."""
CLOCK = r"^(?P<hour>[0-9]{1,4}):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9](?:\.[0-9]+)?))?(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?$"
DURATION = r"^PT([0-9]{1,4})H([0-5][0-9])M([0-5][0-9](?:\.[0-9]+)?)S$"
"""How ODS keeps hours that passed (ISO 8601)."""

_AMOUNT, _CLOCK, _DURATION = (re.compile(form, re.ASCII) for form in (AMOUNT, CLOCK, DURATION))


def amount_of(text: str, unit: str, decimal: str = "point") -> float | None:
    """Return the number that stands before `unit` in `text`; None with another unit or none at all."""
    found = _AMOUNT.match(text)
    if found is None or len(distinct_units([unit, unit_written(found["gap"], found["unit"])])) != 1:
        return None
    return number_of(found["amount"], decimal)


def hours_of(text: str) -> float | None:
    """Return the hours since midnight (14:30 is 14.5) or hours that passed (255:10:00); None where `text` is neither."""
    found = _CLOCK.match(_DURATION.sub(r"\1:\2:\3", text))
    if found is None:
        return None
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if (hour >= 24 and not found["second"]) or (half and not 1 <= hour <= 12):
        return None
    hour = hour % 12 + 12 * (half == "p") if half else hour
    return hour + int(found["minute"]) / 60 + float(found["second"] or 0) / 3600


def unit_written(gap: str, unit: str) -> str:
    """Return the letters after a number if they are a unit, else ""."""
    return unit if gap or unit.casefold() in _CLOSE_BY else ""


def distinct_units(units: Iterable[str]) -> set[str]:
    """Return the units that differ; year and years, kg and KG are one. None at all where letters are no unit ("")."""
    units = list(units)
    if "" in units:
        return set()
    keys = sorted({_key(unit) for unit in units}, key=len)
    kinds: list[str] = []
    for key in keys:
        if not any(len(known) >= 4 and key.startswith(known) and len(key) <= len(known) + 2 for known in kinds):
            kinds.append(key)
    return set(kinds)


def _key(unit: str) -> str:
    bare = unit.strip(".")
    if len(bare) <= 2 and bare[:1] in "mM":
        return bare  # mW is no MW
    bare = bare.casefold()
    return bare[:-1] if len(bare) >= 3 and bare.endswith("s") else bare

"""Numbers that stand with a unit in their cell ("12 kg", "3 pcs", "20°C"), and times of day ("14:30") as hours."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_AMOUNT = (
    r"^(?P<amount>[-+−(]?\s*[0-9](?:[0-9.,'’ \x{a0}\x{202f}]*[0-9])?)(?P<gap>[ \x{a0}\x{202f}]?)"
    r"(?P<unit>[A-Za-z°\x{b2}\x{b3}\x{b5}\x{c0}-\x{24f}/][A-Za-z0-9°\x{b2}\x{b3}\x{b5}\x{c0}-\x{24f}/.]{0,11})$"
)
_CLOSE_BY = frozenset(
    [
        "kg",
        "g",
        "mg",
        "t",
        "lb",
        "lbs",
        "oz",
        "km",
        "m",
        "cm",
        "mm",
        "ft",
        "yd",
        "mi",
        "l",
        "ml",
        "cl",
        "dl",
        "gal",
        "h",
        "hr",
        "hrs",
        "hours",
        "min",
        "mins",
        "s",
        "sec",
        "ms",
        "d",
        "°c",
        "°f",
        "°",
        "kwh",
        "kw",
        "mah",
        "m2",
        "m²",
        "m3",
        "m³",
        "sqm",
        "sqft",
        "ha",
        "gb",
        "mb",
        "tb",
        "kb",
        "px",
        "st",
        "stk",
        "pcs",
        "pc",
        "km/h",
        "mph",
        "hz",
        "khz",
        "mhz",
        "ghz",
        "bar",
        "kcal",
        "ppm",
    ]
)
"""Units that need no space before them. Other letters close by make a code of it: 12A."""
_CLOCK = r"^(?P<hour>[0-9]{1,4}):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9](?:\.[0-9]+)?))?(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?$"


_DURATION = r"^PT([0-9]{1,4})H([0-5][0-9])M([0-5][0-9](?:\.[0-9]+)?)S$"
"""How ODS keeps hours that passed (ISO 8601)."""


def without_unit(values: pa.StringArray) -> tuple[pa.StringArray, str]:
    """The values without their unit, and that unit. As they are, and "", if they have none or several."""
    parts = pc.extract_regex(values, _AMOUNT)
    units = _units(parts)
    if len(_kinds_of(units)) != 1:
        return values, ""
    return pc.if_else(parts.is_valid(), parts.field("amount"), values), units[0]


def several_units(values: pa.StringArray) -> list[str]:
    """The different units of values of which nearly all have one; none if there is just one."""
    parts = pc.extract_regex(values, _AMOUNT)
    if parts.null_count > 0.05 * len(parts):
        return []
    kinds = _kinds_of(_units(parts))
    return sorted(kinds) if len(kinds) > 1 else []


def clock_hours(values: pa.StringArray) -> pa.DoubleArray:
    """Hours since midnight (14:30 is 14.5) or hours that passed (255:10:00), null where a value is neither."""
    parts = pc.extract_regex(pc.replace_substring_regex(values, _DURATION, r"\1:\2:\3"), _CLOCK)
    is_clock = np.asarray(parts.is_valid())
    hour, minute, second = (_number(parts, name) for name in ("hour", "minute", "second"))
    half = np.asarray(pc.utf8_lower(pc.fill_null(parts.field("half"), "")))
    passed = np.asarray(pc.not_equal(pc.fill_null(parts.field("second"), ""), ""))
    is_clock &= ((hour < 24) | passed) & ((half == "") | ((hour >= 1) & (hour <= 12)))
    hour = np.where(half == "", hour, hour % 12 + 12 * (half == "p"))
    return pa.array(hour + minute / 60 + second / 3600, mask=~is_clock)


def _number(parts: pa.StructArray, name: str) -> np.ndarray:
    texts = pc.fill_null(parts.field(name), "")
    return np.asarray(pc.if_else(pc.equal(texts, ""), "0", texts).cast(pa.float64()))


def _units(parts: pa.StructArray) -> list[str]:
    """Each unit that occurs, as it is written; [""] among them stands for letters that are no unit."""
    found = parts.filter(parts.is_valid())
    pairs = zip(found.field("gap").to_pylist(), found.field("unit").to_pylist(), strict=True) if len(found) else ()
    return [unit if gap or unit.casefold() in _CLOSE_BY else "" for gap, unit in dict.fromkeys(pairs)]


def _kinds_of(units: list[str]) -> set[str]:
    """Different units; year and years, kg and KG are one. None at all where letters are no unit."""
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

"""Times of day and time zones within dates."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

SECOND = 1_000_000
Numbers = np.ndarray
_NAMED_ZONES = {
    "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120, "EET": 120, "EEST": 180, "WET": 0, "WEST": 60,
    "EST": -300, "EDT": -240, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
}  # fmt: skip
_MONTHS_OF_CHANGE = {2, 3, 8, 9, 10}
"""March, April, September, October, November, counted from 0: where clocks are put forward or back."""


def is_one_place(moments: Numbers, zones: Numbers) -> bool:
    """Tell whether clocks of one place gave these moments: one zone, or a second one an hour apart in another season."""
    offsets = np.unique(zones)
    if len(offsets) < 2:
        return True
    if len(offsets) > 2 or offsets[1] - offsets[0] != 3600 * SECOND:
        return False
    months = moments.astype("datetime64[us]").astype("datetime64[M]").astype(np.int64) % 12
    seasons = [set(months[zones == offset]) - _MONTHS_OF_CHANGE for offset in offsets]
    return not seasons[0] & seasons[1]


def zones_of(values: pa.StringArray) -> list[str]:
    """Return the different time zones that moments in `values` name."""
    parts = pc.extract_regex(
        values, r"[0-9]:[0-9.,:]+\s*(?:[AaPp][Mm])?\s*(?P<zone>Z|[A-Z]{3,4}|[+-][0-9]{2}(?::?[0-9]{2})?)$"
    )
    return sorted({zone for zone in parts.field("zone").unique().to_pylist() if zone})


def time_in(parts: pa.StructArray) -> tuple[Numbers, Numbers]:
    """Return microseconds since midnight, and whether there is such an hour."""
    seconds, timely = seconds_of(*(np.maximum(integers(parts, name), 0) for name in ("hour", "minute", "second")))
    half = _half_day(parts)
    is_noon = seconds // 3600 == 12
    seconds = np.where((half == "p") & ~is_noon, seconds + 43_200, seconds)
    seconds = np.where((half == "a") & is_noon, seconds - 43_200, seconds)
    return seconds * SECOND + _micros(parts), timely & (seconds < 86_400)


def seconds_of(hour: Numbers, minute: Numbers, second: Numbers) -> tuple[Numbers, Numbers]:
    return (hour * 60 + minute) * 60 + second, (hour < 24) & (minute < 60) & (second < 60)


def _half_day(parts: pa.StructArray) -> Numbers:
    """"a" in the morning, "p" in the afternoon, "" where the clock has 24 hours."""  # fmt: skip
    return np.asarray(pc.utf8_slice_codeunits(pc.fill_null(pc.utf8_lower(parts.field("half")), ""), 0, 1))


def _micros(parts: pa.StructArray) -> Numbers:
    fraction = pc.utf8_slice_codeunits(pc.utf8_rpad(pc.fill_null(parts.field("fraction"), ""), 6, "0"), 0, 6)
    return np.asarray(fraction.cast(pa.int64()))


def zone_in(parts: pa.StructArray) -> Numbers:
    """Return microseconds east of UTC."""
    encoded = parts.field("zone").dictionary_encode()
    offsets = [_offset(zone or "") for zone in encoded.dictionary.to_pylist()]
    places = np.asarray(pc.fill_null(encoded.indices, len(offsets)))
    return np.asarray(np.array([*offsets, 0], np.int64)[places] * 60 * SECOND)


def _offset(zone: str) -> int:
    """Minutes: "+05:30" -> 330, "CEST" -> 120."""
    if zone[:1] not in {"+", "-"}:
        return _NAMED_ZONES.get(zone, 0)
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return -minutes if zone[0] == "-" else minutes


def integers(parts: pa.StructArray, name: str) -> np.ndarray:
    """Return a group of digits as integers, -1 where there is none."""
    digits = parts.field(name)
    digits = pc.if_else(pc.and_(parts.is_valid(), pc.not_equal(digits, "")), digits, "-1")
    return np.asarray(pc.fill_null(digits, "-1").cast(pa.int64()))

"""Columns of numbers: plain, with a unit within the cell ("12 kg"), or times of day ("14:30")."""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.common.parsing import CLOCK_HOURS
from core.data.reading import column_names, forms
from core.data.reading.numerals import as_numbers, starts_with_zero
from core.data.reading.quantities import clock_hours, without_unit
from core.data.reading.raw import NEARLY_ALL, Raw, Understood, as_text, share, typed

_WHOLE = 2.0**53


@dataclass(frozen=True)
class _Parsed:
    """A number for each different value of a column, or null, and how it was got."""

    numbers: pa.DoubleArray
    how: str = ""
    unit: str = ""


def as_amount(raw: Raw) -> Understood | None:
    """Return the column as numbers if it is one, else None."""
    column = raw.column
    if not column.rows or pc.any(starts_with_zero(column.values)).as_py():
        return None
    parsed = _parsed(raw)
    others = pc.is_null(parsed.numbers)
    if column.share(others) > 1 - NEARLY_ALL or _are_codes(column.values.filter(others)):
        return None
    if column_names.is_row_number(raw.name) and forms.is_sequence(column.spread(parsed.numbers)):
        return as_text(raw, "id", how="sequence")
    return _understood(raw, parsed)


def as_chosen_amount(raw: Raw) -> Understood:
    """Return the column as numbers because its owner says so."""
    return _understood(raw, _parsed(raw))


def _parsed(raw: Raw) -> _Parsed:
    """Plain numbers, or what makes numbers of most cells that are none as they stand."""
    values = raw.column.values
    sample = raw.column.sample()
    if share(as_numbers(sample, raw.decimal).is_valid()) >= 0.5:
        return _Parsed(as_numbers(values, raw.decimal))
    if share(clock_hours(sample).is_valid()) >= NEARLY_ALL:
        return _Parsed(clock_hours(values), "clock", CLOCK_HOURS)
    if share(as_numbers(without_unit(sample)[0], raw.decimal).is_valid()) < 0.5:
        return _Parsed(pa.nulls(len(values), pa.float64()))
    bare, unit = without_unit(values)
    return _Parsed(as_numbers(bare, raw.decimal), "unit" if unit else "", unit)


def _are_codes(others: pa.StringArray) -> bool:
    """Among numbers a word means "not known", but something with digits (C536365) means that all of them are codes."""
    return bool(pc.any(pc.match_substring_regex(others, r"^[A-Za-z0-9/_-]*[0-9][A-Za-z0-9/_-]*$")).as_py())


def _understood(raw: Raw, parsed: _Parsed) -> Understood:
    if raw.numbers is None or raw.decimal == "point":
        return replace(typed(raw, "number", _whole(parsed.numbers), parsed.how), unit=parsed.unit)
    by_point = raw.column.spread(as_numbers(raw.column.values, "point"))
    values = _whole(pc.if_else(raw.numbers, by_point, raw.column.spread(parsed.numbers)))
    lost = max(0, values.null_count - raw.column.places.null_count)
    return Understood("number", values, len(values.unique().drop_null()), lost, parsed.how, unit=parsed.unit)


def _whole(values: pa.DoubleArray) -> pa.Array:
    """As integers where all are whole."""
    known = np.asarray(values.drop_null())
    if len(known) and np.all(known == np.floor(known)) and np.abs(known).max() < _WHOLE:
        return values.cast(pa.int64())
    return values

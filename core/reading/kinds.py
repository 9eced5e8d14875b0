"""Which kind a column is, and its values as that kind."""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.reading import column_names, forms
from core.reading.answers import as_answers, read_answers, spellings
from core.reading.blanks import stands_for_nothing
from core.reading.distinct import Distinct
from core.reading.moments import as_moments
from core.reading.numerals import as_numbers, starts_with_zero
from core.reading.shapes import DateOrder, Decimal, Kind

NEARLY_ALL = 0.95
_WHOLE = 2.0**53
_SERIAL_DAYS = (20_000, 60_000)
"""Excel's day numbers from 1954 to 2064."""
_EXCEL_EPOCH = np.datetime64("1899-12-30")


@dataclass(frozen=True)
class Raw:
    """A column as text, with what the whole file tells about its numbers and dates."""

    name: str
    column: Distinct
    decimal: Decimal
    order: DateOrder
    numbers: pa.BooleanArray | None = None
    """Cells that a workbook holds as numbers: always with a point, whatever style its texts have."""

    def without_blanks(self, among_values: bool) -> "Raw":
        column = self.column.without(stands_for_nothing(self.column.values, among_values))
        return Raw(self.name, column, self.decimal, self.order, self.numbers)


@dataclass(frozen=True)
class Understood:
    """A column with its kind. `values` has one value a row: float64 or int64, timestamp, bool, or string."""

    kind: Kind
    values: pa.Array
    lost: int = 0
    """Cells that held something of another kind and now count as missing."""
    how: str = ""
    """What is worth a note: "serial", "zeros", …"""
    spelled: tuple[str, str] = ("", "")
    """How no and yes are written most often."""


def understand(raw: Raw) -> Understood:
    """The kind that fits best."""
    if not raw.column.rows:
        return Understood("empty", pa.nulls(len(raw.column.places), pa.string()))
    strict, loose = raw.without_blanks(True), raw.without_blanks(False)
    for guess, column in ((_yes_no, loose), (_email, loose), (_named_code, loose), (_date, strict), (_number, strict)):
        found = guess(column)
        if found:
            return found
    return _words(loose)


def understand_as(raw: Raw, kind: Kind) -> Understood:
    """The column as the kind its owner said it is; what does not fit counts as missing."""
    strict = raw.without_blanks(True)
    if kind == "number":
        return _typed(strict, "number", _whole(_numbers(strict)))
    if kind == "date":
        moments = as_moments(strict.column.values, strict.order)
        return _typed(strict, "date", strict.column.spread(moments))
    if kind == "yes_no":
        answers = read_answers(strict.column.values)
        spelled = spellings(strict.column, answers)
        return replace(_typed(strict, "yes_no", strict.column.spread(answers)), spelled=spelled)
    return _text(raw.without_blanks(False), kind)


def _typed(raw: Raw, kind: Kind, values: pa.Array, how: str = "") -> Understood:
    return Understood(kind, values, lost=max(0, values.null_count - raw.column.places.null_count), how=how)


def _text(raw: Raw, kind: Kind, how: str = "") -> Understood:
    return Understood(kind, raw.column.spread(raw.column.values), how=how)


def _yes_no(raw: Raw) -> Understood | None:
    answers = as_answers(raw.column.values, raw.column.rows) if raw.column.rows else None
    if answers is None:
        return None
    bits = bool(pc.all(pc.match_substring_regex(raw.column.values, r"^[01](\.0)?$")).as_py())
    spelled = spellings(raw.column, answers)
    return Understood("yes_no", raw.column.spread(answers), how="bits" if bits else "", spelled=spelled)


def _email(raw: Raw) -> Understood | None:
    return _text(raw, "email") if forms.is_email(raw.column) else None


def _named_code(raw: Raw) -> Understood | None:
    """Postcodes, phone numbers and ids, most of which could pass as numbers."""
    if forms.is_postcode(raw.column, column_names.is_postcode(raw.name)):
        return _text(_without_point_zero(raw), "postcode")
    if forms.is_phone(raw.column, column_names.is_phone(raw.name)) and not _is_date_by_name(raw):
        return _text(_without_point_zero(raw), "phone")
    return _text(_without_point_zero(raw), "id") if _is_id(raw) else None


def _is_date_by_name(raw: Raw) -> bool:
    return column_names.is_date(raw.name)


def _is_id(raw: Raw) -> bool:
    column = raw.column
    strong = column_names.is_strong_id(raw.name)
    if not (strong or column_names.is_weak_id(raw.name)) or not column.rows:
        return False
    coded = float(np.mean(pc.match_substring_regex(column.sample(), r"^[^\s]{1,64}$")))
    few = len(column.values) <= 20 and len(column.values) < 0.2 * column.rows
    if coded < 0.9 or few:
        return False
    whole = pc.match_substring_regex(column.sample(), r"^[0-9]+(\.0)?$")
    if strong or not pc.all(whole).as_py():
        fractions = pc.match_substring_regex(column.sample(), r"^-?[0-9]*[.,][0-9]*[1-9]$")
        digits = pc.match_substring_regex(column.sample(), r"[0-9]")
        return not pc.any(fractions).as_py() and (strong or float(np.mean(digits)) > 0.9)
    lengths = np.unique(np.asarray(pc.utf8_length(column.sample())))
    return (
        bool(pc.any(starts_with_zero(column.values)).as_py())
        or (len(lengths) <= 2 and lengths.min() >= 5)
        or forms.is_unique(column)
    )


def _without_point_zero(raw: Raw) -> Raw:
    """17850.0 -> 17850, where all of a column's codes went through a program that took them for numbers."""
    values = raw.column.values
    if not pc.all(pc.match_substring_regex(values, r"^[0-9]+\.0$")).as_py():
        return raw
    column = Distinct(pc.replace_substring_regex(values, r"\.0$", ""), raw.column.counts, raw.column.places)
    return Raw(raw.name, column, raw.decimal, raw.order)


def _date(raw: Raw) -> Understood | None:
    column, by_name = raw.column, column_names.is_date(raw.name)
    if not column.rows:
        return None
    sample = column.sample()
    if float(np.mean(np.asarray(as_moments(sample, raw.order).is_valid()))) < NEARLY_ALL - 0.1:
        return _serial_date(raw) if by_name else None
    moments = as_moments(column.values, raw.order)
    bare_digits = pc.match_substring_regex(column.values, r"^[0-9]{8}$|^[0-9]{12,14}$")
    if pc.all(bare_digits).as_py() and not by_name and (column.rows < 3 or moments.null_count):
        return None
    if column.share(moments.is_valid()) < NEARLY_ALL:
        return _serial_date(raw) if by_name else None
    return _typed(raw, "date", column.spread(moments))


def _serial_date(raw: Raw) -> Understood | None:
    """Day numbers of a spreadsheet, alone or among dates, in a column whose name says date."""
    numbers = as_numbers(raw.column.values, "point")
    low, high = _SERIAL_DAYS
    serial = pc.fill_null(pc.and_(pc.greater_equal(numbers, low), pc.less(numbers, high)), False)
    moments = as_moments(raw.column.values, raw.order)
    if raw.column.share(pc.or_(serial, moments.is_valid())) < NEARLY_ALL or not raw.column.count(serial):
        return None
    seconds = np.rint(np.nan_to_num(np.asarray(numbers)) * 86_400).astype("timedelta64[s]")
    days = pa.array((_EXCEL_EPOCH + seconds).astype("datetime64[us]"))
    return _typed(raw, "date", raw.column.spread(pc.if_else(serial, days, moments)), how="serial")


def _number(raw: Raw) -> Understood | None:
    column = raw.column
    if not column.rows:
        return None
    sample = as_numbers(column.sample(), raw.decimal)
    if float(np.mean(np.asarray(sample.is_valid()))) < 0.5:
        return None
    numbers = as_numbers(column.values, raw.decimal)
    others = pc.is_null(numbers)
    if pc.any(starts_with_zero(column.values)).as_py():
        return None
    if column.share(others) > 1 - NEARLY_ALL or _are_codes(column.values.filter(others)):
        return None
    values = _numbers(raw)
    if column_names.is_row_number(raw.name) and forms.is_sequence(values):
        return _text(raw, "id", how="sequence")
    return _typed(raw, "number", _whole(values))


def _are_codes(others: pa.StringArray) -> bool:
    """Among numbers a word means "not known", but something with digits (C536365) means that all of them are codes."""
    return bool(pc.any(pc.match_substring_regex(others, r"^[A-Za-z0-9/_-]*[0-9][A-Za-z0-9/_-]*$")).as_py())


def _numbers(raw: Raw) -> pa.DoubleArray:
    values = raw.column.spread(as_numbers(raw.column.values, raw.decimal))
    if raw.numbers is None or raw.decimal == "point":
        return values
    return pc.if_else(raw.numbers, raw.column.spread(as_numbers(raw.column.values, "point")), values)


def _whole(values: pa.DoubleArray) -> pa.Array:
    """As integers where all are whole."""
    known = np.asarray(values.drop_null())
    if len(known) and np.all(known == np.floor(known)) and np.abs(known).max() < _WHOLE:
        return values.cast(pa.int64())
    return values


def _words(raw: Raw) -> Understood:
    column = raw.column
    if not column.rows:
        return _text(raw, "empty")
    zeros = pc.any(starts_with_zero(column.values)).as_py()
    if zeros and forms.is_code(column):
        return _text(raw, "id" if len(column.values) > 0.9 * column.rows else "category", how="zeros")
    if forms.is_unique(column) and forms.is_code(column):
        return _text(raw, "id")
    return _text(raw, "text" if forms.is_running_text(column) else "category")

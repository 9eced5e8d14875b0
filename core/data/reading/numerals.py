"""Numbers as people write them: 1,234.50 and 1.234,50, € 12, (12), 12-, 5 %, 1'000, 1e-5."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from core.common.parsing.numbers import BY_COMMA, BY_POINT, MARKS_BESIDE_COMMA, MARKS_BESIDE_POINT, MINUS, NUMERAL
from core.data.reading.distinct import Distinct
from core.data.reading.results import Decimal

_PLAIN = r"^-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?$"


@dataclass(frozen=True)
class Style:
    """How often numbers of a column can be read with a decimal point only, with a comma only, or both ways."""

    point: int
    comma: int
    either_comma: int = 0
    """As "1,234" can."""
    either_point: int = 0
    """As "1.234" can."""
    ungrouped: int = 0
    """Numbers above 999 without any mark: who writes them so does not mark thousands elsewhere."""
    example: str = ""
    """One that can be read both ways."""

    @property
    def sure(self) -> Decimal | None:
        """Return the style that some cells leave no doubt about, if none speaks for the other."""
        return self.decimal if bool(self.point) != bool(self.comma) else None

    @property
    def decimal(self) -> Decimal | None:
        """Return the style of the column, or None if it does not tell."""
        if self.point != self.comma:
            return "point" if self.point > self.comma else "comma"
        if self.ungrouped and self.either_comma != self.either_point:
            return "comma" if self.either_comma > self.either_point else "point"
        return None


def style_of(column: Distinct) -> Style:
    """Return what the separators in a column tell: a sample of it if that does tell, else all of it."""
    sampled = _style_of(column.sample())
    return sampled if sampled.decimal or not sampled.example else _style_of(column.values)


def _style_of(values: pa.StringArray) -> Style:
    core = pc.extract_regex(values, NUMERAL).field("core")
    by_point, by_comma = _matching(core, BY_POINT), _matching(core, BY_COMMA)
    either = pc.and_(_matching(core, r"^[1-9][0-9]{0,2}[.,][0-9]{3}$"), pc.and_(by_point, by_comma))
    marked = _matching(core, r"[.,]")
    only_point = pc.and_(marked, pc.or_(pc.and_not(by_point, by_comma), _matching(core, r"^0\.[0-9]{3}$")))
    only_comma = pc.and_(marked, pc.or_(pc.and_not(by_comma, by_point), _matching(core, r"^0,[0-9]{3}$")))
    examples = values.filter(either)
    return Style(
        _count(pc.and_not(only_point, _matching(core, r"^0,"))),
        _count(pc.and_not(only_comma, _matching(core, r"^0\."))),
        _count(pc.and_(either, _matching(core, ","))),
        _count(pc.and_(either, _matching(core, r"\."))),
        _count(_matching(core, r"^[0-9]{4,}$")),
        examples[0].as_py() if len(examples) else "",
    )


def as_numbers(values: pa.StringArray, decimal: Decimal) -> pa.DoubleArray:
    """Return each value as a float, null where it is no number. "12 %" is 0.12, as spreadsheets keep it.

    `decimal` decides what can be read both ways; what can be read one way only is read that way.
    """
    plain = pc.match_substring_regex(values, _PLAIN)
    if decimal == "point" and pc.all(plain).as_py():
        return pc.cast(values, pa.float64())
    parts = pc.extract_regex(values, NUMERAL)
    field = {
        name: parts.field(name) for name in ("open", "close", "before", "between", "after", "core", "power", "percent")
    }
    valid = pc.and_(parts.is_valid(), pc.equal(pc.equal(field["open"], "("), pc.equal(field["close"], ")")))
    signs = [
        pc.cast(pc.greater(pc.binary_length(field[name]), 0), pa.int8())
        for name in ("open", "before", "between", "after")
    ]
    valid = pc.and_(valid, pc.less_equal(pc.add(pc.add(signs[0], signs[1]), pc.add(signs[2], signs[3])), 1))
    digits = _digits(field["core"], decimal)
    valid = pc.fill_null(pc.and_(valid, pc.is_valid(digits)), False)
    text = pc.if_else(valid, pc.binary_join_element_wise(digits, field["power"], ""), pa.scalar(None, pa.string()))
    numbers = pc.cast(text, pa.float64())
    negative = pc.equal(field["open"], "(")
    for sign in ("before", "between", "after"):
        negative = pc.or_(negative, pc.is_in(field[sign], value_set=pa.array(MINUS)))
    numbers = pc.if_else(negative, pc.negate(numbers), numbers)
    return pc.if_else(pc.equal(field["percent"], "%"), pc.divide(numbers, 100.0), numbers)


def currencies(values: pa.StringArray) -> list[str]:
    """Return the different signs of currency in `values`."""
    parts = pc.extract_regex(values, NUMERAL)
    found = {*parts.field("currency").unique().to_pylist(), *parts.field("unit").unique().to_pylist()}
    return sorted(found - {None, ""})


def share_of_percent(values: pa.StringArray) -> float:
    """Return how many of 1 have a percent sign."""
    numbers = pc.match_substring_regex(values, r"[0-9]")
    return _count(pc.match_substring_regex(values, r"[0-9].*%\s*$|%\s*[0-9]")) / max(1, _count(numbers))


def starts_with_zero(values: pa.StringArray) -> pa.BooleanArray:
    """Mark codes such as 00712, whose zeros count."""
    return pc.match_substring_regex(values, r"^0[0-9]+$")


def _matching(texts: pa.StringArray, pattern: str) -> pa.BooleanArray:
    return pc.fill_null(pc.match_substring_regex(texts, pattern), False)


def _digits(core: pa.StringArray, decimal: Decimal) -> pa.StringArray:
    """Digits with a point, or null: in the column's style where it fits, else in the other."""
    by_point, by_comma = _by_point(core), _by_comma(core)
    return pc.coalesce(by_point, by_comma) if decimal == "point" else pc.coalesce(by_comma, by_point)


def _by_point(core: pa.StringArray) -> pa.StringArray:
    bare = pc.replace_substring_regex(core, MARKS_BESIDE_POINT, "")
    return pc.if_else(pc.match_substring_regex(core, BY_POINT), bare, pa.scalar(None, pa.string()))


def _by_comma(core: pa.StringArray) -> pa.StringArray:
    bare = pc.replace_substring(pc.replace_substring_regex(core, MARKS_BESIDE_COMMA, ""), ",", ".")
    return pc.if_else(pc.match_substring_regex(core, BY_COMMA), bare, pa.scalar(None, pa.string()))


def _count(mask: pa.BooleanArray) -> int:
    return int(pc.sum(mask).as_py() or 0)

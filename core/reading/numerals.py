"""Numbers as people write them: 1,234.50 and 1.234,50, € 12, (12), 12-, 5 %, 1'000, 1e-5."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from core.reading.shapes import Decimal

_GAP = r"[ '’\x{a0}\x{202f}\x{2009}]"
_CURRENCY = (
    r"(?:US\$|R\$|C\$|A\$|[$€£¥₹₽₩₺₫₴₪₦฿]|(?i:EUR|USD|GBP|CHF|JPY|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|TRY|BRL|MXN|INR|ZAR|"
    r"kr\.?|zł|Kč|Ft|lei|Fr\.|Euro|Rs\.?))"
)
_NUMERAL = (
    r"^(?P<open>\()?\s*(?P<before>[-+−–])?\s*(?P<currency>" + _CURRENCY + r")?\s*(?P<between>[-+−–])?\s*"
    r"(?P<core>[0-9](?:[0-9.,'’ \x{a0}\x{202f}\x{2009}]*[0-9.,])?|[.,][0-9]+)(?P<power>[eE][-+]?[0-9]{1,3})?"
    r"\s*(?P<percent>%)?\s*(?P<unit>" + _CURRENCY + r")?\s*(?P<after>[-−–])?(?P<close>\))?$"
)
_PLAIN = r"^-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?$"
_POINT = rf"^(?:[0-9]+|[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,3}}(?:{_GAP}[0-9]{{3}})+|[0-9]{{1,2}}(?:,[0-9]{{2}})+,[0-9]{{3}})(?:\.[0-9]*)?$|^\.[0-9]+$"
_COMMA = rf"^(?:[0-9]+|[0-9]{{1,3}}(?:\.[0-9]{{3}})+|[0-9]{{1,3}}(?:{_GAP}[0-9]{{3}})+)(?:,[0-9]*)?$|^,[0-9]+$"
_MARKED = r"[.,]"


@dataclass(frozen=True)
class Style:
    """How often numbers of a column can be read with a decimal point only, with a comma only, or both ways ("1,234")."""

    point: int
    comma: int
    either: int

    @property
    def decimal(self) -> Decimal | None:
        """The style of the column, or None if it does not tell."""
        if self.point == self.comma:
            return None
        return "point" if self.point > self.comma else "comma"


def style_of(values: pa.StringArray) -> Style:
    """What the separators in `values` tell."""
    core = _cores(values)
    marked = pc.fill_null(pc.match_substring_regex(core, _MARKED), False)
    point = pc.and_(marked, pc.fill_null(pc.match_substring_regex(core, _POINT), False))
    comma = pc.and_(marked, pc.fill_null(pc.match_substring_regex(core, _COMMA), False))
    started_by_zero = pc.fill_null(pc.match_substring_regex(core, r"^0[.,][0-9]{3}$"), False)
    point_mark = pc.fill_null(pc.match_substring_regex(core, r"\."), False)
    both = pc.and_(pc.and_(point, comma), pc.invert(started_by_zero))
    zero_point = pc.and_(started_by_zero, point_mark)
    zero_comma = pc.and_(started_by_zero, pc.invert(point_mark))
    return Style(
        _count(pc.or_(zero_point, pc.and_not(pc.and_not(point, comma), started_by_zero))),
        _count(pc.or_(zero_comma, pc.and_not(pc.and_not(comma, point), started_by_zero))),
        _count(both),
    )


def as_numbers(values: pa.StringArray, decimal: Decimal) -> pa.DoubleArray:
    """Each value as a float, null where it is no number. "12 %" is 0.12, as spreadsheets keep it.

    `decimal` decides what can be read both ways; what can be read one way only is read that way.
    """
    plain = pc.match_substring_regex(values, _PLAIN)
    if decimal == "point" and pc.all(plain).as_py():
        return pc.cast(values, pa.float64())
    parts = pc.extract_regex(values, _NUMERAL)
    field = {
        name: parts.field(name) for name in ("open", "close", "before", "between", "after", "core", "power", "percent")
    }
    valid = pc.and_(parts.is_valid(), pc.equal(pc.equal(field["open"], "("), pc.equal(field["close"], ")")))
    digits = _digits(field["core"], decimal)
    valid = pc.fill_null(pc.and_(valid, pc.is_valid(digits)), False)
    text = pc.if_else(valid, pc.binary_join_element_wise(digits, field["power"], ""), pa.scalar(None, pa.string()))
    numbers = pc.cast(text, pa.float64())
    negative = pc.equal(field["open"], "(")
    for sign in ("before", "between", "after"):
        negative = pc.or_(negative, pc.is_in(field[sign], value_set=pa.array(["-", "−", "–"])))
    numbers = pc.if_else(negative, pc.negate(numbers), numbers)
    return pc.if_else(pc.equal(field["percent"], "%"), pc.divide(numbers, 100.0), numbers)


def currencies(values: pa.StringArray) -> list[str]:
    """The different signs of currency in `values`."""
    parts = pc.extract_regex(values, _NUMERAL)
    found = {*parts.field("currency").unique().to_pylist(), *parts.field("unit").unique().to_pylist()}
    return sorted(found - {None, ""})


def has_percent(values: pa.StringArray) -> bool:
    return bool(pc.any(pc.match_substring_regex(values, r"%\s*$")).as_py())


def starts_with_zero(values: pa.StringArray) -> pa.BooleanArray:
    """Marks codes such as 00712, whose zeros count."""
    return pc.match_substring_regex(values, r"^0[0-9]+$")


def _cores(values: pa.StringArray) -> pa.StringArray:
    return pc.extract_regex(values, _NUMERAL).field("core")


def _digits(core: pa.StringArray, decimal: Decimal) -> pa.StringArray:
    """Digits with a point, or null: in the column's style where it fits, else in the other."""
    by_point, by_comma = _by_point(core), _by_comma(core)
    return pc.coalesce(by_point, by_comma) if decimal == "point" else pc.coalesce(by_comma, by_point)


def _by_point(core: pa.StringArray) -> pa.StringArray:
    bare = pc.replace_substring_regex(core, r"[,'’ \x{a0}\x{202f}\x{2009}]", "")
    return pc.if_else(pc.match_substring_regex(core, _POINT), bare, pa.scalar(None, pa.string()))


def _by_comma(core: pa.StringArray) -> pa.StringArray:
    bare = pc.replace_substring(pc.replace_substring_regex(core, r"[.'’ \x{a0}\x{202f}\x{2009}]", ""), ",", ".")
    return pc.if_else(pc.match_substring_regex(core, _COMMA), bare, pa.scalar(None, pa.string()))


def _count(mask: pa.BooleanArray) -> int:
    return int(pc.sum(mask).as_py() or 0)

"""Numbers as people write them: 1,234.50 and 1.234,50, € 12, (12), 12-, 5 %, 1'000, 1e-5. The patterns suit RE2 and Python alike."""

import re

_GAP = "[ '’\u00a0\u202f\u2009]"
_CURRENCY = (
    r"(?:US\$|R\$|C\$|A\$|[$€£¥₹₽₩₺₫₴₪₦฿]|(?i:EUR|USD|GBP|CHF|JPY|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|TRY|BRL|MXN|INR|ZAR|"
    r"kr\.?|zł|Kč|Ft|lei|Fr\.|Euro|Rs\.?))"
)
NUMERAL = (
    r"^(?P<open>\()?\s*(?P<before>[-+−–])?\s*(?P<currency>" + _CURRENCY + r")?\s*(?P<between>[-+−–])?\s*"
    "(?P<core>[0-9](?:[0-9.,'’ \u00a0\u202f\u2009]*[0-9.,])?|[.,][0-9]+)(?P<power>[eE][-+]?[0-9]{1,3})?"
    r"\s*(?P<percent>%)?\s*(?P<unit>" + _CURRENCY + r")?\s*(?P<after>[-−–])?(?P<close>\))?$"
)
_GROUPED = rf"[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,3}}(?:{_GAP}[0-9]{{3}})+|[0-9]{{1,2}}(?:,[0-9]{{2}})+,[0-9]{{3}}"
BY_POINT = rf"^(?:[0-9]+|{_GROUPED})(?:\.[0-9]*)?$|^\.[0-9]+$"
BY_COMMA = rf"^(?:[0-9]+|[0-9]{{1,3}}(?:\.[0-9]{{3}})+|[0-9]{{1,3}}(?:{_GAP}[0-9]{{3}})+)(?:,[0-9]*)?$|^,[0-9]+$"
MARKS_BESIDE_POINT = "[,'’ \u00a0\u202f\u2009]"
MARKS_BESIDE_COMMA = "[.'’ \u00a0\u202f\u2009]"
MINUS = ("-", "−", "–")

_NUMERAL, _BY_POINT, _BY_COMMA = (re.compile(form, re.ASCII) for form in (NUMERAL, BY_POINT, BY_COMMA))


def number_of(text: str, decimal: str = "point") -> float | None:
    """Return the number that `text` says, None where it says none. "12 %" is 0.12.

    `decimal` ("point", "comma") decides what can be read both ways; what can be read one way only is read that way.
    """
    found = _NUMERAL.match(text)
    if found is None or (found["open"] is None) != (found["close"] is None):
        return None
    signs = [found[name] for name in ("open", "before", "between", "after") if found[name]]
    digits = _digits(found["core"], decimal)
    if len(signs) > 1 or digits is None:
        return None
    number = float(digits + (found["power"] or ""))
    number = -number if signs and signs[0] in ("(", *MINUS) else number
    return number / 100.0 if found["percent"] else number


def _digits(core: str, decimal: str) -> str | None:
    """Digits with a point: in the style that is given where it fits, else in the other."""
    by_point = re.sub(MARKS_BESIDE_POINT, "", core) if _BY_POINT.match(core) else None
    by_comma = re.sub(MARKS_BESIDE_COMMA, "", core).replace(",", ".") if _BY_COMMA.match(core) else None
    first, second = (by_comma, by_point) if decimal == "comma" else (by_point, by_comma)
    return second if first is None else first

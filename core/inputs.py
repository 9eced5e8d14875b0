"""What a model asks for: its columns, how a value is read, and into which bin it falls. Plain Python: the endpoint uses it.

A bin is one byte. Bins let us watch a model without opening anybody's data: a million logged rows are one `bincount`.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, TypeVar

from core.spelling import CLOCK_HOURS, amount_of, day_of, hours_of, number_of
from core.yes_no import truth

InputKind = Literal["number", "date", "yes_no", "category", "text"]
Value = float | str | None
"""As a model sees it: numbers and dates (days since 1970) and yes/no (1.0, 0.0) as floats, the rest as text, None if missing."""

MISSING, UNSEEN, BELOW, ABOVE = 255, 254, 253, 252
"""Codes for values that fall into no bin of the training data."""
ABSENT = 251
"""For the log, in place of MISSING, when the whole column was not sent: it was renamed or dropped, not left empty."""
MOST_BINS = 32
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?")
_DECIMALS, _ORDERS = ("point", "comma"), ("day_first", "month_first")
_LONGEST = 64
"""Letters of a number or date; longer texts are none."""
_DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - shops mean their own clock


Read = TypeVar("Read")


class NotThisKind(ValueError):
    """A value that its column cannot hold. Carries the kind that was expected, never the value."""


@dataclass(frozen=True)
class Input:
    """One column that a model asks for."""

    name: str
    kind: InputKind
    categories: tuple[str, ...] = ()
    """Of a category: the values met in training, the most frequent first (at most 250)."""
    edges: tuple[float, ...] = ()
    """Of a number or date: inner bin edges, ascending; bin i holds edges[i-1] <= value < edges[i]."""
    low: float | None = None
    high: float | None = None
    """The range met in training."""
    typical: Value = None
    """The median, or the most frequent value: what a form shows first, and what reasons are measured against."""
    personal: str | None = None
    written: str = ""
    """How its table writes numbers ("point", "comma") or dates ("day_first", …), where that is known: what can be read two ways."""
    unit: str = ""
    """What stood beside each number ("kg"), `spelling.CLOCK_HOURS` where these were times of day."""

    def read(self, raw: Any) -> Value:
        """The value as the model sees it, from JSON or from a table's cell. Text is read as in a file. Raises NotThisKind."""
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            return None
        if self.kind in ("category", "text"):
            return _as_text(raw)
        if isinstance(raw, str) and self.kind != "yes_no":
            return self._read_spelled(raw.strip())
        return _READ[self.kind](raw)

    def _read_spelled(self, text: str) -> Value:
        """A number or a date as people write it."""
        if self.kind == "date":
            return _days_of(text, self.written)
        if self.written != "comma" and _PLAIN.fullmatch(text):
            return _as_number(text)
        return _spelled_number(text, self.unit, self.written)

    def read_all(self, column: Sequence[Any]) -> list[Value]:
        """The values of many rows, as `read` gives each. Raises NotThisKind for any of them."""
        met = set(map(type, column))
        if met <= _ALREADY.get(self.kind, frozenset()):
            values: list[Value] = [raw if raw is None else float(raw) for raw in column]
            if math.isfinite(sum(raw or 0.0 for raw in column)):
                return values
        if met <= {str, type(None)}:  # texts repeat: each is read once
            known = {text: self.read(text) for text in set(column)}
            return [known[text] for text in column]
        return [self.read(raw) for raw in column]

    def bin(self, value: Value) -> int:
        """Its byte in the log."""
        if value is None:
            return MISSING
        if isinstance(value, str):
            return self._bin_of_text(value)
        if self.low is not None and value < self.low:
            return BELOW
        if self.high is not None and value > self.high:
            return ABOVE
        return int(value) if self.kind == "yes_no" else bisect_right(self.edges, value)

    def _bin_of_text(self, value: str) -> int:
        if self.kind == "text":  # free text has no bins: only its length is watched
            return bisect_right(self.edges, float(len(value)))
        try:
            return self.categories.index(value)
        except ValueError:
            return UNSEEN

    def as_dict(self) -> dict[str, Any]:
        return dict(self.__dict__)

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> "Input":
        return cls(**{**facts, "categories": tuple(facts["categories"]), "edges": tuple(facts["edges"])})


def _as_text(raw: Any) -> str:
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, dict | list):
        raise NotThisKind("text")
    return str(raw).strip()


def _as_number(raw: Any) -> float:
    try:
        value = float(raw)
    except (TypeError, ValueError) as wrong:
        raise NotThisKind("number") from wrong
    if not math.isfinite(value) or isinstance(raw, bool):
        raise NotThisKind("number")
    return value


def _as_yes_no(raw: Any) -> float:
    said = truth(raw)
    if said is None:
        raise NotThisKind("yes_no")
    return float(said)


def _as_days(raw: Any) -> float:
    """Days since 1970-01-01, fractions for times. A time zone is taken off as it stands: shops mean their own clock."""
    if isinstance(raw, datetime):
        return (raw.replace(tzinfo=None) - _EPOCH) / _DAY
    return _days_of(str(raw).strip(), "")


def _days_of(text: str, order: str) -> float:
    try:
        moment: datetime | None = datetime.fromisoformat(text)
    except ValueError:
        moment = _one_way(text, order, day_of, _ORDERS)
    if moment is None:
        raise NotThisKind("date")
    return (moment.replace(tzinfo=None) - _EPOCH) / _DAY


def _spelled_number(text: str, unit: str, decimal: str) -> float:
    """1.234,50 €, 12 %, (12); 12 kg and 14:30 where the table has such."""
    value = _one_way(text, decimal, number_of, _DECIMALS)
    if value is None and unit == CLOCK_HOURS:
        value = _one_way(text, decimal, lambda it, _: hours_of(it), _DECIMALS)
    elif value is None and unit:
        value = _one_way(text, decimal, lambda it, mark: amount_of(it, unit, mark), _DECIMALS)
    if value is None or not math.isfinite(value):
        raise NotThisKind("number")
    return value


def _one_way(text: str, written: str, read: Callable[[str, str], Read | None], ways: Sequence[str]) -> Read | None:
    """What `text` says as the table writes it; where that is not known, only what every way agrees on. None of any other."""
    if len(text) > _LONGEST:
        return None
    found = {read(text, way) for way in ([written] if written else ways)}
    return found.pop() if len(found) == 1 else None


_ALREADY: dict[str, frozenset[type]] = {
    "number": frozenset({float, int, type(None)}),
    "yes_no": frozenset({bool, type(None)}),
}
"""Types of values that need no reading."""
_READ = {"number": _as_number, "date": _as_days, "yes_no": _as_yes_no}

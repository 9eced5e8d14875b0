"""What a model asks for: its columns, how a value is read, and into which bin it falls. Plain Python: the endpoint uses it.

A bin is one byte. Bins let us watch a model without opening anybody's data: a million logged rows are one `bincount`.
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from core.common.parsing import day_sent, number_sent
from core.common.parsing.booleans import truth

InputKind = Literal["number", "date", "yes_no", "category", "text"]
Value = float | str | None
"""As a model sees it: numbers and dates (days since 1970) and yes/no (1.0, 0.0) as floats, the rest as text, None if missing."""

MISSING, UNSEEN, BELOW, ABOVE = 255, 254, 253, 252
"""Codes for values that fall into no bin of the training data."""
ABSENT = 251
"""For the log, in place of MISSING, when the whole column was not sent: it was renamed or dropped, not left empty."""
MOST_BINS = 32
_DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - shops mean their own clock


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
        """Return the value as the model sees it, from JSON or from a table's cell; text is read as in a file. Raise NotThisKind."""
        if raw is None:
            return None
        if isinstance(raw, str):
            text = raw.strip()
            return self._read_text(text) if text else None
        if self.kind in ("category", "text"):
            return _as_text(raw)
        return _READ[self.kind](raw)

    def reader(self) -> Callable[[Any], Value]:
        """Return a function that does what `read` does, faster for the types in which JSON has this kind."""
        read = self.read

        def number(raw: Any) -> Value:
            return raw if type(raw) is float and math.isfinite(raw) else float(raw) if type(raw) is int else read(raw)

        def yes_no(raw: Any) -> Value:
            return 1.0 if raw is True else 0.0 if raw is False else read(raw)

        def words(raw: Any) -> Value:
            return raw.strip() or None if type(raw) is str else read(raw)

        short = {"number": number, "yes_no": yes_no, "category": words, "text": words}
        return short.get(self.kind, read)

    def _read_text(self, text: str) -> Value:
        """A word, or a number, date or answer as people write it."""
        if self.kind in ("category", "text"):
            return text
        if self.kind == "yes_no":
            return _as_yes_no(text)
        if self.kind == "date":
            return _days_of(text, self.written)
        return _number_of(text, self.written, self.unit)

    def read_all(self, column: Sequence[Any]) -> list[Value]:
        """Return the values of many rows, as `read` gives each. Raise NotThisKind for any of them."""
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
        """Return the byte that the log keeps of a value: its bin in training, or a code for missing, unseen or out of range."""
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
        """Return its fields, as a form keeps them."""
        return dict(self.__dict__)

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> "Input":
        """Build it from what `as_dict` returned."""
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
    meant = truth(raw)
    if meant is None:
        raise NotThisKind("yes_no")
    return float(meant)


def _as_days(raw: Any) -> float:
    """Days since 1970-01-01, fractions for times. A time zone is taken off as it stands: shops mean their own clock."""
    if isinstance(raw, datetime):
        return (raw.replace(tzinfo=None) - _EPOCH) / _DAY
    return _days_of(str(raw).strip(), "")


def _days_of(text: str, order: str) -> float:
    moment = day_sent(text, order)
    if moment is None:
        raise NotThisKind("date")
    return (moment - _EPOCH) / _DAY


def _number_of(text: str, decimal: str, unit: str) -> float:
    value = number_sent(text, decimal, unit)
    if value is None:
        raise NotThisKind("number")
    return value


_ALREADY: dict[str, frozenset[type]] = {
    "number": frozenset({float, int, type(None)}),
    "yes_no": frozenset({bool, type(None)}),
}
"""Types of values that need no reading."""
_READ = {"number": _as_number, "date": _as_days, "yes_no": _as_yes_no}

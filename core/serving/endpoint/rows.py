"""Is what was sent sound? Every wrong field is named at once; what can still be answered gets a warning instead."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from core.inference.exported import Exported
from core.inference.inputs import ABSENT, NotThisKind, Value
from core.serving.endpoint.refusals import shown

EXPECTED = {
    "number": "a number",
    "date": "a date such as 2026-03-31",
    "yes_no": "yes or no",
    "category": "a short text",
    "text": "a text",
}
"""What a value has to be, by the kind of its column."""
_MOST_NAMED = 3


class ValidRow(msgspec.Struct, frozen=True, gc=False):
    """One row as the model reads it."""

    values: Sequence[Value]
    absent: Sequence[int] = ()
    """Places of the inputs that were not sent at all."""
    warnings: Sequence[str] = ()

    def log_bins(self, bins: bytes) -> bytes:
        """Return `bins` with a code of its own for what was not sent: a column that was renamed is not one left empty."""
        if not self.absent:
            return bins
        changed = bytearray(bins)
        for place in self.absent:
            changed[place] = ABSENT
        return bytes(changed)


class RowRefused(Exception):
    """A row that gets no answer, with all of its wrong fields: [{"field", "message"}]."""

    def __init__(self, fields: list[dict[str, Any]]) -> None:
        super().__init__("row refused")
        self.fields = fields


class RowCheck:
    """Reads rows for one version."""

    def __init__(self, exported: Exported, id_column: str | None, also_known: frozenset[str]) -> None:
        self._inputs = exported.inputs
        self._readers = [(asked.name, asked.reader()) for asked in exported.inputs]
        self._id_column = id_column
        self._known = frozenset(name for name, _ in self._readers) | also_known | ({id_column} if id_column else set())

    def read(self, row: Any) -> ValidRow:
        """Read one row. Raises RowRefused."""
        try:
            values = [read(row.get(name)) for name, read in self._readers]
        except (NotThisKind, OverflowError, AttributeError):
            raise self._refused(row) from None
        empty = [place for place, value in enumerate(values) if value is None] if None in values else ()
        return self._checked(values, empty, row)

    def _refused(self, row: Any) -> RowRefused:
        """Names everything that is wrong with a row that could not be read."""
        if not isinstance(row, dict):
            return RowRefused([_wrong("", "A row must be an object with the columns' names.")])
        wrong: list[dict[str, Any]] = []
        for asked in self._inputs:
            try:
                asked.read(row.get(asked.name))
            except (NotThisKind, OverflowError):
                wrong.append(_wrong(asked.name, f"must be {EXPECTED[asked.kind]}, not “{shown(row[asked.name])}”"))
        return RowRefused(wrong)

    def read_many(self, rows: Sequence[Any]) -> "list[ValidRow | RowRefused]":
        """Read many rows, in their order, each read or refused.

        Several times as fast as one by one where all are sound, because it goes column by column.
        """
        try:
            columns = [asked.read_all([row.get(asked.name) for row in rows]) for asked in self._inputs]
        except (NotThisKind, OverflowError, AttributeError):
            return [self._or_refused(self.read, row) for row in rows]
        empty: dict[int, list[int]] = {}
        for place, column in enumerate(columns):
            if None in column:
                for at, value in enumerate(column):
                    if value is None:
                        empty.setdefault(at, []).append(place)
        read = enumerate(zip(zip(*columns, strict=True), rows, strict=True))
        return [self._or_refused(self._checked, values, empty.get(at, ()), row) for at, (values, row) in read]

    def _checked(self, values: Sequence[Value], empty: Sequence[int], row: Mapping[str, Any]) -> ValidRow:
        """`empty`: places without a value. Raises RowRefused."""
        if self._id_column and isinstance(own := row.get(self._id_column), dict | list):
            raise RowRefused([_wrong(self._id_column, f"must be one text or number, not “{shown(own)}”")])
        if not empty and row.keys() <= self._known:
            return ValidRow(values)
        if len(empty) == len(values):
            none = "None of the columns that this model asks for is filled in."
            raise RowRefused([_wrong("", " ".join([none, *self._not_asked(row)]))])
        names = [self._inputs[place].name for place in empty]
        absent = [place for place, name in zip(empty, names, strict=True) if name not in row]
        return ValidRow(values, absent, self._warnings(names, row))

    @staticmethod
    def _or_refused(read: Callable[..., ValidRow], *of: Any) -> "ValidRow | RowRefused":
        try:
            return read(*of)
        except RowRefused as refused:
            return refused

    def _warnings(self, empty: list[str], row: Mapping[str, Any]) -> list[str]:
        return [*([f"Missing: {_listed(empty)}."] if empty else []), *self._not_asked(row)]

    def _not_asked(self, row: Mapping[str, Any]) -> list[str]:
        others = sorted(row.keys() - self._known)
        return [f"Not asked for, so not used: {_listed(others)}."] if others else []


def _wrong(field: str, message: str) -> dict[str, Any]:
    return {"field": field, "message": message}


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(f"“{shown(name)}”" for name in names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")

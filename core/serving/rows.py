"""Is what was sent sound? Every wrong field is named at once; what can still be answered gets a warning instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.exported import Exported
from core.inputs import ABSENT, NotThisKind, Value
from core.serving.refusals import shown

EXPECTED = {
    "number": "a number",
    "date": "a date such as 2026-03-31",
    "yes_no": "yes or no",
    "category": "a short text",
    "text": "a text",
}
"""What a value has to be, by the kind of its column."""
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Checked:
    """One row as the model reads it."""

    values: list[Value]
    absent: list[int]
    """Places of the inputs that were not sent at all."""
    warnings: list[str]

    def log_bins(self, bins: bytes) -> bytes:
        """`bins` with a code of its own for what was not sent: a column that was renamed is not one left empty."""
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

    def __init__(self, exported: Exported, also_known: frozenset[str]) -> None:
        self._inputs = [(asked, asked.name) for asked in exported.inputs]
        self._known = frozenset(asked.name for asked in exported.inputs) | also_known

    def read(self, row: Any) -> Checked:
        """Raises RowRefused."""
        if not isinstance(row, Mapping):
            raise RowRefused([_wrong("", "A row must be an object with the columns' names.")])
        values: list[Value] = []
        empty: list[str] = []
        absent: list[int] = []
        wrong: list[dict[str, Any]] = []
        for place, (asked, name) in enumerate(self._inputs):
            raw = row.get(name)
            try:
                value = asked.read(raw)
            except (NotThisKind, OverflowError):
                wrong.append(_wrong(name, f"must be {EXPECTED[asked.kind]}, not “{shown(raw)}”"))
                continue
            if value is None:
                empty.append(name)
                if name not in row:
                    absent.append(place)
            values.append(value)
        if wrong:
            raise RowRefused(wrong)
        if len(empty) == len(values):
            raise RowRefused([_wrong("", "None of the columns that this model asks for is filled in.")])
        return Checked(values, absent, self._warnings(empty, row))

    def _warnings(self, empty: list[str], row: Mapping[str, Any]) -> list[str]:
        warnings = [f"Missing: {_listed(empty)}."] if empty else []
        if not row.keys() <= self._known:
            warnings.append(f"Not asked for, so not used: {_listed(sorted(row.keys() - self._known))}.")
        return warnings


def _wrong(field: str, message: str) -> dict[str, Any]:
    return {"field": field, "message": message}


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(f"“{shown(name)}”" for name in names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")

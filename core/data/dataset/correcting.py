"""What each column holds, and whether it says something about a person: told in words, and corrected by the owner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.data.dataset.marking import mark_personal
from core.data.dataset.records import Dataset
from core.data.personal import SAID, UNSURE, said_of
from core.data.reading import Choices, Column, Kind
from core.storage.workspace import Workspace

KINDS: Mapping[Kind, str] = {
    "number": "numbers",
    "date": "dates",
    "yes_no": "yes or no",
    "category": "a few different words",
    "text": "free text",
    "id": "a code for each row",
    "email": "e-mail addresses",
    "phone": "phone numbers",
    "postcode": "postcodes",
    "empty": "nothing",
}
PERSONAL: Mapping[str | None, str] = {
    None: "no",
    **{kind: f"yes: {said}" for kind, said in SAID.items()},
    UNSURE: "not sure",
}


@dataclass(frozen=True)
class ColumnSummary:
    """What is told of a column."""

    holds: str
    """One of the words of KINDS."""
    about: str
    """One of the words of PERSONAL, or what is guessed."""


def told(table: Dataset) -> list[ColumnSummary]:
    """Return for each column, in order, what is said of it now, in the owner's words."""
    return [ColumnSummary(KINDS[column.kind], _about(table, column)) for column in table.columns]


def _about(table: Dataset, column: Column) -> str:
    """What is known of it: said by the owner, shown by the values, or a guess to be confirmed."""
    if column.personal and table.is_guess(column):
        return f"perhaps: {said_of(column.personal)}"
    return PERSONAL.get(column.personal if column.personal_sure else UNSURE, PERSONAL[UNSURE])


def correct(workspace: Workspace, table: Dataset, corrected: Sequence[ColumnSummary]) -> Choices | None:
    """Note at once what is now said of persons. `corrected`: of each column, in order. "Perhaps", said by the owner, is "not
    sure".

    Gives how the files are to be read again where a column holds another kind; None where none does. Raises NotFound.
    """
    kinds = {said: kind for kind, said in KINDS.items()}
    people = {said: kind for kind, said in PERSONAL.items()}
    changed: dict[str, Kind] = {}
    for column, was, now in zip(table.columns, told(table), corrected, strict=True):
        if now.about != was.about:
            mark_personal(workspace, table.id, column.name, people.get(now.about, UNSURE))
        if now.holds != was.holds:
            changed[column.name] = kinds[now.holds]
    decided = table.parts[0].decided
    return replace(decided, kinds={**decided.kinds, **changed}) if changed else None

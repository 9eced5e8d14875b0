"""Everything that is held about one person, and taking it out: tables, what was sent to models, lists that wait.

For when somebody asks what a business knows about them, or asks to be forgotten (GDPR, articles 15 and 17).
"""

import zipfile
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from core import dataset, deployment, events, staging
from core.errors import NotPossibleNow
from core.workspace import Workspace

SHORTEST = 3
"""Letters of a value that may be looked for: shorter ones are in everybody's rows."""
STAYS = (
    "Models that learned from these rows stay as they are. Train them again if they should forget too.",
    "Backups made before still hold these rows. Delete them, or let newer ones take their place.",
    "Your own copies outside Plainwell are yours to look after.",
)
"""What no erasing here reaches."""


@dataclass(frozen=True)
class Place:
    """Somewhere where something about the person is held."""

    kind: str
    """"table", "answers" or "list"."""
    name: str
    rows: int


@dataclass(frozen=True)
class Held:
    """What is held about a person. `rows` counts those of all places."""

    places: tuple[Place, ...]

    @property
    def rows(self) -> int:
        return sum(place.rows for place in self.places)

    def as_dict(self) -> dict[str, Any]:
        return {"rows": self.rows, "places": [asdict(place) for place in self.places]}


@dataclass(frozen=True)
class Erased:
    """`rows` were found and `erased` of them are gone. `stays`: what could not be erased, in sentences."""

    rows: int
    erased: int
    stays: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def find(workspace: Workspace, value: str) -> Held:
    """Rows in which a whole cell is `value`: an id, an e-mail address, a name. Raises NotPossibleNow for too short a value."""
    sought = _sought(value)
    places = [
        Place("table", table.name, dataset.rows_about(workspace, table.id, sought))
        for table in dataset.all_datasets(workspace)
    ]
    places.append(Place("answers", "Answers of your models", len(deployment.answers_about(workspace, sought))))
    places.append(Place("list", "Lists that wait", len(_waiting(workspace, sought))))
    return Held(tuple(place for place in places if place.rows))


def erase(workspace: Workspace, value: str, who: str) -> Erased:
    """Takes out what `find` finds. It cannot be undone. Raises NotPossibleNow."""
    sought = _sought(value)
    held = find(workspace, sought)
    tables = [dataset.erase(workspace, table.id, sought, who) for table in dataset.all_datasets(workspace)]
    answers = deployment.forget_person(workspace, deployment.answers_about(workspace, sought))
    lists = _waiting(workspace, sought)
    staging.release(workspace, *lists)
    erased = sum(each.rows for each in tables) + answers + len(lists)
    with workspace.store.writing() as db:
        events.record(workspace, db, who, "person erased", "workspace", rows=held.rows, erased=erased)
    return Erased(held.rows, erased, _stays(sum(each.files for each in tables), answers))


def _stays(files: int, answers: int) -> tuple[str, ...]:
    more = []
    if files:
        more.append("Uploaded files that held these rows are gone as a whole. Bring one again to read it another way.")
    if answers:
        more.append("The bare scores of the answers stay, so that figures stay right. Nothing says whose they were.")
    return (*more, *STAYS)


def _sought(value: str) -> str:
    sought = value.strip()
    if len(sought) < SHORTEST:
        raise NotPossibleNow(
            f"That is too short to tell one person from others: at least {SHORTEST} characters.",
            "Take an id, an e-mail address or a full name.",
        )
    return sought


def _waiting(workspace: Workspace, sought: str) -> list[str]:
    """Ids of files that wait to be read or downloaded, and have the value in them."""
    return [
        piece
        for purpose in (staging.UPLOAD, staging.RESULT)
        for piece, data in staging.all_of(workspace, purpose)
        if _holds(data, sought)
    ]


def _holds(data: bytes, sought: str) -> bool:
    wanted = {each.casefold().encode() for each in (sought, escape(sought))}
    try:
        with zipfile.ZipFile(BytesIO(data)) as book:
            return any(_has(book.read(name), wanted) for name in book.namelist())
    except zipfile.BadZipFile:
        return _has(data, wanted)


def _has(data: bytes, wanted: set[bytes]) -> bool:
    text = data.decode("utf-8", "replace").casefold().encode()
    return any(each in text for each in wanted)

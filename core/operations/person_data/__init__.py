"""Everything that is held about one person, and taking it out: tables, what was sent to models, lists that wait.

For when somebody asks what a business knows about them, or asks to be forgotten (GDPR, articles 15 and 17). A whole cell has to be the
value; capitals and spaces do not matter. `lists`: files that wait; `training_rows`: models that learned from the rows;
`phrasing`: in words.
"""

from core.common.actor import Actor
from core.common.errors import NotPossibleNow
from core.common.words import folded
from core.data import dataset
from core.models import registry
from core.operations.person_data import lists, phrasing, training_rows
from core.operations.person_data.results import DataLocation, ErasureResult, HeldData, TrainedVersion
from core.serving import deployment
from core.storage import audit_log, preferences, staging
from core.storage.workspace import Workspace

__all__ = [
    "SHORTEST",
    "DataLocation",
    "ErasureResult",
    "HeldData",
    "TrainedVersion",
    "erase",
    "find",
    "is_same",
    "may_hold",
    "sentences",
]

SHORTEST = 3
"""Letters of a value that may be looked for: shorter ones are in everybody's rows."""


def may_hold(workspace: Workspace) -> bool:
    """Return whether anything is here in which somebody could be."""
    return bool(dataset.all_datasets(workspace) or registry.all_models(workspace))


def find(workspace: Workspace, value: str) -> HeldData:
    """Find the rows in which a whole cell is `value`: an id, an e-mail address, a name.

    Raises NotPossibleNow for too short a value.
    """
    sought = _sought(value)
    places = [
        DataLocation("table", table.name, dataset.rows_about(workspace, table.id, sought))
        for table in dataset.all_datasets(workspace)
    ]
    places.append(DataLocation("answers", "Answers of your models", len(deployment.answers_about(workspace, sought))))
    places.append(DataLocation("list", "Lists that wait", len(lists.waiting(workspace, sought))))
    return HeldData(tuple(place for place in places if place.rows), training_rows.learned_from(workspace, sought))


def erase(workspace: Workspace, value: str, who: Actor) -> ErasureResult:
    """Erase what `find` finds. It cannot be undone. Raises NotPossibleNow."""
    sought = _sought(value)
    held = find(workspace, sought)
    training_rows.forget(workspace, sought)
    tables = [dataset.erase(workspace, table.id, sought, who) for table in dataset.all_datasets(workspace)]
    answers = deployment.forget_person(workspace, deployment.answers_about(workspace, sought))
    waiting = lists.waiting(workspace, sought)
    staging.discard_results(workspace, *waiting)
    erased = sum(each.rows for each in tables) + answers + len(waiting)
    with workspace.store.writing() as db:
        audit_log.record(workspace, db, who, "person erased", "workspace", rows=held.rows, erased=erased)
    words, files = preferences.load(workspace).words, sum(each.files for each in tables)
    return ErasureResult(
        held.rows, erased, tuple(phrasing.stays(held.learned, files=files, answers=answers, words=words))
    )


def sentences(workspace: Workspace, held: HeldData) -> tuple[str, ...]:
    """Say where how much is held."""
    return phrasing.found(held, preferences.load(workspace).words)


def is_same(one: str, other: str) -> bool:
    """Return whether both are looked for as the same."""
    return folded(one) == folded(other)


def _sought(value: str) -> str:
    sought = value.strip()
    if len(sought) < SHORTEST:
        raise NotPossibleNow(
            f"That is too short to tell one person from others: at least {SHORTEST} characters.",
            "Take an id, an e-mail address or a full name.",
        )
    return sought

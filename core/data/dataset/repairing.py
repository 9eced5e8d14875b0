"""Small, recorded changes to a table, each of which can be taken back. The file as it was read stays untouched."""

import json
from collections.abc import Sequence

from core.common.actor import OWNER, Actor
from core.common.errors import NotFound
from core.common.progress import SILENT, Progress
from core.data.dataset.building import Built, build, described
from core.data.dataset.keeping import OnKept, frame
from core.data.dataset.records import Dataset, Recorded
from core.data.dataset.replacing import keep_changed, opened, sources
from core.data.reading.wire import columns_from
from core.data.repair import Arguments
from core.data.repairs import repair as repair_of
from core.storage import preferences
from core.storage.workspace import Workspace, new_id, now

Wanted = tuple[str, Arguments]
"""A repair's key (`core/data/repairs`), and what it is asked."""


def repair(workspace: Workspace, dataset_id: str, key: str, arguments: Arguments, who: Actor = OWNER) -> Dataset:
    """Make one repair and record it. Raise as `repair_all` does."""
    return repair_all(workspace, dataset_id, [(key, arguments)], who)


def repair_all(
    workspace: Workspace,
    dataset_id: str,
    wanted: Sequence[Wanted],
    who: Actor = OWNER,
    *,
    progress: Progress = SILENT,
    on_kept: OnKept = lambda _db, _dataset_id: None,
) -> Dataset:
    """Make repairs, one after the other, and record each; all of them or none.

    `on_kept` is called inside the transaction that keeps them.

    Raises:
        NotFound: no such dataset, or no such repair.
        DoesNotFit: the table has no such column or row, or no row is concerned.
        NotPossibleNow: the table was changed at the same time.
    """
    progress.say(0.0, "Opening the table…")
    row, made = opened(workspace, dataset_id)
    before = after = frame(workspace, row["id"])
    words, recorded = preferences.load(workspace).words, list(made)
    for place, (key, arguments) in enumerate(wanted):
        progress.say(0.2 + 0.3 * place / len(wanted), "Mending the table…")
        kind = repair_of(key)
        settled = kind.settle(after, arguments)
        after = kind.apply(after, settled)
        recorded.append(Recorded(new_id("r"), key, kind.says(settled, words), now(), who, settled))
    progress.say(0.5, "Looking at what came out…")
    columns = described(after, columns_from(json.loads(row["columns"])), json.loads(row["marks"]), before)
    progress.say(0.8, "Keeping it…")
    built, keys = Built(after, columns, tuple(recorded), ()), ", ".join(dict.fromkeys(key for key, _ in wanted))
    return keep_changed(workspace, row, built, who=who, what="table repaired", on_kept=on_kept, key=keys)


def undo_repair(
    workspace: Workspace,
    dataset_id: str,
    repair_id: str,
    who: Actor = OWNER,
    *,
    progress: Progress = SILENT,
    on_kept: OnKept = lambda _db, _dataset_id: None,
) -> Dataset:
    """Take one repair back, whichever it is; the others are made again, on the table as it was read.

    `on_kept` is called inside the transaction that keeps the table without it.

    Raises:
        NotFound: no such dataset, or the repair was taken back already.
        NotPossibleNow: the table was changed at the same time.
    """
    progress.say(0.0, "Opening the table…")
    row, made = opened(workspace, dataset_id)
    left = [one for one in made if one.id != repair_id]
    if len(left) == len(made):
        raise NotFound("That repair was taken back already.", "Look at the table's repairs again.")
    files = sources(workspace, row)
    progress.say(0.3, "Making the other repairs again…")
    built = build(files, left, json.loads(row["marks"]))
    progress.say(0.8, "Keeping it…")
    return keep_changed(workspace, row, built, who=who, what="repair taken back", on_kept=on_kept)


def repairs(workspace: Workspace, dataset_id: str) -> list[Recorded]:
    """Return the repairs of the version in use, the first one first. Raise NotFound."""
    return opened(workspace, dataset_id)[1]

"""Small, recorded changes to a table, each of which can be taken back. The file as it was read stays untouched."""

import json

from core import preferences
from core.dataset.building import Built, build, described
from core.dataset.keeping import frame
from core.dataset.replacing import keep_changed, opened, sources
from core.dataset.shape import Dataset, Recorded
from core.errors import NotFound
from core.reading.wire import columns_from
from core.repair import Arguments
from core.repairs import repair as repair_of
from core.workspace import Workspace, new_id, now


def repair(ws: Workspace, dataset_id: str, key: str, arguments: Arguments, who: str = "owner") -> Dataset:
    """Makes one repair (`core/repairs`) and records it.

    Raises:
        NotFound: no such dataset, or no such repair.
        DoesNotFit: the table has no such column or row, or no row is concerned.
        NotPossibleNow: the table was changed at the same time.
    """
    kind = repair_of(key)
    row, made = opened(ws, dataset_id)
    before = frame(ws, row["id"])
    settled = kind.settle(before, arguments)
    after = kind.apply(before, settled)
    sentence = kind.says(settled, preferences.load(ws).words)
    recorded = Recorded(new_id("r"), key, sentence, now(), who, settled)
    columns = described(after, columns_from(json.loads(row["columns"])), json.loads(row["marks"]))
    return keep_changed(ws, row, Built(after, columns, (*made, recorded), ()), who=who, what="table repaired", key=key)


def undo_repair(ws: Workspace, dataset_id: str, repair_id: str, who: str = "owner") -> Dataset:
    """Takes one repair back, whichever it is; the others are made again, on the table as it was read.

    Raises:
        NotFound: no such dataset, or the repair was taken back already.
        NotPossibleNow: the table was changed at the same time.
    """
    row, made = opened(ws, dataset_id)
    left = [one for one in made if one.id != repair_id]
    if len(left) == len(made):
        raise NotFound("That repair was taken back already.", "Look at the table's repairs again.")
    built = build(sources(ws, row), left, json.loads(row["marks"]))
    return keep_changed(ws, row, built, who=who, what="repair taken back")


def repairs(ws: Workspace, dataset_id: str) -> list[Recorded]:
    """The repairs of the version in use, the first one first. Raises NotFound."""
    return opened(ws, dataset_id)[1]

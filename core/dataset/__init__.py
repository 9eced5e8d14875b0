"""Datasets: tables as they were understood, kept sealed with the files they came from.

A dataset has one or more files and, over time, versions. `shape`: what all of these are. `keeping`: adding, finding, naming,
deleting. `repairing`: small recorded changes. `rereading`: a file another way. Below them, `storage` (rows in the database),
`contents` (a table as bytes), `building` (files and repairs to a table), `joining` (one file to those before it) and `replacing`
(the table of a version).
"""

from core.dataset.keeping import (
    add,
    add_frame,
    all_datasets,
    delete,
    find,
    frame,
    keep,
    mark_personal,
    rename,
)
from core.dataset.repairing import repair, repairs, undo_repair
from core.dataset.rereading import reread
from core.dataset.shape import Dataset, Joining, Part, Recorded, Version

__all__ = [
    "Dataset",
    "Joining",
    "Part",
    "Recorded",
    "Version",
    "add",
    "add_frame",
    "all_datasets",
    "delete",
    "find",
    "frame",
    "keep",
    "mark_personal",
    "rename",
    "repair",
    "repairs",
    "reread",
    "undo_repair",
]

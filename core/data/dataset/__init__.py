"""Datasets: tables as they were understood, kept sealed with the files they came from.

A dataset has one or more files and, over time, versions. `records`: what all of these are. `adding`: how they come in.
`keeping`: finding, naming, deleting; `opening`: a table opened once for each job. `marking`: what is about people.
`correcting`: what columns hold, in words, and put right. `repairing`: small recorded changes; `editing`: rows that were edited, as
repairs. `rereading`: a file another way. `comparing` and `appending`: next month's file. `erasing`: one person's rows, for good.
`versions`: what came when, and going back. `origin`: what it is for, where from, why.

Below them: `storage` (rows in the database), `contents` (a table as bytes), `building` (files and repairs to a table), `replacing`
(the table of a version), `matching` and `unit_factors` (which column is which, and in which unit), `resembling` (which table a file
looks like), `proposing` (how it would best be joined), `joining` (one file to those before),
`comparison_text` (what is said about that).
"""

from core.data.dataset.adding import add, add_frame
from core.data.dataset.appending import append
from core.data.dataset.comparing import Comparison, compare
from core.data.dataset.erasing import Erased, about_somebody, erase, rows_about
from core.data.dataset.keeping import all_datasets, delete, find, frame, keep, rename
from core.data.dataset.marking import mark_personal
from core.data.dataset.opening import OpenTables
from core.data.dataset.origin import BASES, Provenance, note_provenance, provenance
from core.data.dataset.records import Dataset, Joining, Part, Recorded, Version
from core.data.dataset.repairing import repair, repair_all, repairs, undo_repair
from core.data.dataset.rereading import reread
from core.data.dataset.resembling import resembling
from core.data.dataset.searching import rows_holding
from core.data.dataset.versions import go_back, story, versions

__all__ = [
    "BASES",
    "Comparison",
    "Dataset",
    "Erased",
    "Joining",
    "OpenTables",
    "Part",
    "Provenance",
    "Recorded",
    "Version",
    "about_somebody",
    "add",
    "add_frame",
    "all_datasets",
    "append",
    "compare",
    "delete",
    "erase",
    "find",
    "frame",
    "go_back",
    "keep",
    "mark_personal",
    "note_provenance",
    "provenance",
    "rename",
    "repair",
    "repair_all",
    "repairs",
    "reread",
    "resembling",
    "rows_about",
    "rows_holding",
    "story",
    "undo_repair",
    "versions",
]

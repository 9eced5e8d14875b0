"""Datasets: tables as they were understood, kept sealed with the files they came from.

`shape`: what a dataset is. `keeping`: the verbs.
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
    reread,
)
from core.dataset.shape import Dataset

__all__ = [
    "Dataset",
    "add",
    "add_frame",
    "all_datasets",
    "delete",
    "find",
    "frame",
    "keep",
    "mark_personal",
    "rename",
    "reread",
]

"""Rows as an owner edited them, as the repairs that come to the same."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from core.data.dataset.repairing import Wanted

if TYPE_CHECKING:
    import pandas as pd


def edits(
    found: "pd.DataFrame", before: "pd.DataFrame", after: "pd.DataFrame", left_out: Sequence[bool]
) -> list[Wanted]:
    """Return one repair for each cell that was changed, and one for all rows that are left out.

    `found`: n rows of a table, with its index and its columns. `before` and `after`: the same rows and columns as they were shown,
    by place, and as they came back. `left_out`: for each row whether it was ticked.
    """
    wanted: list[Wanted] = []
    for place, row in enumerate(found.index):
        for at, column in enumerate(found.columns):
            was, now = (_cell(shown.iat[place, at]) for shown in (before, after))
            if was != now:
                wanted.append(("set_cell", {"row": int(row), "column": column, "value": now}))
    gone = [int(row) for row, ticked in zip(found.index, left_out, strict=True) if ticked]
    return [*wanted, ("remove_rows", {"rows": gone})] if gone else wanted


def _cell(value: Any) -> Any:
    """None for whatever stands for nothing."""
    import pandas as pd

    return None if pd.isna(value) else value

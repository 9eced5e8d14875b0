"""Finding rows of a table by what stands in them."""

from typing import TYPE_CHECKING

import numpy as np

from core.dataset.keeping import frame
from core.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd


def rows_holding(ws: Workspace, dataset_id: str, wanted: str, most: int) -> "pd.DataFrame":
    """The first `most` rows in which a cell holds `wanted`, in capitals or not; the very first when it is empty.

    Its index is the number of each row, as in `frame`. Raises NotFound.
    """
    table = frame(ws, dataset_id)
    sought = wanted.strip().casefold()
    if not sought:
        return table.head(most)
    holds = np.zeros(len(table), dtype=bool)
    for _, values in table.items():
        texts = values.astype("str").str.casefold()
        holds |= (texts.str.contains(sought, regex=False) & values.notna()).fillna(False).to_numpy(dtype=bool)
    return table.loc[holds].head(most)

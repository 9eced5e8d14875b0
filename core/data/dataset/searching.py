"""Finding rows of a table by what stands in them."""

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from core.data.dataset.keeping import frame
from core.storage.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd


def rows_holding(workspace: Workspace, dataset_id: str, wanted: str, most: int) -> "pd.DataFrame":
    """Return the first `most` rows in which a text holds `wanted` (capitals or not), or a number or day (ISO) is it; the very
    first when it is empty.

    Its index is the number of each row, as in `frame`. Raises NotFound.
    """
    table = frame(workspace, dataset_id)
    sought = wanted.strip()
    if not sought:
        return table.head(most)
    holds = np.zeros(len(table), dtype=bool)
    for _, values in table.items():
        holds |= _holding(values, sought)
    return table.loc[holds].head(most)


def _holding(values: "pd.Series[Any]", sought: str) -> npt.NDArray[np.bool_]:
    import pandas as pd

    if values.dtype == "str":
        found = pc.match_substring(pa.array(values, pa.large_string(), from_pandas=True), sought, ignore_case=True)
        return np.asarray(pc.fill_null(found, False))
    nowhere = np.zeros(len(values), dtype=bool)
    if pd.api.types.is_datetime64_any_dtype(values):
        day = pd.to_datetime(sought, errors="coerce", format="ISO8601")
        return nowhere if pd.isna(day) else (values.dt.normalize() == day).to_numpy()
    number = pd.to_numeric(sought, errors="coerce")
    if pd.isna(number) or pd.api.types.is_bool_dtype(values):
        return nowhere
    return (values == number).fillna(False).to_numpy(dtype=bool)

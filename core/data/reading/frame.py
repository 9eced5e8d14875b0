"""From the reading process's table to a pandas frame with the dtypes everyone else relies on, and back for keeping."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from core.data.reading.grid import Grid, tidy
from core.data.reading.results import Column, Kind

if TYPE_CHECKING:
    import pandas as pd


def frame_from_stream(data: bytes, columns: Sequence[Column]) -> "pd.DataFrame":
    """Return the frame of an Arrow stream."""
    with pa.ipc.open_stream(data) as reader:
        return to_frame(reader.read_all(), columns)


def frame_from_parquet(data: bytes, columns: Sequence[Column]) -> "pd.DataFrame":
    return to_frame(pq.read_table(BytesIO(data)), columns)


def to_parquet(frame: "pd.DataFrame") -> bytes:
    """Return a table as Parquet; the same table always gives the same bytes, so that their hash names its content."""
    sink = BytesIO()
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def to_frame(table: pa.Table, columns: Sequence[Column]) -> "pd.DataFrame":
    """Return one pandas column for each of `columns`: Int64 or float64, datetime64[us], boolean, str."""
    import pandas as pd

    series = {column.name: _series(table.column(place), column.kind) for place, column in enumerate(columns)}
    return pd.DataFrame(series)


def _series(values: pa.ChunkedArray, kind: Kind) -> "pd.Series[Any]":
    import pandas as pd

    mapper: Callable[[pa.DataType], Any] | None = None
    if kind == "number" and pa.types.is_integer(values.type):
        mapper = {values.type: pd.Int64Dtype()}.get
    elif kind == "yes_no":
        mapper = {pa.bool_(): pd.BooleanDtype()}.get
    elif kind == "date":
        values = values.cast(pa.timestamp("us"))
    elif pa.types.is_dictionary(values.type):
        values = values.cast(pa.string())
    series: pd.Series[Any] = values.to_pandas(types_mapper=mapper)
    return series if kind in ("number", "yes_no", "date") else series.astype("str")


def to_grid(frame: "pd.DataFrame") -> Grid:
    """Return a frame's cells as text, as a file would have them."""
    return Grid(tuple(tidy(_texts(frame[name])) for name in frame.columns), len(frame))


def _texts(series: "pd.Series[Any]") -> pa.StringArray:
    missing = series.isna()
    texts = [None if gone else _text(value) for value, gone in zip(series, missing, strict=True)]
    return pa.array(texts, pa.string())


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)

"""A dataset's table as bytes and back, with the number of each row; `open_frame` is the one door to a table's content."""

import sys
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from core.data.reading import Column
from core.data.reading.frame import frame_from_parquet, to_parquet
from core.storage import blobs
from core.storage.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

TABLE, ORIGINAL = "table", "original"
"""The purposes for which a table as it was understood, and a file as it came, are sealed."""
OPENED = "plainwell.table_opened"
"""The audit event (`sys.audit`) of an opening, with the id of the sealed piece: who watches the process sees each of them."""
_ROW = " row"
"""No column has this name: names from files neither begin nor end with a space."""


def to_bytes(frame: "pd.DataFrame") -> bytes:
    """Return a table as bytes; the same table always gives the same. Row numbers are kept only where some are left out."""
    whole = len(frame) == 0 or (frame.index[0] == 0 and frame.index[-1] == len(frame) - 1)
    return to_parquet(frame if whole else frame.assign(**{_ROW: frame.index.to_numpy(dtype="int64")}))


def open_frame(workspace: Workspace, piece: str, columns: Sequence[Column]) -> "pd.DataFrame":
    """Unseal and decode a table; its index is the number of each row in the table as it was read, from 0.

    Raises NotFound, DamagedFile.
    """
    sys.audit(OPENED, piece)
    data = blobs.fetch(workspace, piece, TABLE)
    frame = frame_from_parquet(data, columns)
    if _ROW in pq.read_schema(BytesIO(data)).names:
        frame.index = pq.read_table(BytesIO(data), columns=[_ROW]).column(0).to_pandas()
        frame.index.name = None
    return frame


def content_of(data: bytes) -> str:
    """Return the SHA-256 of a table's bytes, as hexadecimal text."""
    return sha256(data).hexdigest()

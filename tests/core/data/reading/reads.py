"""Reading within the test's own process: everything but the process around it."""

import io
import json
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa

from core.common.progress import SILENT
from core.data.reading import Choices, Column, Note
from core.data.reading.__main__ import opened, read
from core.data.reading.frame import to_frame
from core.data.reading.wire import columns_from


@dataclass(frozen=True)
class Read:
    frame: pd.DataFrame
    kinds: dict[str, str]
    notes: list[str]
    choices: dict[str, Any]
    asked: list[Note]
    unreadable: dict[str, int]
    offers: dict[str, tuple[tuple[str, str], ...]]
    """Other ways than those that were used, by what is told of these."""
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return list(self.kinds)

    def rows(self) -> list[list[Any]]:
        """Plain values; None where something is missing."""
        return [[None if pd.isna(cell) else cell for cell in row] for row in self.frame.itertuples(index=False)]


def reading_of(data: bytes | str, password: str | None = None, **choices: Any) -> Read:
    """What becomes of a file. Text stands for its UTF-8 bytes. Raises UnreadableFile."""
    raw = data.encode() if isinstance(data, str) else data
    facts, table = read(opened(raw, password), Choices(**choices), SILENT)
    said = json.loads(facts)
    with pa.ipc.open_stream(io.BytesIO(table)) as reader:
        columns = columns_from(said["columns"])
        frame = to_frame(reader.read_all(), columns)
    kinds = {column["name"]: column["kind"] for column in said["columns"]}
    notes = [Note.from_dict(note) for note in said["notes"]]
    asked = [note for note in notes if note.options]
    unreadable = {column["name"]: column["unreadable"] for column in said["columns"]}
    offers = {note.sentence: note.offers for note in notes if note.offers}
    return Read(frame, kinds, [note.sentence for note in notes], said["choices"], asked, unreadable, offers, columns)

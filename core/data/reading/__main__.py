"""The reading process: one file in, one table out. It may open no file, and ends by itself at its limits.

Started by `core/data/reading/sandbox.py`. It imports neither pandas nor the workspace, so it starts in half a second.
"""

import json
import sys
from importlib.abc import MetaPathFinder
from io import BytesIO
from types import ModuleType, TracebackType
from typing import BinaryIO

import pyarrow as pa

from core.common.errors import UnreadableFile, technical
from core.common.progress import Progress
from core.data.reading import refusals, wire
from core.data.reading.container import identify, unlocked
from core.data.reading.delimited import read_delimited
from core.data.reading.layout import find_table
from core.data.reading.limits import MOST_CELLS, MOST_MEMORY, MOST_ROWS, MOST_SECONDS
from core.data.reading.results import Choices
from core.data.reading.understanding import understand_table
from core.data.reading.workbook import read_workbook


def main() -> None:
    """Read the request and the file from standard input, and answer on standard output."""
    hold_to_limits()
    sys.excepthook = report_mistake
    sys.meta_path.insert(0, _WithoutPandas())
    pipe_in, pipe_out = sys.stdin.buffer, sys.stdout.buffer
    request, data = wire.receive(pipe_in), wire.receive(pipe_in)
    if request is None or data is None:
        return
    asked = json.loads(request[1])
    try:
        plain = opened(data[1], asked["password"])
        facts, table = read(plain, wire.choices_from(asked["choices"]), _progress(pipe_out))
    except UnreadableFile as refusal:
        wire.send(pipe_out, wire.REFUSAL, wire.refusal_of(refusal))
    except MemoryError:
        wire.send(pipe_out, wire.REFUSAL, wire.refusal_of(refusals.far_apart()))
    else:
        if plain is not data[1]:
            wire.send(pipe_out, wire.FILE, plain)
        wire.send(pipe_out, wire.FACTS, facts)
        wire.send(pipe_out, wire.TABLE, table)


def opened(data: bytes, password: str | None) -> bytes:
    """Return a file as it is without its lock, `data` itself where it has none. Raise UnreadableFile."""
    return unlocked(data, password) if identify(data) == "workbook" else data


def read(data: bytes, choices: Choices, progress: Progress) -> tuple[bytes, bytes]:
    """Return the facts (JSON) and the table (Arrow) of an opened file. Raise UnreadableFile."""
    progress.at(0.02)
    sheets: tuple[str, ...] = ()
    if identify(data) == "workbook":
        grid, used, notes, sheets = read_workbook(data, choices, progress.part(0.0, wire.OPENED))
    else:
        grid, used, notes = read_delimited(data, choices, progress.part(0.0, wire.OPENED))
    del data
    found = find_table(grid, choices)
    if found.grid.height > MOST_ROWS:
        raise refusals.too_many_rows()
    if found.grid.height * found.grid.width > MOST_CELLS:
        raise refusals.too_many_cells()
    progress.at(wire.OPENED)
    table, columns, used, more = understand_table(found, used, progress.part(wire.OPENED, wire.UNDERSTOOD))
    return wire.facts_of(columns, [*notes, *found.notes, *more], used, sheets), _as_bytes(table)


def hold_to_limits() -> None:
    """Limit memory and computing time, and let no file ever be written, where the system can keep that."""
    resource = _resource()
    if resource is None:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS + 5, MOST_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class _WithoutPandas(MetaPathFinder):
    """Pyarrow imports pandas wherever it finds it: half a second and 100 MB for nothing."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "pandas":
            raise ImportError(name)


def report_mistake(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
    """Tell the parent where an error of ours came up, never what with, because that could be someone's data (sys.excepthook)."""
    mistake = refusals.not_understood(technical(kind, trace))
    wire.send(sys.stdout.buffer, wire.REFUSAL, wire.refusal_of(mistake))


def _resource() -> ModuleType | None:
    try:
        import resource
    except ImportError:  # Windows: there the parent's clock and the sizes checked before opening must do
        return None
    return resource


def _progress(pipe: BinaryIO) -> Progress:
    return Progress(lambda share, _sentence: wire.send(pipe, wire.PROGRESS, str(share).encode()))


def _as_bytes(table: pa.Table) -> bytes:
    sink = BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()


if __name__ == "__main__":
    main()

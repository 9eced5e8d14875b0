"""The process that opens files: what it may not do, how it is stopped, and that nothing is left behind."""

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from core.common.errors import Cancelled, UnreadableFile
from core.common.progress import Progress
from core.data.reading import Choices, read_table
from core.data.reading.limits import MOST_BYTES
from core.data.reading.sandbox import read_apart, reason_of_end

LARGE = b"name,town,spent,visits\n" + b"Anna,Rome,3.5,7\nBen,Oslo,4.25,9\n" * 200_000


def children() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


def test_a_table_comes_back_with_progress_and_the_process_is_gone() -> None:
    seen: list[float] = []
    reading = read_table(
        b"name,spent\nAnna,3.5\nBen,4.5\n", "x.csv", progress=Progress(lambda share, _: seen.append(share))
    )
    assert list(reading.frame["spent"]) == [3.5, 4.5]
    assert [column.kind for column in reading.columns] == ["category", "number"]
    assert (seen == sorted(seen), seen[-1]) == (True, 1.0)
    assert children() == []


def test_stop_is_heard_and_the_process_is_gone() -> None:
    started = time.monotonic()
    with pytest.raises(Cancelled):
        read_table(LARGE, "x.csv", progress=Progress(should_stop=lambda: time.monotonic() > started + 0.2))
    assert children() == []


def test_a_file_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_apart(LARGE, Choices(), None, most_seconds=0.3)
    assert refused.value.facts["reason"] == "too_slow"
    assert children() == []


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(UnreadableFile) as refused:
        read_table(large, "large.csv")
    assert refused.value.facts["reason"] == "too_large"


def test_a_cell_far_from_the_table_ends_only_the_reading_process(shared_data: Path) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_table(shared_data / "dirty" / "gen__far_corner_cell.xlsx", "x.xlsx")
    assert refused.value.facts["reason"] == "memory"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits; there sizes and the clock must do")
def test_the_reading_process_can_write_no_file_and_take_no_memory_beyond_its_share(tmp_path: Path) -> None:
    script = f"""
from pathlib import Path
from core.data.reading.__main__ import hold_to_limits
hold_to_limits()
for forbidden in (lambda: Path({str(tmp_path / "left")!r}).write_text("x" * 9), lambda: bytearray(64 * 1024**3)):
    try:
        forbidden()
    except (OSError, MemoryError) as kept:
        print(type(kept).__name__)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["OSError", "MemoryError"]
    assert (tmp_path / "left").read_bytes() == b""


def test_a_mistake_of_ours_says_where_and_quotes_nothing(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    from core.data.reading import __main__ as child
    from core.data.reading import wire

    try:
        {}["secret of Anna"]
    except KeyError as mistake:
        child.report_mistake(KeyError, mistake, mistake.__traceback__)
    told = capfdbinary.readouterr().out
    assert b"KeyError in test_sandbox.py" in told
    assert b"Anna" not in told
    assert told.startswith(wire.REFUSAL)


def test_a_reading_process_that_cannot_start_does_not_blame_the_file() -> None:
    assert [reason_of_end(code).facts["reason"] for code in (1, 0, -9, 137)] == [
        "our_mistake",
        "damaged",
        "too_slow",
        "memory",
    ]

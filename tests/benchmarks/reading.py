"""How files are read that people really have: `python -m tests.benchmarks.reading [--write]`.

Reads every file of the shared tables, dirty ones first, and prints what came of it; `--write` puts the table into
docs/reading.md. What is expected stands in `reading_expected.csv` beside this file. It was drafted by a first run and
then checked against each file: rows counted with Python's csv module or taken from the tables' description, kinds
judged by eye. Where a table is too wide for that (it says so by naming no kinds), only its rows and columns are expected.
"""

import csv
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from core.common.errors import UnreadableFile
from core.data.reading import read_table

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DATA = ROOT.parent / "shared" / "data"
EXPECTED = HERE / "reading_expected.csv"
PAGE = ROOT / "docs" / "reading.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


@dataclass(frozen=True)
class Outcome:
    """One file: what was expected of it, what came of it, and in how many seconds."""

    file: str
    expected: str
    read: str
    seconds: float

    @property
    def right(self) -> bool:
        return self.read == self.expected or (":" not in self.expected and self.read.startswith(f"{self.expected}:"))


def outcomes() -> list[Outcome]:
    """All files of which something is expected."""
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        return [outcome(row["file"], row["expected"]) for row in csv.DictReader(file)]


def outcome(file: str, expected: str) -> Outcome:
    started = time.perf_counter()
    return Outcome(file, expected, described(DATA / file), time.perf_counter() - started)


def described(path: Path) -> str:
    """Rows, columns and kinds in short ("440 x 8: number 8"), or why it was refused."""
    try:
        reading = read_table(path, path.name)
    except UnreadableFile as refusal:
        return f"refused: {refusal.facts['reason']}"
    kinds = [column.kind for column in reading.columns]
    counted = ", ".join(f"{kind} {kinds.count(kind)}" for kind in sorted(set(kinds)))
    return f"{len(reading.frame)} x {len(kinds)}: {counted}"


def table(found: list[Outcome]) -> str:
    lines = ["| file | expected | read | right |", "|---|---|---|---|"]
    for one in found:
        read = "the same" if one.right else one.read
        lines.append(f"| {one.file} | {one.expected} | {read} | {'yes' if one.right else '**no**'} |")
    right = sum(one.right for one in found)
    slowest = max(one.seconds for one in found)
    return "\n".join([*lines, "", f"{right} of {len(found)} right; the slowest took {slowest:.1f} s."])


def main() -> int:
    found = outcomes()
    text = table(found)
    print(text)
    if "--write" in sys.argv:
        page = PAGE.read_text("utf-8")
        before, after = page.split(BEGIN)[0], page.split(END)[1]
        PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")
    return 0 if all(one.right for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())

"""How well personal data is found: `python -m tests.benchmarks.personal [--misses] [--seeds 201,202,203]`.

Two parts: columns made by `personal_corpus.py` (seeds below 200 were for tuning), and every column of the
real tables that can be read, against `personal_marked.csv`, which was marked by hand from the tables themselves. Each column is read
first, as a file's would be, so a kind read wrongly shows here as well. What is found counts whether it was sure or not.
"""

import csv
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from core.common.errors import UnreadableFile
from core.data.personal import TYPES, Found, examine
from core.data.reading import read_table, understand_frame
from tests.benchmarks.personal_corpus import STRUCTURED, Maker

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[2] / "shared" / "data"
MARKED = HERE / "personal_marked.csv"
MEASURED = (201, 202, 203)
RECALL, PRECISION = 0.98, 0.95


@dataclass(frozen=True)
class Judged:
    """One column: where it stands, what it holds, what was found."""

    where: str
    truth: str | None
    found: Found | None

    @property
    def said(self) -> str | None:
        return self.found.kind if self.found else None


def of_corpus(seeds: Iterable[int]) -> Iterator[Judged]:
    for seed in seeds:
        for made in Maker(seed).columns():
            reading = understand_frame(pd.DataFrame({made.name: pd.Series(made.cells, dtype="str")}))
            (column,) = reading.columns
            found = examine(reading.frame[column.name], column.name, column.kind)
            yield Judged(
                f"{made.what} “{made.name}” read as {column.kind}, e.g. {next(filter(None, made.cells), '')}",
                made.type,
                found,
            )


def of_tables() -> Iterator[Judged]:
    """Every column of every table, each with its mark; a table that nobody marked fails."""
    with MARKED.open(encoding="utf-8", newline="") as file:
        marks = {(row["table"], row["column"]): row["type"] or None for row in csv.DictReader(file)}
    for table in dict.fromkeys(table for table, _ in marks):
        reading = read_table(DATA / table, table)
        for column in reading.columns:
            found = examine(reading.frame[column.name], column.name, column.kind)
            yield Judged(f"{table}: “{column.name}”", marks[table, column.name], found)


def unmarked() -> list[str]:
    """Tables that can be read and have no mark."""
    with MARKED.open(encoding="utf-8", newline="") as file:
        marked = {row["table"] for row in csv.DictReader(file)}
    paths = [
        path for path in sorted(DATA.rglob("*")) if path.suffix in (".csv", ".tsv", ".xlsx", ".xls", ".xlsb", ".ods")
    ]
    return [name for path in paths if (name := path.relative_to(DATA).as_posix()) not in marked and _readable(path)]


def _readable(path: Path) -> bool:
    try:
        read_table(path, path.name)
    except UnreadableFile:
        return False
    return True


def table(judged: list[Judged]) -> str:
    lines = ["| type | columns | found (recall) | right of those found (precision) | sure |", "|---|---|---|---|---|"]
    truth, said = Counter(one.truth for one in judged), Counter(one.said for one in judged)
    right = Counter(one.truth for one in judged if one.said == one.truth)
    sure = Counter(one.said for one in judged if one.found and one.found.sure and one.said == one.truth)
    for kind in sorted(TYPES, key=lambda kind: (kind not in STRUCTURED, kind)):
        if truth[kind] or said[kind]:
            of_found, of_said = _share(right[kind], truth[kind]), _share(right[kind], said[kind])
            lines.append(f"| {kind} | {truth[kind]} | {of_found} | {of_said} | {_share(sure[kind], right[kind])} |")
    lines.append(f"| none | {truth[None]} | {_share(right[None], truth[None])} | | |")
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part} of {whole})" if whole else "–"


def below(judged: list[Judged]) -> list[str]:
    """Structured types that miss a bar."""
    missed = []
    for kind in STRUCTURED:
        right = sum(one.truth == one.said == kind for one in judged)
        truth, said = sum(one.truth == kind for one in judged), sum(one.said == kind for one in judged)
        if truth and (right < RECALL * truth or right < PRECISION * said):
            missed.append(kind)
    return missed


def seconds(rows: int = 1_000_000) -> float:
    """Of processor time for 15 columns of that many rows: five of numbers, three of days and codes, five of words, two of notes."""
    some, made = np.random.default_rng(0), {}
    for place in range(5):
        made[f"amount {place}"] = ("number", pd.Series(some.integers(0, 10**6, rows)).astype("Int64"))
        made[f"word {place}"] = (
            "category",
            pd.Series(some.choice(["red mug", "blue lamp", "Anna", "Paris"], rows)).astype("str"),
        )
    made["day"] = (
        "date",
        pd.Series(np.datetime64("2020-01-01") + some.integers(0, 2000, rows).astype("timedelta64[D]")),
    )
    for name in ("code", "phone", "note", "remark"):
        texts = "0" + pd.Series(some.integers(10**9, 10**10, rows)).astype("str")
        kind = "id" if name in ("code", "phone") else "text"
        made[name] = (kind, texts if kind == "id" else "parcel came late, said somebody about order " + texts)
    started = time.process_time()
    for name, (kind, series) in made.items():
        examine(series, name, kind)
    return time.process_time() - started


def main() -> int:
    seeds = MEASURED
    if "--seeds" in sys.argv:
        seeds = tuple(int(seed) for seed in sys.argv[sys.argv.index("--seeds") + 1].split(","))
    corpus = list(of_corpus(seeds))
    print(f"Made, seeds {', '.join(map(str, seeds))}\n\n{table(corpus)}\n")
    real = list(of_tables()) if DATA.exists() else []
    print(f"Real tables, marked by hand\n\n{table(real)}\n" if real else "The real tables are not here.")
    if "--misses" in sys.argv:
        for one in [*corpus, *real]:
            if one.truth != one.said:
                print(f"{one.truth} -> {one.said} {one.found.certainty if one.found else ''}: {one.where}")
    forgotten = unmarked() if real else []
    print(f"15 columns of 1,000,000 rows: {seconds():.2f} s. Tables without marks: {', '.join(forgotten) or 'none'}.")
    missed = below([*corpus, *real])
    print(f"Below a bar: {', '.join(missed) or 'none'}.")
    return 1 if missed or forgotten else 0


if __name__ == "__main__":
    sys.exit(main())

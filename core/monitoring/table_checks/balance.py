"""How rare the rarest answer is."""

from dataclasses import dataclass

import numpy as np

from core.common.finding import Chart, Level, Series
from core.common.words import Words, clean
from core.monitoring.indicator import Indicator
from core.monitoring.table_check import CheckedTable

FEW, TOO_FEW = 60, 25
"""Rows with the rarest answer: a fifth or more is held back, and leaves of the trees hold 20."""


@dataclass(frozen=True)
class TableBalanceReading:
    rows: int
    """With a known answer."""
    counts: tuple[tuple[str, int], ...]
    """Answers and their rows, the most common first. Of numbers: the most common one, and all others."""
    numbers: bool

    @property
    def rarest(self) -> int:
        return self.counts[-1][1]


def measure(table: CheckedTable) -> TableBalanceReading:
    target = table.answer()
    codes = target.codes[target.usable]
    values, counts = np.unique(codes, return_counts=True)
    if target.is_amount:
        most = int(counts.max())
        return TableBalanceReading(len(codes), (("most common", most), ("other", len(codes) - most)), numbers=True)
    named = [(clean(target.labels[int(code)], 40), int(count)) for code, count in zip(values, counts, strict=True)]
    return TableBalanceReading(len(codes), tuple(sorted(named, key=lambda each: -each[1])), numbers=False)


def grade(reading: TableBalanceReading) -> Level:
    """Grade by the rarest answer, where it has less than half of an equal part: a small table is another matter."""
    if reading.rarest * 2 * len(reading.counts) >= reading.rows:
        return "good"
    if reading.rarest < TOO_FEW:
        return "act"
    return "watch" if reading.rarest < FEW else "good"


def slots(reading: TableBalanceReading, words: Words) -> dict[str, str]:
    rows, rare = words.counted(reading.rows, "row"), words.number(reading.rarest)
    if reading.numbers:
        same = words.number(reading.counts[0][1])
        return {
            "told": f"The most common number stands in {same} of {rows}, other numbers in {rare}.",
            "rare": "other numbers",
        }
    name = reading.counts[-1][0]
    return {"told": f"The rarest answer, “{name}”, stands in {rare} of {rows}.", "rare": "this answer"}


def chart(reading: TableBalanceReading, words: Words) -> Chart:
    shown = reading.counts[:4] + reading.counts[-4:] if len(reading.counts) > 8 else reading.counts
    (common, most), (rare, few) = reading.counts[0], reading.counts[-1]
    return Chart(
        kind="bar",
        places=tuple(name for name, _ in shown),
        series=(Series("Rows", tuple(float(count) for _, count in shown)),),
        shows=f"Most rows, {words.number(most)}, are “{common}”; fewest, {words.number(few)}, are “{rare}”.",
    )


INSPECTION = Indicator(
    key="balance",
    title="Examples of each answer",
    question="Is there enough of each answer to learn from?",
    group="health",
    needs=0,
    why="What it hardly ever sees, a model cannot learn to tell apart.",
    method="Count of the rarest class; for numbers, of all but the most frequent value.",
    measure=measure,
    grade=grade,
    says={
        "good": "{told}",
        "watch": "There are few examples of one answer. {told}",
        "act": "There are too few examples of one answer. {told}",
    },
    advice={
        "watch": "Add older rows, so that there is more of {rare}.",
        "act": "Add older rows with {rare}, or join rare answers into one.",
    },
    slots=slots,
    value=lambda reading: float(reading.rarest),
    unit=lambda reading: "row" if reading.rarest == 1 else "rows",
    figures=lambda reading: f"Rarest share {reading.rarest / reading.rows:.4f}, n = {reading.rows}.",
    chart=chart,
    rank=35,
)

"""Whether what is sent to the model arrives whole: columns empty, renamed, in another unit, with new values, stuck."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.common.finding import Chart, Level, Series, What
from core.common.words import Words, clean
from core.monitoring.feed import Fault, faults
from core.monitoring.indicator import Indicator, enough
from core.monitoring.root_cause import of_faults
from core.monitoring.window import Recent, Window, recent
from core.monitoring.window.recent import FOUR_WEEKS, WEEK

NEEDS, PLENTY = 30, 60
HEAVY = 0.15
"""Of what the model knows: when faults take more than this away, its answers suffer for sure."""

SAYS: Mapping[What, str] = {
    "renamed": "The column “{column}” is not sent any more since {since}.",
    "missing": "“{column}” comes empty in {share} rows since {since}; {usual}.",
    "new_category": "“{column}” holds values that it never met, in {share} rows since {since}.",
    "unit": "The numbers in “{column}” look as if they were counted in another unit since {since}.",
    "shifted": "“{column}” often goes beyond the numbers it learned from since {since}: in {share} rows.",
    "frozen": "“{column}” has had one and the same value in every row since {since}.",
}
ADVICE: Mapping[What, str] = {
    "renamed": "See whether the column was renamed or dropped, and send it under its old name.",
    "missing": "Look at where “{column}” is filled in, and see what changed there on that day.",
    "new_category": "See whether the words were renamed. If they are new kinds of cases, train it again.",
    "unit": "See whether the unit changed on that day, such as cents for whole money.",
    "shifted": "See whether these numbers are right. If they are, train it again with newer rows.",
    "frozen": "Look at where “{column}” comes from: it may have stopped being updated.",
}


@dataclass(frozen=True)
class DataFeedReading:
    period: Recent
    faults: tuple[Fault, ...]
    columns: int

    @property
    def lost(self) -> float:
        """Return the share of what the model knows that does not reach it. Numbers that only go further than before still do."""
        return min(1.0, sum(fault.weight for fault in self.faults if fault.what != "shifted"))


def measure(window: Window) -> DataFeedReading:
    """Find faults of columns in the newest rows that were sent. Raises NotApplicable with too few rows."""
    spans = (WEEK, 2 * WEEK, FOUR_WEEKS, 2 * FOUR_WEEKS, 3 * FOUR_WEEKS)
    period = recent(window.judged, window.today, PLENTY, spans)
    enough(len(period.answers), NEEDS, "answers", "Come back when it has been used some more.")
    return DataFeedReading(period, tuple(faults(window, period)), len(window.reference.inputs))


def grade(reading: DataFeedReading) -> Level:
    """Grade by the share of what the model knows that does not reach it."""
    if reading.lost >= HEAVY:
        return "act"
    return "watch" if reading.faults else "good"


def slots(reading: DataFeedReading, words: Words) -> Mapping[str, str]:
    filled = {
        "rows": words.counted(len(reading.period.answers), "row"),
        "whole": "Its one column arrives as it did in training."
        if reading.columns == 1
        else f"All {reading.columns} columns arrive as they did in training.",
    }
    if not reading.faults:
        return filled
    first = reading.faults[0]
    about = {
        "column": clean(first.column, 40),
        "share": _rows(first.share, words),
        "usual": f"before, in {words.of_100(first.usual)}" if first.usual else "it never did before",
        "since": words.day(first.since),
    }
    others = len(reading.faults) - 1
    return filled | {
        "fault": SAYS[first.what].format_map(about),
        "mend": ADVICE[first.what].format_map(about),
        "lost": words.of_100(reading.lost),
        "others": f"{words.few(others, 'other column has a fault', 'other columns have faults').capitalize()} too."
        if others
        else "",
    }


def _rows(share: float, words: Words) -> str:
    return "all" if share == 1.0 else words.of_100(share)


def figures(reading: DataFeedReading) -> str:
    found = (
        f"{fault.what} {clean(fault.column, 40)} {fault.usual:.3f} to {fault.share:.3f}" for fault in reading.faults
    )
    return f"n = {len(reading.period.answers)}; {'; '.join(found) or 'none'}."


def chart(reading: DataFeedReading, words: Words) -> Chart | None:
    if not reading.faults:
        return None
    shown, first = reading.faults[:6], reading.faults[0]
    now, before = _rows(first.share, words), words.of_100(first.usual) if first.usual else "none"
    return Chart(
        kind="bar",
        places=tuple(clean(fault.column, 40) for fault in shown),
        series=(
            Series("Before", tuple(fault.usual for fault in shown)),
            Series("Since then", tuple(fault.share for fault in shown)),
        ),
        shows=f"“{clean(first.column, 40)}”: {now} rows have this fault since {words.day(first.since)}; before, {before} had it.",
        top=1.0,
        top_label="100 of 100",
    )


INDICATOR = Indicator(
    key="data_feed",
    title="What is sent to it",
    question="Does the data arrive whole?",
    group="health",
    needs=NEEDS,
    why="With a broken column the answers get worse at once, and nobody sees it by looking at them.",
    method=(
        "Shares of missing, unseen and out-of-range values by column against training, each beyond a smallest rise and "
        "four standard errors; first day by CUSUM."
    ),
    measure=measure,
    grade=grade,
    says={
        "good": "{whole} Looked at: the last {rows}.",
        "watch": "The data that the model gets has changed. {fault} {others}",
        "act": "The data that the model gets is broken. {fault} What is broken makes up {lost} of what it goes by. {others}",
    },
    advice={"watch": "{mend}", "act": "{mend} Until then, do not rely on its answers."},
    slots=slots,
    value=lambda reading: reading.faults[0].share if reading.faults else 0.0,
    unit=lambda _reading: "of all rows",
    figures=figures,
    period=lambda reading, words: words.period(reading.period.first, reading.period.last),
    chart=chart,
    cause=lambda reading: of_faults(list(reading.faults)) if reading.faults else None,
    actions={"act": "pause", "watch": "look_at_data"},
    rank=20,
)

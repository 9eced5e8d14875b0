"""Whether the values that come in still look like those that were learned from."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.common.finding import Chart, Level, Series
from core.common.words import Words, clean
from core.monitoring import drift
from core.monitoring.drift import Move
from core.monitoring.indicator import Indicator, enough
from core.monitoring.window import Recent, Window, recent
from core.monitoring.window.recent import FOUR_WEEKS

NEEDS = 50


@dataclass(frozen=True)
class InputDriftReading:
    period: Recent
    moves: tuple[Move, ...]
    columns: int


def measure(window: Window) -> InputDriftReading:
    """Find columns whose newest values differ from those learned. Raises NotApplicable with too few rows."""
    period = recent(window.judged, window.today, NEEDS, (FOUR_WEEKS, 2 * FOUR_WEEKS, 3 * FOUR_WEEKS))
    enough(len(period.answers), NEEDS, "answers", "Come back when it has been used some more.")
    return InputDriftReading(period, tuple(drift.moves(window, period)), len(window.reference.inputs))


def grade(reading: InputDriftReading) -> Level:
    """Grade values that moved: they explain an alarm, and are none by themselves."""
    return "watch" if reading.moves else "good"


def slots(reading: InputDriftReading, words: Words) -> Mapping[str, str]:
    filled = {
        "rows": words.counted(len(reading.period.answers), "row"),
        "columns": "its one column" if reading.columns == 1 else f"all {reading.columns} columns",
    }
    if reading.moves:
        first = reading.moves[0]
        others = len(reading.moves) - 1
        filled |= {
            "column": clean(first.column, 40),
            "size": words.of_100(first.size),
            "since": words.day(first.since),
            "others": f"{words.few(others, 'other column has', 'other columns have').capitalize()} changed too."
            if others
            else "",
        }
    return filled


def figures(reading: InputDriftReading) -> str:
    moved = "; ".join(f"{clean(move.column, 40)} {move.size:.3f}" for move in reading.moves[:10]) or "none"
    return f"n = {len(reading.period.answers)}; beyond the limit of {drift.WORTH_SAYING}: {moved}."


def chart(reading: InputDriftReading, words: Words) -> Chart | None:
    if not reading.moves:
        return None
    shown = reading.moves[:6]
    most, least = (
        f"“{clean(move.column, 40)}” has changed {how}, in {words.of_100(move.size)} rows."
        for move, how in ((shown[0], "most"), (shown[-1], "least of these"))
    )
    return Chart(
        kind="bar",
        places=tuple(clean(move.column, 40) for move in shown),
        series=(Series("Rows that are different", tuple(move.size for move in shown)),),
        shows=f"{most} {least}" if len(shown) > 1 else most,
        top=1.0,
        top_label="100 of 100",
    )


INDICATOR = Indicator(
    key="input_drift",
    title="What comes in",
    question="Do today's cases look like those it learned from?",
    group="health",
    needs=NEEDS,
    why="It knows the cases that it learned from. The more today's differ, the less its answers are worth.",
    method=(
        "Distance between learned and recent values by column (total variation for categories, Kolmogorov-Smirnov for "
        "numbers), less what varied between learned and held-back rows, against a limit and a sampling floor."
    ),
    measure=measure,
    grade=grade,
    says={
        "good": "The last {rows} look like those it learned from, in {columns}.",
        "watch": (
            "Today's cases differ from those the model learned from. “{column}” has changed since {since}: {size} rows are "
            "different. {others}"
        ),
    },
    advice={
        "watch": (
            "If this is how your business is now, train it again with newer rows. "
            "If you did not expect it, look at where the data comes from."
        ),
    },
    slots=slots,
    value=lambda reading: reading.moves[0].size if reading.moves else 0.0,
    unit=lambda _reading: "of all rows",
    figures=figures,
    period=lambda reading, words: words.period(reading.period.first, reading.period.last),
    chart=chart,
    cause=lambda reading: drift.cause(list(reading.moves)),
    actions={"watch": "retrain"},
    rank=40,
)

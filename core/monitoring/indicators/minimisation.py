"""Columns that a model uses and gains nothing from: personal ones first."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.common.finding import Chart, Level, Series
from core.common.words import Words, clean
from core.monitoring.indicator import Indicator, NotApplicable
from core.monitoring.window import Window

NOTHING = 0.005
"""Share of what the model knows, below which a column brings nothing."""


@dataclass(frozen=True)
class MinimisationReading:
    idle: tuple[str, ...]
    """Columns about people that bring nothing."""
    spare: int
    """Other columns that bring nothing."""
    used: int
    shares: tuple[tuple[str, float], ...]
    """Columns about people with what each brings, the least first."""


def measure(window: Window) -> MinimisationReading:
    """Find personal columns that the model uses and hardly needs. Raises NotApplicable where that was not measured."""
    shares = window.subject.drivers
    if not sum(shares.values()):
        raise NotApplicable("What each column brings was not measured.", "Train it again.", "retrain")
    used = [column for column in window.data_protection.columns if column.used and column.name in shares]
    about = sorted(((shares[column.name], column.name) for column in used if column.personal), key=lambda each: each[0])
    idle = tuple(name for share, name in about if share < NOTHING)
    spare = sum(shares[column.name] < NOTHING for column in used if not column.personal)
    return MinimisationReading(idle, spare, len(used), tuple((clean(name, 40), share) for share, name in about))


def grade(reading: MinimisationReading) -> Level:
    return "watch" if reading.idle else "good"


def slots(reading: MinimisationReading, words: Words) -> Mapping[str, str]:
    names = words.items([f"“{clean(name, 30)}”" for name in reading.idle])
    one = len(reading.idle) == 1
    spare = f"{words.few(reading.spare, 'other column brings', 'other columns bring')} next to nothing.".capitalize()
    return {
        "names": names,
        "bring": "brings" if one else "bring",
        "tell": "tells" if one else "tell",
        "them": "it" if one else "them",
        "helps": "Each column about people that it uses helps it."
        if reading.shares
        else "It uses no column about people.",
        "spare": spare if reading.spare else "",
    }


def chart(reading: MinimisationReading, words: Words) -> Chart | None:
    if not reading.shares:
        return None
    (name, share), shown = reading.shares[0], reading.shares[:6]
    return Chart(
        kind="bar",
        places=tuple(column for column, _ in shown),
        series=(Series("Part of what it knows", tuple(part for _, part in shown)),),
        shows=f"Of the columns about people, “{name}” brings least: {words.of_100(share)} parts of what the model knows.",
    )


INDICATOR = Indicator(
    key="minimisation",
    title="No more than it needs",
    question="Does it use what it does not need?",
    group="privacy",
    needs=0,
    why="What is not used cannot leak, and nobody has to be asked for it.",
    method="Permutation importance (Breiman, 2001) on held-back rows, as share of all; personal columns below 0.5%.",
    measure=measure,
    grade=grade,
    says={
        "good": "{helps} {spare}",
        "watch": "Not all that is used is needed. {names} {tell} something about people, and {bring} next to nothing.",
    },
    advice={"watch": "Train it again without {them}. It should be just as good."},
    slots=slots,
    value=lambda reading: float(len(reading.idle)),
    unit=lambda reading: "column" if len(reading.idle) == 1 else "columns",
    figures=lambda reading: f"{len(reading.idle) + reading.spare} of {reading.used} inputs below a share of {NOTHING}.",
    chart=chart,
    actions={"watch": "retrain"},
    rank=72,
)

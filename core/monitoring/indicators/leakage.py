"""Whether a column knows the answer beforehand, so that the model looks better than it will be."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.common.finding import Chart, Level, Series
from core.common.words import Words, clean
from core.monitoring.indicator import Indicator, NotApplicable
from core.monitoring.problem_types import watching_type
from core.monitoring.window import Window

SUSPICIOUS, GIVES_AWAY = 0.93, 0.97
"""Single-column power (AUC, or R2 for numbers): honest columns of shops stay well below."""


@dataclass(frozen=True)
class LeakageReading:
    column: str
    power: float
    strongest: tuple[tuple[str, float], ...]
    left_out: tuple[str, ...]
    """Columns that knew the answer and were left out."""


def measure(window: Window) -> LeakageReading:
    """Return how well the strongest single columns tell the answer.

    Raises NotApplicable where columns were not tested one by one, or where there is no known answer to tell.
    """
    subject = window.subject
    watching_type(subject.predicts).check_applies("leakage")
    asked = {asked.name for asked in window.reference.inputs}
    powers = [(column, power) for column, power in subject.powers.items() if column in asked]
    if not powers:
        raise NotApplicable("The columns were not tested one by one.", "Train it again to have them tested.", "retrain")
    strongest = sorted(powers, key=lambda found: -found[1])[:5]
    return LeakageReading(
        clean(strongest[0][0], 40),
        strongest[0][1],
        tuple(strongest),
        tuple(clean(column, 40) for column, why in subject.left_out.items() if "leak" in why),
    )


def grade(reading: LeakageReading) -> Level:
    if reading.power > GIVES_AWAY:
        return "act"
    return "watch" if reading.power > SUSPICIOUS else "good"


def slots(reading: LeakageReading, words: Words) -> Mapping[str, str]:
    names, were = (
        words.items([f"“{name}”" for name in reading.left_out]),
        "was" if len(reading.left_out) == 1 else "were",
    )
    return {
        "column": reading.column,
        "left_out": f"{names} seemed to, and {were} left out." if reading.left_out else "",
    }


def chart(reading: LeakageReading, words: Words) -> Chart:
    return Chart(
        kind="bar",
        places=tuple(clean(column, 40) for column, _ in reading.strongest),
        series=(Series("Tells alone", tuple(power for _, power in reading.strongest)),),
        shows=f"“{reading.column}” tells most alone: {words.of_100(reading.power)}. A column that knows the answer has 100.",
        top=1.0,
        top_label="knows the answer",
    )


INDICATOR = Indicator(
    key="leakage",
    title="Columns that give the answer away",
    question="Does a column know the answer beforehand?",
    group="health",
    needs=0,
    why="Such a column is often filled in afterwards. In real use it is empty, and the model fails.",
    method="Power of each used column alone: AUC for classes, R2 for numbers.",
    measure=measure,
    grade=grade,
    says={
        "good": "No single column that it uses gives the answer away. {left_out}",
        "watch": (
            "A column may give the answer away. “{column}” alone tells the answer nearly every time. "
            "That is rare for something known beforehand."
        ),
        "act": "A column gives the answer away. “{column}” alone knows the answer. It looks as if it is filled in afterwards.",
    },
    advice={
        "watch": "Ask yourself whether “{column}” is known before the answer is. If not, train again without it.",
        "act": "Train it again without “{column}”, unless you are sure that it is known beforehand.",
    },
    slots=slots,
    value=lambda reading: reading.power,
    unit=lambda _reading: "of 1",
    figures=lambda reading: f"Strongest single-column power {reading.power:.4f}.",
    chart=chart,
    actions={"act": "retrain", "watch": "retrain"},
    rank=35,
)

"""Whether the model gives away who was among the people that it learned from."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.common.finding import Chart, Level, Series
from core.common.words import Words
from core.models.metrics.intervals import Range, auc_range
from core.monitoring.indicator import Indicator, enough
from core.monitoring.window import Window

NEEDS = 30
SOME, MUCH = 0.55, 0.65
"""The lower end of the range has to be above this; a coin gets 0.5."""


@dataclass(frozen=True)
class MemorisationReading:
    attack: Range
    many: str
    """The owner's word for what it learned from."""


def measure(window: Window) -> MemorisationReading:
    """Return how well learned rows are told from held-back ones by their loss. Raises NotApplicable with too few of either."""
    learned, held = window.reference.loss_learned, window.reference.loss_held
    learned, held = learned[np.isfinite(learned)], held[np.isfinite(held)]
    enough(min(len(learned), len(held)), NEEDS, "rows on each side", "Add rows and train it again.")
    return MemorisationReading(auc_range(held, learned), window.subject.nouns["many"])


def grade(reading: MemorisationReading) -> Level:
    if reading.attack.low > MUCH:
        return "act"
    return "watch" if reading.attack.low > SOME else "good"


def slots(reading: MemorisationReading, words: Words) -> Mapping[str, str]:
    attack = reading.attack
    return {
        "tried": f"By its answers, we tried to guess which {reading.many} it had learned from.",
        "right": f"{words.number(round(attack.value * 100))} times of 100",
        "range": words.range_of_100(attack.low, attack.high),
    }


def chart(reading: MemorisationReading, words: Words) -> Chart:
    attack = reading.attack
    return Chart(
        kind="bar",
        places=("Guessing", "Trying with this model"),
        series=(Series("Right", (0.5, attack.value), (None, attack.low), (None, attack.high)),),
        shows=f"Guessing is right 50 of 100 times, trying with this model {words.of_100(attack.value)} times.",
        top=1.0,
        top_label="100 of 100",
    )


INDICATOR = Indicator(
    key="memorisation",
    title="What it remembers of people",
    question="Does it give away whom it learned from?",
    group="privacy",
    needs=NEEDS,
    why="A model that remembers people can tell strangers that somebody is your customer.",
    method=(
        "Membership inference by loss (Yeom and others, 2018): AUC of the loss between held-back and learned rows. Under a "
        "split by time, change over time raises it too."
    ),
    measure=measure,
    grade=grade,
    says={
        "good": "{tried} We were right {right} {range}; blind guessing gets 50.",
        "watch": "The model remembers people a little. {tried} We were right {right} {range}; blind guessing gets 50.",
        "act": "The model remembers people too well. {tried} We were right {right} {range}; blind guessing gets 50.",
    },
    advice={
        "watch": "Let only people you trust use it. More rows would make it remember less.",
        "act": "Let nobody outside use it, and train it again with more rows or fewer columns.",
    },
    slots=slots,
    value=lambda reading: reading.attack.value,
    unit=lambda _reading: "of 1",
    figures=lambda reading: (
        f"Attack AUC {reading.attack.value:.4f} ({reading.attack.low:.4f} to {reading.attack.high:.4f}), "
        f"n = {reading.attack.rows}."
    ),
    chart=chart,
    actions={"act": "retrain", "watch": "retrain"},
    rank=65,
)

"""How rare the rarest answer is among the rows that were learned from."""

from collections.abc import Mapping

import numpy as np

from core.common.finding import Chart, Level, Series
from core.common.words import Words
from core.monitoring.answer_balance import AnswerBalance, BalanceRules
from core.monitoring.indicator import Indicator
from core.monitoring.problem_types import watching_type
from core.monitoring.window import Subject, Window

FEW, TOO_FEW = 50, 20
"""Examples of the rarest answer; leaves of the trees hold 20."""


def measure(window: Window) -> AnswerBalance:
    """Count the rarest answer among the learned rows. Raises NotApplicable where answers were not counted."""
    return _rules(window.subject).measure(window)


def _rules(subject: Subject) -> BalanceRules:
    return watching_type(subject.predicts).balance


def grade(reading: AnswerBalance) -> Level:
    if reading.examples < TOO_FEW:
        return "act"
    return "watch" if reading.examples < FEW else "good"


def slots(reading: AnswerBalance, words: Words) -> Mapping[str, str]:
    rules = _rules(reading.subject)
    return {"result": rules.result(reading, words), "rare": rules.rare, "mend": rules.mend}


def chart(reading: AnswerBalance, words: Words) -> Chart:
    order = np.argsort(reading.shares)[::-1][:8]
    return Chart(
        kind="bar",
        places=tuple(reading.labels[place] for place in order),
        series=(Series("Share of rows", tuple(reading.shares[place] for place in order)),),
        shows=_rules(reading.subject).shows(reading, words),
        top=1.0,
        top_label="100 of 100",
    )


INDICATOR = Indicator(
    key="balance",
    title="Examples of each answer",
    question="Has it seen enough of each answer?",
    group="health",
    needs=0,
    why="What it has hardly ever seen, it cannot tell apart. Then it gives the common answer to all.",
    method="Share and count of the rarest class among learned rows; for numbers, of all but the most frequent value.",
    measure=measure,
    grade=grade,
    says={
        "good": "{result}",
        "watch": "The model has seen few examples. {result} It knows {rare} only roughly.",
        "act": "The model has seen too few examples. {result} It met {rare} too rarely to learn from.",
    },
    advice={
        "watch": "Add older rows, so that it meets more of {rare}.",
        "act": "{mend}",
    },
    slots=slots,
    value=lambda reading: reading.share,
    unit=lambda _reading: "of all rows",
    figures=lambda reading: f"Rarest share {reading.share:.4f}, n = {reading.examples}.",
    chart=chart,
    actions={"act": "retrain", "watch": "retrain"},
    rank=60,
)

"""How rare the rarest answer is among the rows that were learned from."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.common.finding import Chart, Level, Series
from core.common.words import Words, clean
from core.monitoring.indicator import Indicator, NotApplicable
from core.monitoring.window import Subject, Window

FEW, TOO_FEW = 50, 20
"""Examples of the rarest answer; leaves of the trees hold 20."""


@dataclass(frozen=True)
class Reading:
    subject: Subject
    rarest: str
    share: float
    examples: int
    most: float
    """The share of the most common answer."""
    shares: tuple[float, ...]
    labels: tuple[str, ...]


def measure(window: Window) -> Reading:
    subject = window.subject
    if subject.predicts == "number":
        return _of_numbers(window)
    shares = window.reference.answer_shares
    if len(shares) != len(subject.labels) or len(shares) < 2:
        raise NotApplicable("The answers that it learned from were not counted.", "Train it again.", "retrain")
    rarest = int(np.argmin(shares))
    return Reading(
        subject,
        clean(subject.labels[rarest], 40),
        float(shares[rarest]),
        round(float(shares[rarest]) * subject.rows_learned),
        float(shares.max()),
        tuple(float(share) for share in shares),
        tuple(clean(label, 40) for label in subject.labels),
    )


def _of_numbers(window: Window) -> Reading:
    """Numbers: the rows that do not have the most common number of all."""
    actual = window.reference.held_actual
    known = actual[~np.isnan(actual)]
    if not len(known):
        raise NotApplicable("No rows were held back, so the numbers were not counted.", "Train it again.", "retrain")
    most = float(np.unique(known, return_counts=True)[1].max() / len(known))
    rest = round((1 - most) * window.subject.rows_learned)
    return Reading(window.subject, "any other number", 1 - most, rest, most, (most, 1 - most), ("most common", "other"))


def grade(reading: Reading) -> Level:
    if reading.examples < TOO_FEW:
        return "act"
    return "watch" if reading.examples < FEW else "good"


def slots(reading: Reading, words: Words) -> Mapping[str, str]:
    rows, examples = words.counted(reading.subject.rows_learned, "row"), words.number(reading.examples)
    if reading.subject.predicts == "segments":
        told = f"The smallest group, “{reading.rarest}”, has {examples} of the {rows} it learned from."
        return {"told": told, "rare": "this group", "mend": "Add rows, or train it again on fewer columns."}
    if reading.subject.predicts == "number":
        same = words.number(reading.subject.rows_learned - reading.examples)
        told = f"The most common number stands in {same} of the {rows} it learned from."
        return {"told": told, "rare": "other numbers", "mend": "Add rows with other numbers, then train it again."}
    told = f"The rarest answer, “{reading.rarest}”, was in {examples} of the {rows} it learned from."
    mend = "Add rows with this answer, or join rare answers into one, then train it again."
    return {"told": told, "rare": "this answer", "mend": mend}


def chart(reading: Reading, words: Words) -> Chart:
    order = np.argsort(reading.shares)[::-1][:8]
    return Chart(
        kind="bar",
        places=tuple(reading.labels[place] for place in order),
        series=(Series("Share of rows", tuple(reading.shares[place] for place in order)),),
        shows=_shows(reading, words),
        top=1.0,
        top_label="100 of 100",
    )


def _shows(reading: Reading, words: Words) -> str:
    rare = words.of_100(reading.share)
    if reading.subject.predicts == "number":
        return f"The most common number stands in {words.of_100(reading.most)} rows, other numbers in {rare}."
    common = reading.labels[int(np.argmax(reading.shares))]
    return f"Most rows, {words.of_100(reading.most)}, are “{common}”; fewest, {rare}, are “{reading.rarest}”."


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
        "good": "{told}",
        "watch": "The model has seen few examples. {told} It knows {rare} only roughly.",
        "act": "The model has seen too few examples. {told} It met {rare} too rarely to learn from.",
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

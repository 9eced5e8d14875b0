"""How rare the rarest answer is among the rows that were learned from: what is counted, and what most kinds of answer share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from core.common.words import Words, clean
from core.monitoring.indicator import NotApplicable
from core.monitoring.window import Subject, Window


@dataclass(frozen=True)
class AnswerBalance:
    """How often answers stand in the rows that were learned from."""

    subject: Subject
    rarest: str
    share: float
    examples: int
    """Rows with the rarest answer."""
    most: float
    """The share of the most common answer."""
    shares: tuple[float, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class BalanceRules:
    """How answers of one kind are counted, and what is said of it."""

    measure: Callable[[Window], AnswerBalance]
    """Raises NotApplicable where nothing was counted."""
    result: Callable[[AnswerBalance, Words], str]
    """How rare the rarest is, as a sentence."""
    rare: str
    """What is too rare: "this answer"."""
    mend: str
    """What helps, as whole sentences."""
    shows: Callable[[AnswerBalance, Words], str]
    """What a picture of the shares shows."""


def of_labels(window: Window) -> AnswerBalance:
    """Return how often each label was among the learned rows. Raises NotApplicable where that was not counted."""
    subject, shares = window.subject, window.reference.answer_shares
    if len(shares) != len(subject.labels) or len(shares) < 2:
        raise NotApplicable("The answers that it learned from were not counted.", "Train it again.", "retrain")
    rarest = int(np.argmin(shares))
    return AnswerBalance(
        subject=subject,
        rarest=clean(subject.labels[rarest], 40),
        share=float(shares[rarest]),
        examples=round(float(shares[rarest]) * subject.rows_learned),
        most=float(shares.max()),
        shares=tuple(float(share) for share in shares),
        labels=tuple(clean(label, 40) for label in subject.labels),
    )


def rarest_label(balance: AnswerBalance, words: Words) -> str:
    """Say in how many of the learned rows the rarest answer was."""
    of = counts(balance, words)
    return f"The rarest answer, “{balance.rarest}”, was in {of['examples']} of the {of['rows']} it learned from."


def labels_shown(balance: AnswerBalance, words: Words) -> str:
    """Say what a picture of the shares of labels shows."""
    rare, common = words.of_100(balance.share), balance.labels[int(np.argmax(balance.shares))]
    return f"Most rows, {words.of_100(balance.most)}, are “{common}”; fewest, {rare}, are “{balance.rarest}”."


def counts(balance: AnswerBalance, words: Words) -> Mapping[str, str]:
    """Return "rows" learned from and "examples" of the rarest answer, in words."""
    return {
        "rows": words.counted(balance.subject.rows_learned, "row"),
        "examples": words.number(balance.examples),
    }


LABELS = BalanceRules(
    measure=of_labels,
    result=rarest_label,
    rare="this answer",
    mend="Add rows with this answer, or join rare answers into one, then train it again.",
    shows=labels_shown,
)

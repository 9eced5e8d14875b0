"""The three figures of the first page: how often it was right, how much it did, and what that was worth."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.common.words import Words
from core.models.metrics.intervals import share
from core.monitoring.window import Answers, Subject
from core.reporting.contents import Figure

ENOUGH = 10
"""Outcomes below which a figure would be a guess."""
TOO_FEW = "not enough yet"


@dataclass(frozen=True)
class Counted:
    """One model's month, all its versions together."""

    answers: int
    outcomes: int
    """How many of the answers have their outcome by now."""
    failed: int
    """Requests that were right and got no answer."""


def figures(subject: Subject, month: Answers, counted: Counted, words: Words) -> tuple[Figure, ...]:
    """The three, in the order in which they are read. `month` holds the answers of the judged version."""
    right = _RIGHT[subject.predicts](subject, month, words)
    worth = _worth(subject, month, words) or _known(counted, words)
    return right, _given(counted, words), worth


def _given(counted: Counted, words: Words) -> Figure:
    lost = "none went unanswered" if not counted.failed else f"{words.counted(counted.failed, 'request')} got no answer"
    return Figure("Answers given", words.number(counted.answers), lost)


def _known(counted: Counted, words: Words) -> Figure:
    if not counted.answers:
        return Figure("What really happened", TOO_FEW, "no answers to compare with")
    value = f"{words.number(counted.outcomes)} of {words.number(counted.answers)}"
    return Figure("What really happened", value, "outcomes are known so far")


def _yes_no(subject: Subject, month: Answers, words: Words) -> Figure:
    label = f"It said yes, and {subject.nouns.get('did', 'was right')}"
    warned = month.settled.actual[month.settled.answer == 1]
    if len(warned) < ENOUGH:
        return _too_few(label, len(warned), words)
    promised = subject.scores.get("precision")
    below = f"it was {words.of_100(promised['value'])} when it was made" if promised else _out_of(len(warned), words)
    return Figure(label, words.of_100(float(warned.mean())), below)


def _number(subject: Subject, month: Answers, words: Words) -> Figure:
    label, settled = "Off by, on average", month.settled
    if len(settled) < ENOUGH:
        return _too_few(label, len(settled), words)
    promised = subject.scores.get("mae")
    off = float(np.abs(settled.answer - settled.actual).mean())
    below = (
        f"it was {_amount(subject, promised['value'], words)} when it was made"
        if promised
        else _out_of(len(settled), words)
    )
    return Figure(label, _amount(subject, off, words), below)


def _category(subject: Subject, month: Answers, words: Words) -> Figure:
    label, settled = "Right answers", month.settled
    if len(settled) < ENOUGH:
        return _too_few(label, len(settled), words)
    promised = subject.scores.get("accuracy")
    below = f"it was {words.of_100(promised['value'])} when it was made" if promised else _out_of(len(settled), words)
    return Figure(label, words.of_100(float((settled.answer == settled.actual).mean())), below)


def _segments(subject: Subject, month: Answers, words: Words) -> Figure:
    label = "In the largest group"
    if len(month) < ENOUGH:
        return _too_few(label, len(month), words)
    sizes = np.bincount(month.answer[np.isfinite(month.answer)].astype(np.int64), minlength=len(subject.labels))
    largest = int(sizes.argmax())
    name = subject.labels[largest] if largest < len(subject.labels) else ""
    return Figure(label, words.of_100(sizes[largest] / sizes.sum()), name)


_RIGHT: dict[str, Callable[[Subject, Answers, Words], Figure]] = {
    "yes_no": _yes_no,
    "number": _number,
    "category": _category,
    "segments": _segments,
}


def _worth(subject: Subject, month: Answers, words: Words) -> Figure | None:
    """What the month's yes answers brought: the share that was right, as a range, times what the owner said a hit and a miss
    are worth. None where nobody said, or too few outcomes are known."""
    hit, miss = subject.hit_worth, subject.miss_worth
    said = month.answer == 1
    known = month.settled.actual[month.settled.answer == 1]
    if subject.predicts != "yes_no" or hit is None or miss is None or len(known) < ENOUGH:
        return None
    right = share(int(known.sum()), len(known))
    low, high = sorted(float(said.sum()) * (part * hit - (1 - part) * miss) for part in (right.low, right.high))
    return Figure("What it was worth", f"{words.money(low)} to {words.money(high)}", "compared with no advice")


def _amount(subject: Subject, value: float, words: Words) -> str:
    if subject.unit and subject.unit == words.currency:
        return words.money(value)
    return f"{words.rounded(value)} {subject.unit}".strip()


def _out_of(rows: int, words: Words) -> str:
    return f"from {words.counted(rows, 'outcome')}"


def _too_few(label: str, rows: int, words: Words) -> Figure:
    return Figure(label, TOO_FEW, f"{words.counted(rows, 'outcome')} so far, {ENOUGH} needed")

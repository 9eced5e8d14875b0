"""What a version remembers of its making: numbers alone (core.reference)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.exported import Many
from core.inputs import Input
from core.preparing import Column, bins_of
from core.reference import Floats, Reference

MOST_LOSSES = 2000


@dataclass(frozen=True)
class Side:
    """The learned rows, or those held back: n of them."""

    columns: Sequence[Column]
    actual: Floats
    at: Floats
    many: Many
    losses: Floats


def remember(inputs: Sequence[Input], labels: int, learned: Side, held: Side, seed: int) -> Reference:
    """`labels`: how many answers there are; 0 for numbers."""
    bins = bins_of(inputs, learned.columns)
    counts = np.stack([np.bincount(bins[:, at], minlength=256) for at in range(len(inputs))])
    some = np.random.default_rng(seed).permutation(len(learned.losses))[:MOST_LOSSES]
    return Reference(
        inputs=tuple(inputs),
        bin_counts=counts.astype(np.int64),
        held_bins=bins_of(inputs, held.columns),
        held_score=held.many.score,
        held_answer=held.many.code,
        held_actual=held.actual,
        held_at=held.at,
        loss_learned=learned.losses[some],
        loss_held=held.losses,
        answer_shares=_shares(labels, learned),
        score_edges=np.quantile(held.many.score, np.linspace(0, 1, 11)[1:-1]),
    )


def _shares(labels: int, learned: Side) -> Floats:
    if not labels:
        return np.full(10, 0.1)
    answers = learned.many.code if np.isnan(learned.actual).all() else learned.actual
    return np.bincount(answers.astype(np.int64), minlength=labels) / len(answers)

"""What a version remembers of its making: numbers alone (core.models.reference)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.data.personal import KNOWN_OF_SOMEBODY
from core.inference.exported import AnswerColumns
from core.inference.inputs import Input
from core.models.features import Column, bins_of
from core.models.reference import Bytes, Counts, Floats, Reference

MOST_LOSSES = 2000


@dataclass(frozen=True)
class ReferenceRows:
    """The learned rows, or those held back: n of them."""

    columns: Sequence[Column]
    actual: Floats
    at: Floats
    many: AnswerColumns
    losses: Floats


def build_reference(
    inputs: Sequence[Input], labels: int, learned: ReferenceRows, held: ReferenceRows, seed: int
) -> Reference:
    """Return what is remembered. `labels`: how many answers there are to choose among; 0 for amounts."""
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
        alike=_alike(inputs, bins),
    )


def _alike(inputs: Sequence[Input], bins: Bytes) -> Counts:
    """How many learned rows stand alone, in pairs, in threes, or among more, by the columns that describe people."""
    describing = [at for at, asked in enumerate(inputs) if asked.personal in KNOWN_OF_SOMEBODY]
    if len(describing) < 2:
        return np.zeros(0, dtype=np.int64)
    crowds = np.unique(bins[:, describing], axis=0, return_counts=True)[1]
    return np.bincount(np.minimum(crowds, 4) - 1, weights=crowds, minlength=4).astype(np.int64)


def _shares(labels: int, learned: ReferenceRows) -> Floats:
    if not labels:
        return np.full(10, 0.1)
    answers = learned.many.code if np.isnan(learned.actual).all() else learned.actual
    return np.bincount(answers.astype(np.int64), minlength=labels) / len(answers)

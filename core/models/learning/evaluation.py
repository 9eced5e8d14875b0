"""What a model says of rows whose answer is known, beside that answer; and how much it goes by each column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from core.inference.exported import AnswerColumns, Exported
from core.models.features import Column
from core.models.reference import Floats

MOST_ROWS_FOR_DRIVERS = 2000
REPEATS = 3


@dataclass(frozen=True)
class Evaluation:
    """n rows with the model's answers and what really happened."""

    many: AnswerColumns
    actual: Floats
    losses: Floats
    """(n,): how badly each answer fits."""
    probabilities: Floats | None = None
    """(n, labels), where there are several to choose among."""


Evaluate = Callable[[Exported, Sequence[Column], Floats], Evaluation]
"""(model, columns, actual answers as codes) -> both side by side."""


def drivers(
    evaluate: Evaluate, exported: Exported, columns: Sequence[Column], actual: Floats, seed: int
) -> dict[str, float]:
    """Return how much worse answers get when one column's values change places, as shares, the largest first.

    Permutation importance (Breiman 2001); columns that bring nothing have 0.
    """
    rng = np.random.default_rng(seed)
    rows = rng.permutation(len(actual))[:MOST_ROWS_FOR_DRIVERS]
    some, actual = [column[rows] for column in columns], actual[rows]
    usual = float(evaluate(exported, some, actual).losses.mean())
    worse = []
    for at in range(len(some)):
        losses = []
        for _ in range(REPEATS):
            mixed = [*some[:at], some[at][rng.permutation(len(rows))], *some[at + 1 :]]
            losses.append(float(evaluate(exported, mixed, actual).losses.mean()))
        worse.append(max(0.0, float(np.mean(losses)) - usual))
    whole = sum(worse)
    shares = {asked.name: lost / whole if whole else 0.0 for asked, lost in zip(exported.inputs, worse, strict=True)}
    return dict(sorted(shares.items(), key=lambda found: -found[1]))

"""The proof that the exported form says what the fitted pipeline says."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, is_classifier, is_regressor

from core.common.errors import NotTrainable
from core.inference.exported import Exported
from core.inference.features import bounds, parts
from core.models.features import Column, table, values_of
from core.models.reference import Floats

MOST_DIFFERENCE = 1e-6
MADE_UP_ROWS = 1000
FEWEST_CHECKED, MOST_CHECKED = 1000, 2000
"""Rows of the table on which the exported form is compared with the model: the held-back ones, and where these are few, others too."""


@dataclass(frozen=True)
class ProvenRows:
    """On how many rows the exported form was found to say what the pipeline says, and the largest difference there."""

    rows: int
    made_up: int
    """Of `rows`, how many no table holds."""
    largest_difference: float


def prove(
    fitted: BaseEstimator, exported: Exported, held: Sequence[Column], learned: Sequence[Column], seed: int
) -> ProvenRows:
    """Compare both on rows of the table, held-back ones first, and on MADE_UP_ROWS made-up ones.

    Raises NotTrainable above MOST_DIFFERENCE: a wrong answer is worse than none.
    """
    odd = made_up(learned, exported, MADE_UP_ROWS, seed)
    rows = [
        np.concatenate([unseen[:MOST_CHECKED], met[: max(0, FEWEST_CHECKED - len(unseen))], other])
        for unseen, met, other in zip(held, learned, odd, strict=True)
    ]
    largest = float(differences(fitted, exported, rows).max())
    if not largest <= MOST_DIFFERENCE:
        raise NotTrainable(
            "This model did not pass its last check: its fast form gives other answers than the model itself.",
            "Nothing was changed. Please report this, with the kinds of columns your table has.",
            largest_difference=largest,
        )
    return ProvenRows(len(rows[0]), MADE_UP_ROWS, largest)


def differences(fitted: BaseEstimator, exported: Exported, columns: Sequence[Column]) -> Floats:
    """Return (n,): by how much the exported form differs from the pipeline in each row, asked row by row and all at once.

    A difference of probabilities as it is; of amounts and distances, relative to the larger of `Form.scale` and the pipeline's own
    output: a distance of 1e11 from an absurd row is told to sixteen digits too, no more.
    """
    truth = outputs_of(fitted, table(exported.inputs, columns))
    raw = exported.raw_of_many(columns)
    together = exported.probabilities_of_many(raw) if is_classifier(fitted) else raw
    limits = [bounds(asked) for asked in exported.inputs]
    singly = []
    for values in zip(*(values_of(column) for column in columns), strict=True):
        one = exported.raw(parts(exported.inputs, limits, values))
        singly.append(exported.probabilities(one) if is_classifier(fitted) else one)
    scale = np.full_like(truth, exported.form.scale)
    if not is_classifier(fitted):
        scale = np.maximum(scale, np.abs(truth))
    worst = np.maximum(np.abs(together - truth), np.abs(np.array(singly).reshape(truth.shape) - truth)) / scale
    largest: Floats = worst.max(axis=1)
    return largest


def outputs_of(fitted: BaseEstimator, rows: pd.DataFrame) -> Floats:
    """Return (n, outputs): what a fitted pipeline says itself: probabilities, amounts, or distances to middles with a minus."""
    if is_classifier(fitted):
        return np.asarray(fitted.predict_proba(rows))
    if is_regressor(fitted):
        return np.asarray(fitted.predict(rows)).reshape(-1, 1)
    return -np.asarray(fitted.transform(rows))


def made_up(columns: Sequence[Column], exported: Exported, rows: int, seed: int) -> list[Column]:
    """Make rows that no table holds: values of different rows mixed, some missing, never met or extreme."""
    rng = np.random.default_rng(seed)
    made = []
    for asked, column in zip(exported.inputs, columns, strict=True):
        mixed = column[rng.integers(0, len(column), rows)].copy()
        odd = rng.random(rows)
        if asked.kind in ("category", "text"):
            mixed[odd < 0.1] = None
            mixed[odd > 0.9] = "never met before"
        else:
            mixed[odd < 0.1] = np.nan
            if asked.kind != "yes_no":
                extreme = rng.choice([-1e12, -1e5, -1.0, 0.0, 1e5, 1e12], rows)
                mixed = np.where(odd > 0.9, extreme, mixed)
        made.append(mixed)
    return made

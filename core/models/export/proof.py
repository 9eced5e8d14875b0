"""The proof that the exported form says what the fitted pipeline says."""

from collections.abc import Sequence

import numpy as np
from sklearn.base import BaseEstimator

from core.common.errors import NotTrainable
from core.inference.exported import Exported
from core.inference.features import bounds, parts
from core.models.features import Column, table, values_of
from core.models.reference import Floats

MOST_DIFFERENCE = 1e-6


def differences(fitted: BaseEstimator, exported: Exported, columns: Sequence[Column]) -> Floats:
    """(n,): by how much the exported form differs from the pipeline in each row, asked row by row and all at once.

    A difference of chances as it is; of numbers and distances, relative to the larger of `Form.scale` and the pipeline's own
    output: a distance of 1e11 from an absurd row is told to sixteen digits too, no more.
    """
    truth = told(fitted, exported.predicts, columns, exported)
    raw = exported.raw_of_many(columns)
    together = exported.probabilities_of_many(raw) if exported.type.probabilities else raw
    limits = [bounds(asked) for asked in exported.inputs]
    singly = []
    for values in zip(*(values_of(column) for column in columns), strict=True):
        one = exported.raw(parts(exported.inputs, limits, values))
        singly.append(exported.probabilities(one) if exported.type.probabilities else one)
    scale = np.full_like(truth, exported.form.scale)
    if exported.type.probabilities is None:
        scale = np.maximum(scale, np.abs(truth))
    worst = np.maximum(np.abs(together - truth), np.abs(np.array(singly).reshape(truth.shape) - truth)) / scale
    largest: Floats = worst.max(axis=1)
    return largest


def told(fitted: BaseEstimator, predicts: str, columns: Sequence[Column], exported: Exported) -> Floats:
    """(n, outputs): what the pipeline itself says: chances, numbers, or distances with a minus."""
    asked = table(exported.inputs, columns)
    if predicts == "number":
        return np.asarray(fitted.predict(asked)).reshape(-1, 1)
    if predicts == "segments":
        return -np.asarray(fitted.transform(asked))
    return np.asarray(fitted.predict_proba(asked))


def proven(fitted: BaseEstimator, exported: Exported, columns: Sequence[Column]) -> float:
    """The largest difference over all rows. Raises NotTrainable above MOST_DIFFERENCE: a wrong answer is worse than none."""
    largest = float(differences(fitted, exported, columns).max())
    if not largest <= MOST_DIFFERENCE:
        raise NotTrainable(
            "This model did not pass its last check: its fast form gives other answers than the model itself.",
            "Nothing was changed. Please report this, with the kinds of columns your table has.",
            largest_difference=largest,
        )
    return largest


def made_up(columns: Sequence[Column], exported: Exported, rows: int, seed: int) -> list[Column]:
    """Rows that no table holds: values of different rows mixed, some missing, never met or extreme."""
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

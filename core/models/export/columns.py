"""What fitted encoders and column steps do, asked of themselves."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.models.reference import Floats


def positions(columns: Any, name: str) -> list[int]:
    """Return the positions of the parts that a step of a ColumnTransformer takes."""
    return next(([part_of(name) for name in names] for step, _, names in columns.transformers_ if step == name), [])


def part_of(name: str) -> int:
    return int(name.removeprefix("part "))


def one_hot(encoder: Any, at: int) -> tuple[dict[str, Floats], Floats]:
    """Return each value's row of the encoder, as far as this column's places go, and that of a value never met."""
    words = [str(word) for word in encoder.categories_[at]]
    frame = np.full((len(words) + 1, len(encoder.categories_)), "", dtype=object)
    for other, categories in enumerate(encoder.categories_):
        frame[:, other] = categories[0]
    frame[:, at] = [*words, "\x00never met"]
    rows = encoder.transform(as_fitted(frame, encoder))
    rows = rows if isinstance(rows, np.ndarray) else rows.toarray()
    ends = np.cumsum(encoder._n_features_outs)
    mine = np.zeros(rows.shape[1], dtype=bool)
    mine[ends[at] - encoder._n_features_outs[at] : ends[at]] = True
    own = np.where(mine, rows, 0.0)
    return dict(zip(words, own[:-1], strict=True)), own[-1]


def as_fitted(values: npt.NDArray[Any], encoder: Any) -> Any:
    return pd.DataFrame(values, columns=encoder.feature_names_in_)

"""How a further file would best be put to a table: names, units, and the column that tells rows apart."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from core.data.dataset.joining import fitted_to
from core.data.dataset.records import Joining
from core.data.dataset.unit_factors import factor_between
from core.data.reading import Column

if TYPE_CHECKING:
    import pandas as pd

UNIQUE = 0.95
"""Share of different values from which on a column may tell rows apart."""


def proposed(old: "pd.DataFrame", columns: Sequence[Column], new: "pd.DataFrame", pairs: Mapping[str, str]) -> Joining:
    """Propose how a file is joined. `pairs`: its column -> the table's column that it is taken for; `columns` are the table's."""
    renamed = {now: before for now, before in pairs.items() if now != before}
    numbers = {column.name for column in columns if column.kind == "number"}
    fitted = fitted_to(old, new, Joining(renamed))
    factors = {
        name: 1.0 / factor
        for name in fitted.columns
        if name in numbers and (factor := factor_between(old[name], fitted[name]))
    }
    fitted = fitted_to(old, new, Joining(renamed, factors))
    ids = [column.name for column in columns if column.kind == "id" and column.name in fitted]
    return Joining(renamed, factors, next((name for name in ids if _tells_rows_apart(old, fitted, name)), None))


def _tells_rows_apart(old: "pd.DataFrame", new: "pd.DataFrame", name: str) -> bool:
    """Whether a column has another value in each row, and the same value means the same row in both.

    Numbers that begin anew in each file do not: rows with the same number are then otherwise different.
    """
    for frame in (old, new):
        known = frame[name].dropna()
        if len(known) < UNIQUE * len(frame) or not known.is_unique:
            return False
    both = old[name][old[name].isin(new[name].dropna())]
    others = [column for column in new.columns if column != name and column in old]
    if both.empty or not others:
        return True
    before, now = (frame[frame[name].isin(both)].set_index(name).sort_index()[others] for frame in (old, new))
    same = (before.astype("str") == now.astype("str")) | (before.isna() & now.isna())
    return bool(np.mean(same.to_numpy().mean(axis=1)) >= 0.5)

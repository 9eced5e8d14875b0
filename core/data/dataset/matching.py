"""Which column of a further file is which column of a table: by name, and where names changed by what the columns hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import numpy as np
import pandas as pd

from core.data.dataset.unit_factors import POINTS, factor_between
from core.data.reading import Column

SURE = 0.65
"""How alike two columns have to be, from 0 to 1, name and contents together."""
MOST_VALUES = 5_000
_UNIQUE = {"id", "email", "phone"}


@dataclass(frozen=True)
class Side:
    """A column with its place and values."""

    place: int
    column: Column
    values: "pd.Series[Any]"


def sides(columns: Sequence[Column], frame: pd.DataFrame) -> list[Side]:
    return [Side(place, column, frame[column.name]) for place, column in enumerate(columns)]


def match(old: Sequence[Side], new: Sequence[Side]) -> dict[str, str]:
    """Name in the file -> name in the table. First those with the same name, then the pair that is most alike, and so on."""
    pairs = _by_name(old, new)
    left_old = [side for side in old if side.column.name not in pairs.values()]
    left_new = [side for side in new if side.column.name not in pairs]
    scored = sorted(
        ((likeness(one, other), one.column.name, other.column.name) for one in left_old for other in left_new),
        key=lambda each: -each[0],
    )
    for score, before, now in scored:
        if score >= SURE and now not in pairs and before not in pairs.values():
            pairs[now] = before
    return pairs


def _by_name(old: Sequence[Side], new: Sequence[Side]) -> dict[str, str]:
    pairs = {
        side.column.name: side.column.name for side in new if any(side.column.name == it.column.name for it in old)
    }
    plain = {_plain(side.column.name): side.column.name for side in old if side.column.name not in pairs}
    for side in new:
        before = plain.pop(_plain(side.column.name), None)
        if side.column.name not in pairs and before is not None:
            pairs[side.column.name] = before
    return pairs


def _plain(name: str) -> str:
    return "".join(re.findall(r"[^\W_]+", name.casefold())) or name


def likeness(old: Side, new: Side) -> float:
    """Return how alike two columns are, from 0 to 1. Those of different kinds are never alike, unless one of them is empty words."""
    if old.column.kind != new.column.kind or "empty" in (old.column.kind, new.column.kind):
        return 0.0
    name = SequenceMatcher(None, _plain(old.column.name), _plain(new.column.name)).ratio()
    same_place = 0.1 if old.place == new.place else 0.0
    return 0.4 * name + 0.6 * contents_alike(old, new) + same_place


def contents_alike(old: Side, new: Side) -> float:
    """Return how much what one column holds looks like what the other holds, from 0 to 1."""
    before, now = _sample(old.values), _sample(new.values)
    if not len(before) or not len(now):
        return 0.0
    kind = old.column.kind
    if kind == "number":
        return _numbers_alike(before, now)
    if kind == "date":
        return 0.7  # another month's dates are others
    if kind == "yes_no":
        return 1.0 - abs(float(before.mean()) - float(now.mean()))
    if kind in _UNIQUE or (kind == "text" and old.column.distinct > len(old.values) / 2):
        return _share_in(now.map(_form), before.map(_form))
    return _share_in(now, before)


def _sample(values: "pd.Series[Any]") -> "pd.Series[Any]":
    known = values.dropna()
    return known if len(known) <= MOST_VALUES else known.sample(MOST_VALUES, random_state=0)


def _numbers_alike(before: "pd.Series[Any]", now: "pd.Series[Any]") -> float:
    """One minus the largest distance between the two distributions, after bringing both to one unit."""
    old, new = (values.to_numpy(dtype=np.float64) for values in (before, now))
    new = new / (factor_between(before, now) or 1.0)
    points = np.quantile(np.concatenate([old, new]), POINTS)
    shares = [np.searchsorted(np.sort(values), points, "right") / len(values) for values in (old, new)]
    return 1.0 - float(np.abs(shares[0] - shares[1]).max())


def _share_in(now: "pd.Series[Any]", before: "pd.Series[Any]") -> float:
    return float(now.isin(before.unique()).mean())


def _form(value: object) -> str:
    """How a code is written: "C-0012" -> "a-9"."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", str(value)))

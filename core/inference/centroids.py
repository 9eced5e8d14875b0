"""The nearest of a few middles: groups of rows that are alike."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class EvenedNumber(msgspec.Struct, frozen=True):
    """A number made even (Yeo and Johnson, Biometrika 87, 2000) and set to mean 0 and spread 1."""

    part: int
    fill: float
    power: float
    mean: float
    spread: float

    def even(self, value: float) -> float:
        value, power = (self.fill if math.isnan(value) else value), self.power
        if value >= 0:
            bent = math.log1p(value) if abs(power) < _TINY else (math.pow(value + 1, power) - 1) / power
        else:
            rest = 2 - power
            bent = -math.log1p(-value) if abs(rest) < _TINY else -(math.pow(1 - value, rest) - 1) / rest
        return (bent - self.mean) / self.spread


class CategoryPlaces(msgspec.Struct, frozen=True):
    """A category: each value has a place of its own; rare and new ones share `other` (None: no place)."""

    part: int
    places: dict[str, int]
    other: int | None
    width: int


class Centroids(msgspec.Struct, tag="centroids", frozen=True):
    measures: list[EvenedNumber]
    sorts: list[CategoryPlaces]
    middles: list[list[float]]
    """(groups, places): measures first, then the places of the sorts."""

    def outputs(self, parts: Sequence[Any]) -> list[float]:
        """Return one row's distance to each group's middle, with a minus: the nearest has the largest output."""
        place = self.place(parts)
        return [-math.dist(place, middle) for middle in self.middles]

    def effects(self, parts: Sequence[Any], output: int) -> dict[int, float]:
        """Return by part how much closer it brings the row to this group than to the mean of all groups."""
        place, own = self.place(parts), self.middles[output]
        centre = [sum(column) / len(self.middles) for column in zip(*self.middles, strict=True)]
        moved: dict[int, float] = {}
        for part, value, mine, mean in zip(self._parts(), place, own, centre, strict=True):
            moved[part] = moved.get(part, 0.0) + (value - mean) ** 2 - (value - mine) ** 2
        return moved

    def place(self, parts: Sequence[Any]) -> list[float]:
        place = [measure.even(parts[measure.part]) for measure in self.measures]
        for sort in self.sorts:
            spot = sort.places.get(parts[sort.part], sort.other)
            place += [1.0 if at == spot else 0.0 for at in range(sort.width)]
        return place

    def outputs_of_many(self, columns: "Sequence[npt.NDArray[Any]]") -> "npt.NDArray[np.float64]":
        """Return the outputs of many rows, (n, groups)."""
        import numpy as np

        rows = zip(*(column.tolist() for column in columns), strict=True)
        return np.array([self.outputs(row) for row in rows])

    def _parts(self) -> list[int]:
        return [measure.part for measure in self.measures] + [
            sort.part for sort in self.sorts for _ in range(sort.width)
        ]


_TINY = float.fromhex("0x1.0p-52")
"""scikit-learn takes a power within float64's epsilon of 0 as 0."""

"""The nearest of a few centroids (k-means): groups of rows that are alike."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class ScaledNumber(msgspec.Struct, frozen=True):
    """A number after a power transform (Yeo and Johnson, Biometrika 87, 2000), standardized to mean 0 and spread 1."""

    part: int
    fill: float
    power: float
    mean: float
    spread: float

    def scale(self, value: float) -> float:
        """Return the value transformed and standardized; a missing one (NaN) as the median of training."""
        value, power = (self.fill if math.isnan(value) else value), self.power
        if value >= 0:
            bent = math.log1p(value) if abs(power) < _TINY else (math.pow(value + 1, power) - 1) / power
        else:
            rest = 2 - power
            bent = -math.log1p(-value) if abs(rest) < _TINY else -(math.pow(1 - value, rest) - 1) / rest
        return (bent - self.mean) / self.spread


class OneHotCategory(msgspec.Struct, frozen=True):
    """A category as `width` zeros and ones: each value has a place of its own; rare and new ones share `other` (None: no place)."""

    part: int
    places: dict[str, int]
    other: int | None
    width: int


class Centroids(msgspec.Struct, tag="centroids", frozen=True):
    """The centre of each group. Fields keep the names under which models of before are stored."""

    numbers: list[ScaledNumber] = msgspec.field(name="measures")
    categories: list[OneHotCategory] = msgspec.field(name="sorts")
    centres: list[list[float]] = msgspec.field(name="middles")
    """(groups, coordinates): numbers first, then the zeros and ones of the categories."""

    def outputs(self, parts: Sequence[Any]) -> list[float]:
        """Return one row's distance to each group's centre, with a minus: the nearest has the largest output."""
        point = self.coordinates(parts)
        return [-math.dist(point, centre) for centre in self.centres]

    def effects(self, parts: Sequence[Any], output: int) -> dict[int, float]:
        """Return by part how much closer it brings the row to this group than to the mean of all groups."""
        point, own = self.coordinates(parts), self.centres[output]
        mean_of_all = [sum(column) / len(self.centres) for column in zip(*self.centres, strict=True)]
        moved: dict[int, float] = {}
        for part, value, mine, mean in zip(self._parts(), point, own, mean_of_all, strict=True):
            moved[part] = moved.get(part, 0.0) + (value - mean) ** 2 - (value - mine) ** 2
        return moved

    def coordinates(self, parts: Sequence[Any]) -> list[float]:
        """Return where one row lies among the centres."""
        point = [number.scale(parts[number.part]) for number in self.numbers]
        for category in self.categories:
            place = category.places.get(parts[category.part], category.other)
            point += [1.0 if at == place else 0.0 for at in range(category.width)]
        return point

    def outputs_of_many(self, columns: "Sequence[npt.NDArray[Any]]") -> "npt.NDArray[np.float64]":
        """Return the (n, groups) outputs of n rows, given as one column for each part."""
        import numpy as np

        rows = zip(*(column.tolist() for column in columns), strict=True)
        return np.array([self.outputs(row) for row in rows])

    def _parts(self) -> list[int]:
        """The part behind each coordinate."""
        flags = [category.part for category in self.categories for _ in range(category.width)]
        return [number.part for number in self.numbers] + flags


_TINY = float.fromhex("0x1.0p-52")
"""scikit-learn takes a power within float64's epsilon of 0 as 0."""

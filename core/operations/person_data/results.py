"""What is held about a person, and what became of it. Plain data."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class DataLocation:
    """Somewhere where something about the person is held."""

    kind: str
    """"table", "answers" or "list"."""
    name: str
    rows: int


@dataclass(frozen=True)
class TrainedVersion:
    """A version of a model that learned from rows about the person."""

    model: str
    name: str
    version: int
    rows: int


@dataclass(frozen=True)
class HeldData:
    """What is held about a person. `rows` counts those of all places."""

    places: tuple[DataLocation, ...]
    learned: tuple[TrainedVersion, ...] = ()

    @property
    def rows(self) -> int:
        return sum(place.rows for place in self.places)

    def as_dict(self) -> dict[str, Any]:
        return {"rows": self.rows, **asdict(self)}


@dataclass(frozen=True)
class ErasureResult:
    """`rows` were found and `erased` of them are gone. `stays`: what could not be erased, in sentences."""

    rows: int
    erased: int
    stays: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

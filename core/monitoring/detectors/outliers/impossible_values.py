"""Values of one column that are odd, and how a repair would name them."""

from dataclasses import dataclass
from typing import Any, Literal

from core.common.finding import Remedy

Why = Literal["age", "percent", "negative", "year", "future", "long_ago", "code", "far"]


@dataclass(frozen=True)
class ImpossibleValue:
    """`count` values of a column. `limits`: `above`, `below` or `values`, as the repair `blank_values` takes them."""

    column: str
    why: Why
    count: int
    limits: dict[str, Any]


@dataclass(frozen=True)
class ImpossibleValues:
    """What was found in the columns of a table."""

    found: tuple[ImpossibleValue, ...]

    @property
    def values(self) -> int:
        return sum(odd.count for odd in self.found)

    @property
    def unit(self) -> str:
        return "value" if self.values == 1 else "values"

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(odd.column for odd in self.found)

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        return tuple(Remedy("blank_values", {"column": odd.column, **odd.limits}) for odd in self.found)

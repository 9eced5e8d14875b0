"""Values of one column that are odd, and how a repair would name them."""

from dataclasses import dataclass
from typing import Any, Literal

Why = Literal["age", "percent", "negative", "year", "future", "long_ago", "code", "far"]


@dataclass(frozen=True)
class Odd:
    """`count` values of a column. `limits`: `above`, `below` or `values`, as the repair `blank_values` takes them."""

    column: str
    why: Why
    count: int
    limits: dict[str, Any]

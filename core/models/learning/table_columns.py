"""A table's columns as training sees them, and the words in their names."""

import re
from collections.abc import Iterable
from typing import Protocol


class Described(Protocol):
    """What is asked of a dataset's column (core.data.reading.Column)."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def personal(self) -> str | None: ...
    @property
    def spelled_no(self) -> str: ...
    @property
    def spelled_yes(self) -> str: ...
    @property
    def written(self) -> str: ...
    @property
    def unit(self) -> str: ...


def plain(name: str) -> str:
    """Return a column's name as lower-case words: "CustomerID" becomes "customer id"."""
    spaced = re.sub(r"(?<=[a-zà-ÿ0-9])(?=[A-Z])", " ", name)
    return " ".join(re.findall(r"[^\W_]+", spaced.casefold()))


def mentions(name: str, hints: Iterable[str]) -> bool:
    """Tell whether one of the hints stands in the name as whole words."""
    words = f" {plain(name)} "
    return any(f" {hint} " in words for hint in hints)

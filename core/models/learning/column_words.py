"""The words in the names of columns."""

import re
from collections.abc import Iterable


def plain(name: str) -> str:
    """Return a column's name as lower-case words: "CustomerID" becomes "customer id"."""
    spaced = re.sub(r"(?<=[a-zà-ÿ0-9])(?=[A-Z])", " ", name)
    return " ".join(re.findall(r"[^\W_]+", spaced.casefold()))


def mentions(name: str, hints: Iterable[str]) -> bool:
    """Tell whether one of the hints stands in the name as whole words."""
    words = f" {plain(name)} "
    return any(f" {hint} " in words for hint in hints)

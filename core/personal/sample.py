"""A manageable part of a column: what is told by values is told from a few hundred of them, or some ten thousand for rare mentions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from core.personal.labels import speaks_of, words_of
from core.personal.vocabulary import plain, words

if TYPE_CHECKING:
    import pandas as pd

ROWS, DIFFERENT, TESTED = 4_000, 1_000, 300
MANY_ROWS = 50_000
"""Of free text so many rows are searched: what stands in one row of 10,000 is found with a chance of 99 in 100."""
_HOPELESS = 40


@dataclass(frozen=True)
class Sample:
    """Values of a column, as text, without gaps and what stands for one."""

    name: str
    kind: str
    """The column's kind of `core/reading`."""
    series: "pd.Series[Any]"
    """The whole column without gaps."""

    @classmethod
    def of(cls, series: "pd.Series[Any]", name: str, kind: str) -> "Sample":
        return cls(name, kind, series[series.notna()])

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The words of the column's name."""
        return words_of(self.name)

    def says(self, *topics: str) -> bool:
        """Whether the name speaks of one of the topics."""
        return any(speaks_of(self.spoken, topic) for topic in topics)

    @cached_property
    def rows(self) -> "pd.Series[Any]":
        """Up to 4,000 rows from all over, in their order."""
        return _some(self.series, ROWS)

    @cached_property
    def values(self) -> tuple[str, ...]:
        """Up to 1,000 different values, in no order."""
        different = self.rows.unique()
        texts = (_text(different[place]) for place in np.random.default_rng(0).permutation(len(different)))
        told = (text for text in texts if text and plain(text.casefold()).replace(" ", "_") not in words("junk"))
        return tuple(islice(told, DIFFERENT))

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The values in plain lower-case letters, no value twice."""
        return tuple(dict.fromkeys(plain(value).casefold().strip() for value in self.values))

    @cached_property
    def tested(self) -> tuple[str, ...]:
        """Up to 300 of the values, for tests that take long."""
        return self.values[:TESTED]

    @cached_property
    def texts(self) -> "pa.StringArray":
        """Up to 50,000 rows of text."""
        return pa.array(_some(self.series, MANY_ROWS).astype("str"), pa.string())

    @cached_property
    def length(self) -> float:
        """Letters of a value, on average."""
        return sum(map(len, self.values)) / max(len(self.values), 1)

    def share(self, test: Callable[[str], object]) -> float:
        """Share of the tested values that pass."""
        return share(self.tested, test)

    def is_serial(self) -> bool:
        """Whether the values are numbers that lie so close together that they must have been given out one after another."""
        numbers = [int(digits) for value in self.values if 5 <= len(digits := digits_of(value)) <= 18]
        if len(numbers) < 10:
            return False
        fuller = len(self.series) / max(len(self.rows), 1)
        return len(numbers) * fuller / (max(numbers) - min(numbers) + 1) > 0.005


def share(values: Sequence[str], test: Callable[[str], object]) -> float:
    """Share of values that pass; gives up early where the first ones do not."""
    passed = seen = 0
    for value in values:
        seen += 1
        passed += bool(test(value))
        if seen >= _HOPELESS and passed < 0.02 * seen:
            break
    return passed / seen if seen else 0.0


def digits_of(value: str) -> str:
    return "".join(letter for letter in value if letter in "0123456789")


def _some(series: "pd.Series[Any]", most: int) -> "pd.Series[Any]":
    if len(series) <= most:
        return series
    places = np.sort(np.random.default_rng(0).choice(len(series), most, replace=False, shuffle=False))
    return series.iloc[places]


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()

"""A manageable part of a column: what is told by values is told from a few hundred of them, or some ten thousand for rare mentions."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from core.data.personal.labels import speaks_of, words_of
from core.data.personal.vocabulary import plain, words

if TYPE_CHECKING:
    import pandas as pd

ROWS, DIFFERENT, TESTED = 4_000, 1_000, 300
MANY_ROWS = 50_000
"""Of free text so many rows are searched: what stands in one row of 10,000 is found with a chance of 99 in 100."""
_HOPELESS = 40
_OFTEN, _MOST_FREQUENT = 0.04, 100


@dataclass(frozen=True)
class Sample:
    """Values of a column, as text, without gaps and what stands for one."""

    name: str
    kind: str
    """The column's kind of `core/data/reading`."""
    series: "pd.Series[Any]"

    @cached_property
    def present(self) -> "np.ndarray[Any, np.dtype[np.intp]]":
        """Return in which rows something stands."""
        return np.flatnonzero(self.series.notna().to_numpy())

    @cached_property
    def spoken(self) -> frozenset[str]:
        """Return the words of the column's name."""
        return words_of(self.name)

    def says(self, *topics: str) -> bool:
        """Tell whether the column's name speaks of one of the topics."""
        return any(speaks_of(self.spoken, topic) for topic in topics)

    @cached_property
    def rows(self) -> "pd.Series[Any]":
        """Return up to 4,000 rows from all over, in their order."""
        return self._some(ROWS)

    @cached_property
    def values(self) -> tuple[str, ...]:
        """Return up to 1,000 different values, in no order."""
        different = self.rows.unique()
        texts = (_text(different[place]) for place in np.random.default_rng(0).permutation(len(different)))
        told = (text for text in texts if text and plain(text.casefold()).replace(" ", "_") not in words("junk"))
        return tuple(islice(told, DIFFERENT))

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """Return the values in plain lower-case letters, no value twice."""
        return tuple(dict.fromkeys(plain(value).casefold().strip() for value in self.values))

    @cached_property
    def tested(self) -> tuple[str, ...]:
        """Return up to 300 of the values, for tests that take long."""
        return self.values[:TESTED]

    @cached_property
    def frequent(self) -> dict[str, float]:
        """Return values that stand in at least one row of 25, in plain lower-case letters, with their share of the rows."""
        counted: Counter[str] = Counter()
        for value, count in self.rows.value_counts()[:_MOST_FREQUENT].items():
            counted[plain(_text(value)).casefold()] += int(count)
        told = {
            value: count for value, count in counted.items() if value and value.replace(" ", "_") not in words("junk")
        }
        rows = len(self.rows) - (sum(counted.values()) - sum(told.values()))
        return {value: count / rows for value, count in told.items() if count >= _OFTEN * rows}

    @cached_property
    def texts(self) -> "pa.StringArray":
        """Return up to 50,000 rows of text."""
        return pa.array(self._some(MANY_ROWS), pa.string())

    @cached_property
    def length(self) -> float:
        """Return the letters of a value, on average."""
        return sum(map(len, self.values)) / max(len(self.values), 1)

    def share(self, test: Callable[[str], object]) -> float:
        """Return the share of the tested values that pass."""
        return share(self.tested, test)

    def is_serial(self, closeness: float) -> bool:
        """Tell whether the values are numbers given out one after another.

        They are if of all numbers between the smallest and the largest at least the share `closeness` is there.
        """
        numbers = [int(digits) for value in self.values if 5 <= len(digits := digits_of(value)) <= 18]
        if len(numbers) < 10:
            return False
        fuller = len(self.present) / max(len(self.rows), 1)
        return len(numbers) * fuller / (max(numbers) - min(numbers) + 1) > closeness

    def _some(self, most: int) -> "pd.Series[Any]":
        places = self.present
        if len(places) > most:
            places = places[np.sort(np.random.default_rng(0).choice(len(places), most, replace=False, shuffle=False))]
        return self.series.iloc[places]


def share(values: Sequence[str], test: Callable[[str], object]) -> float:
    """Return the share of values that pass; give up early where the first ones do not."""
    passed = seen = 0
    for value in values:
        seen += 1
        passed += bool(test(value))
        if seen >= _HOPELESS and passed < 0.02 * seen:
            break
    return passed / seen if seen else 0.0


def digits_of(value: str) -> str:
    return "".join(letter for letter in value if letter in "0123456789")


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()

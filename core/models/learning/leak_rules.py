"""From when on a column knows too much of the answer: limits and rules that hang on what the answer is like."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from core.models.features import Column
from core.models.learning import combined
from core.models.learning.column_words import plain
from core.models.learning.single_column import auc_of_column, r2_of_column
from core.models.reference import Floats

FEWEST_ROWS = 20
ONE_ANSWER = 0.99
SHARED, OF_THAT_ANSWER = 0.8, 0.3
"""An answer that most rows have anyway tells nothing; and a column has to be filled in for a good part of those that have it."""
CHANCE = 1e-6


@dataclass(frozen=True)
class LeakRules:
    """The limits are of `single_column_skill`."""

    single_column_skill: Callable[[Column, str, Floats, int], float]
    """(values, kind of the column, codes of the answer, seed) -> how well that column alone tells the answer."""
    gives_away: float
    """A copy that is wrong in one of 100 rows lies above this, real columns of the tables we know below."""
    tells_much: float
    """From here on a name that may mean "afterwards" is believed."""
    tells: float
    """From here on a day that mostly lies after the row's own is."""
    find_combined: Callable[[Mapping[str, Floats], Floats, int], tuple[str, ...]]
    """(numeric columns, codes of the answer, seed) -> the fewest columns that together give the answer away, or none."""
    filled_afterwards: Callable[[Column, Floats], bool]
    """(values, codes of the answer) -> whether the column is filled in only where it ended one way."""
    made_of: Callable[[str, str], bool]
    """(name of a column, name of the answer) -> whether the column was made of the answer."""


def filled_afterwards(column: Column, codes: Floats) -> bool:
    """Tell whether the rows that are filled in (or those that are not) all ended one way, which most others did not."""
    missing = np.array([value is None for value in column]) if column.dtype == object else np.isnan(column)
    return any(_one_answer(codes[part], codes) for part in (~missing, missing))


def divided_out(name: str, target: str) -> bool:
    """Tell whether a name says that the answer was divided by something: "price per m2" when the price is asked for."""
    return plain(name).startswith(f"{plain(target)} per ")


def _one_answer(some: Floats, codes: Floats) -> bool:
    if not FEWEST_ROWS <= len(some) < len(codes):
        return False
    labels, counts = np.unique(some, return_counts=True)
    common, count = labels[counts.argmax()], int(counts.max())
    share = float((codes == common).mean())
    pure = count >= ONE_ANSWER * len(some) and count >= OF_THAT_ANSWER * share * len(codes)
    return pure and share <= SHARED and share ** len(some) < CHANCE


OF_LABELS = LeakRules(
    single_column_skill=auc_of_column,
    gives_away=0.975,  # a copy that is wrong in one of 100 rows reaches 0.99 on average; real columns, 0.92
    tells_much=0.70,
    tells=0.55,
    find_combined=combined.find_pair_for_labels,
    filled_afterwards=filled_afterwards,
    made_of=lambda _name, _target: False,
)
"""For answers to choose among."""
OF_AMOUNTS = LeakRules(
    single_column_skill=r2_of_column,
    gives_away=0.98,
    tells_much=0.30,
    tells=0.02,
    find_combined=combined.find_terms_of_amount,
    filled_afterwards=lambda _column, _codes: False,
    made_of=divided_out,
)
"""For answers that are amounts."""

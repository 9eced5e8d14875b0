"""What happens in the practice shop, Harbour Street Sports: a gym with a café and a corner of second-hand bicycles."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from core.models.registry import Worth

WEEKS = 17
"""The shop has used its models for four months."""
TURNSTILE_BROKE = 5
"""So many weeks ago the gym's stop_counting_visits stopped counting visits: of four weeks it is known by now what came of it."""


@dataclass(frozen=True)
class Story:
    """One model of the shop, and what was asked of it week by week."""

    template: str
    table: str
    learned_rows: int
    rows_a_week: int
    first_week: int
    """Weeks before today in which it was asked for the first time."""
    outcome_after: int | None
    """Weeks until it is known what really happened; None when that is never told."""
    worth: Worth
    mishap: Callable[[pd.DataFrame, int], pd.DataFrame]
    """(rows of a week, weeks before today) -> the rows as they really came in."""
    taught_again: bool = False
    """Whether a second version, which learned from its own answers too, waits for the owner's word today."""


def no_mishap(rows: pd.DataFrame, _weeks_ago: int) -> pd.DataFrame:
    return rows


def stop_counting_visits(rows: pd.DataFrame, weeks_ago: int) -> pd.DataFrame:
    """Empty the visits of the last month, the best sign of who will leave.

    That nobody counts them any more is the shop's real problem.
    """
    if weeks_ago > TURNSTILE_BROKE:
        return rows
    return rows.assign(**{"visits last month": float("nan")})


STORIES = (
    Story("churn", "Gym members", 2600, 200, WEEKS, 1, Worth(hit=60.0, miss=4.0), stop_counting_visits),
    Story("price", "Bicycles sold", 900, 14, WEEKS, 1, Worth(), no_mishap, taught_again=True),
    Story("segments", "Café guests", 600, 6, 2, None, Worth(), no_mishap),
)

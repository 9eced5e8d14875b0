"""Two versions of a model side by side, on rows from which neither has learned.

`rules`: by what they are compared, by their kind of answer, with `comparison_metrics`. `rows` with `row_selection`: on
which rows, and what both versions say of them. `figures`: by how much one is better, with a range. `judging`: what that
comes to; `results` holds it. `text`: in words, `wording` those of its figures, in the `phrasing_context` of its model.
`keeping`: kept with the newer version, and what the owner decided.
"""

from core.models.comparison.judging import Contest, Remarks, compare_versions
from core.models.comparison.keeping import (
    KeptComparison,
    decide,
    keep,
    kept,
    kept_all,
    must_be_meant,
    waiting,
    went_live,
)
from core.models.comparison.phrasing_context import PhrasingContext
from core.models.comparison.results import Level, MeasuredGain, RowsVerdict, VersionComparison
from core.models.comparison.row_selection import fair, select_rows
from core.models.comparison.rows import FEWEST, ComparedRows, VersionScores
from core.models.comparison.rules import ComparisonRules

__all__ = [
    "FEWEST", "ComparedRows", "ComparisonRules", "Contest", "KeptComparison", "Level", "MeasuredGain", "PhrasingContext", "Remarks",
    "RowsVerdict", "VersionComparison", "VersionScores",
    "compare_versions", "decide", "fair", "keep", "kept", "kept_all", "must_be_meant", "select_rows", "waiting", "went_live",
]  # fmt: skip

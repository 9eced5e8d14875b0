"""Two versions of a model side by side, on rows from which neither has learned.

`rows`: which rows these are, and what both versions say of them. `figures`: by how much one is better, with a range.
`judging`: what that comes to. `saying`: in words, `wording` those of its figures, in the `phrasing_context` of its model.
`keeping`: kept with the newer version, and what the owner decided.
"""

from core.models.comparison.judging import Contest, Remarks, compared
from core.models.comparison.keeping import Kept, decide, keep, kept, kept_all, must_be_meant, waiting, went_live
from core.models.comparison.phrasing_context import Voice
from core.models.comparison.rows import FEWEST, Cases, cases_of, fair
from core.models.comparison.shapes import Comparison, Figure, Level, Part

__all__ = [
    "FEWEST", "Cases", "Comparison", "Contest", "Figure", "Kept", "Level", "Part", "Remarks", "Voice",
    "cases_of", "compared", "decide", "fair", "keep", "kept", "kept_all", "must_be_meant",
    "waiting", "went_live",
]  # fmt: skip

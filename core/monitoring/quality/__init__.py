"""How good answers were, once it is known what really happened.

`measures`: one for each kind of answer. `comparison`: now beside what was promised, and when a loss is an alarm. `wording`: its
figures in the owner's words.
"""

from core.monitoring.quality.comparison import Comparison, by_month, compare, easiest, promised
from core.monitoring.quality.measures import HITS, MEASURES, Known, Measure, known
from core.monitoring.quality.wording import amount, course, filled, in_words

__all__ = [
    "HITS", "MEASURES", "Comparison", "Known", "Measure", "amount", "by_month", "compare", "course", "easiest", "filled",
    "in_words", "known", "promised",
]  # fmt: skip

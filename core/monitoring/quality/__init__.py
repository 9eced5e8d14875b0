"""How good answers were, once it is known what really happened.

`metric`: what a measure is; each kind of answer brings its own (`problem_types`). `comparison`: now beside what was promised, and
when a loss is an alarm. `scale` and `wording`: its figures in the owner's words.
"""

from core.monitoring.quality.comparison import QualityChange, by_month, compare, easiest, promised
from core.monitoring.quality.metric import LabelledAnswers, Quality, QualityMetric
from core.monitoring.quality.wording import course, guessing_sentence, result_sentence

__all__ = [
    "LabelledAnswers", "Quality", "QualityChange", "QualityMetric", "by_month", "compare", "course", "easiest",
    "guessing_sentence", "promised", "result_sentence",
]  # fmt: skip

"""Groups of rows that are alike, for which there is no right answer."""

from core.models.problem_type import LearningType

LEARNING = LearningType(key="segments")

"""One of two answers, of which one is looked out for."""

from core.models.problem_type import LearningType

LEARNING = LearningType(key="yes_no")

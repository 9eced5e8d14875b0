"""One of several answers."""

from core.models.problem_type import LearningType

LEARNING = LearningType(key="category")

"""An amount."""

from core.models.problem_type import LearningType

LEARNING = LearningType(key="number")

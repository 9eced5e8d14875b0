"""Every kind of answer a model can learn, one file each; found by their files, no list of them is kept by hand."""

from core.common.catalog import find_variants
from core.models.problem_type import LearningType


def all_learning_types() -> dict[str, LearningType]:
    """Return every kind of answer by its key."""
    return find_variants(__name__, "LEARNING", LearningType)


def learning_type(key: str) -> LearningType:
    """Return how the kind of answer stored as `key` is learned. Raise KeyError for a key that no file has."""
    return all_learning_types()[key]

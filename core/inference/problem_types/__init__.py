"""One file for each kind of answer: how it is given, put into words, and reported back."""

from core.common.catalog import find_variants
from core.inference.problem_type import AnswerType

__all__ = ["AnswerType", "all_answer_types", "answer_type"]


def all_answer_types() -> dict[str, AnswerType]:
    """Return every kind of answer by its key, in the order of the files' names."""
    found: dict[str, AnswerType] = find_variants(__name__, "ANSWER", AnswerType)
    return found


def answer_type(key: str) -> AnswerType:
    """Return the kind of answer of this key. Raise KeyError if there is none."""
    return all_answer_types()[key]

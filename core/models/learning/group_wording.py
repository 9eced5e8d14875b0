"""How well a model did for one group of rows, as part of a sentence."""

from core.common.words import Words
from core.models.metrics.intervals import accuracy_range, error_range
from core.models.reference import Floats


def describe_hits(answer: Floats, actual: Floats, words: Words, _unit: str) -> str:
    """Say how often an answer to choose is right, with the range of that."""
    right = accuracy_range(actual, answer)
    return f"right in {words.of_100(right.value)} {words.range_of_100(right.low, right.high)}"


def describe_error(answer: Floats, actual: Floats, words: Words, unit: str) -> str:
    """Say by how much an amount is off on average; as money where it has a `unit`."""
    return f"off by {words.amount(error_range(actual, answer).value, unit)} on average"

"""How one kind of answer is learned: the heavy half of a problem type, beside `core.inference.problem_type`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LearningType:
    """Frozen data and functions; no class tree. Adding a kind of answer is adding one file with one of these."""

    key: str
    """As stored wherever `predicts` is."""

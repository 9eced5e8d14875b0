"""A figure that a report or a page shows large: a number with words above and below it."""

from dataclasses import dataclass

from core.common.words import Words

ENOUGH = 10
"""Outcomes below which a figure would be a guess."""
TOO_FEW = "not enough yet"


@dataclass(frozen=True)
class KeyFigure:
    """A number with words above and below it."""

    label: str
    value: str
    below: str


def too_few(label: str, rows: int, words: Words) -> KeyFigure:
    """Return the figure that says that it takes more outcomes than the `rows` that there are."""
    return KeyFigure(label, TOO_FEW, f"{words.counted(rows, 'outcome')} so far, {ENOUGH} needed")


def since_made(promised: str | None, rows: int, words: Words) -> str:
    """Say what the figure was when the model was made, else from how many outcomes it is."""
    return f"it was {promised} when it was made" if promised else f"from {words.counted(rows, 'outcome')}"

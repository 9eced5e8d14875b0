"""The card of a version: what it is for, from what it was made, how good it is, and what it is not good for."""

import msgspec

from core.common.finding import Chart


class Driver(msgspec.Struct, frozen=True):
    """How much of what the model knows comes from one column; all shares together are 1."""

    column: str
    share: float


class LeftOut(msgspec.Struct, frozen=True):
    """A column that the model does not use. `why` is a key (`core.models.training.columns`), `sentence` for the owner."""

    column: str
    why: str
    sentence: str


class Segment(msgspec.Struct, frozen=True):
    """One group of rows that are alike."""

    name: str
    size: int
    share: float
    apart: tuple[str, ...]
    """Sentences on what sets it apart."""


class Card(msgspec.Struct, frozen=True):
    """Numbers are of rows that were held back, unless they say otherwise."""

    template: str
    predicts: str
    """One of "yes_no", "number", "category" or "segments"."""
    target: str
    positive: str
    labels: tuple[str, ...]
    """yes_no: the negative, then the positive answer; category: all answers; segments: the groups' names; number: none."""
    rows_learned: int
    rows_held: int
    split: str
    """One of "by time", "by person" or "at random"."""
    learned_period: tuple[str, str] | None
    """ISO dates of the oldest and newest learned row, where there is a date."""
    scores: dict[str, dict[str, float]]
    """{name: {"value", "low", "high", "rows"}}, names as in the contract; ranges of 95%."""
    baseline: dict[str, float]
    """What guessing gets, by the same names."""
    drivers: tuple[Driver, ...]
    """Strongest first."""
    left_out: tuple[LeftOut, ...]
    powers: dict[str, float]
    """How well each column alone tells the answer: AUC for answers, R2 for numbers."""
    threshold: float
    unit: str
    """Currency of the number it predicts, if it is money."""
    seconds: float
    checked_rows: int
    """Rows on which the exported form was compared with the model itself."""
    largest_difference: float
    method: str
    """For the technically minded: the estimators and how they were chosen."""
    summary: tuple[str, ...]
    """How good it is, in sentences."""
    limits: tuple[str, ...]
    """What it is not good for, in sentences."""
    chart: Chart | None = None
    segments: tuple[Segment, ...] = ()
    checked_made_up: int = 1000
    """Of `checked_rows`, how many were made up: with gaps, values never met and extreme ones. The others are the table's."""


def card_to_json(card: Card) -> str:
    return msgspec.json.encode(card).decode()


def card_from_json(text: str) -> Card:
    return msgspec.json.decode(text, type=Card)

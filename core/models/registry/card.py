"""The card of a version: what it is for, from what it was made, how good it is, and what it is not good for."""

from dataclasses import dataclass
from typing import Any

import msgspec

from core.common.finding import Chart
from core.models.model_facts import ModelFacts


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


@dataclass(frozen=True)
class Card(ModelFacts):
    """Numbers are of rows that were held back, unless they say otherwise."""

    learned_period: tuple[str, str] | None
    """ISO dates of the oldest and newest learned row, where there is a date."""
    drivers: tuple[Driver, ...]
    """Strongest first."""
    left_out: tuple[LeftOut, ...]
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

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON, as it is stored and published."""
        facts: dict[str, Any] = msgspec.to_builtins(self)
        return facts


def card_to_json(card: Card) -> str:
    """Return the text that `card_from_json` reads."""
    return msgspec.json.encode(card).decode()


def card_from_json(text: str) -> Card:
    """Return the card of a stored text."""
    return msgspec.json.decode(text, type=Card)

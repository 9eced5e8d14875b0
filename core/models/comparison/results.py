"""What a comparison of two versions is: figures with ranges, levels and sentences. Plain data for JSON."""

from collections.abc import Collection
from typing import Any, Literal

import msgspec

Level = Literal["better", "same", "worse", "clearly_worse", "cannot_tell"]


def disagree(levels: Collection[Level]) -> bool:
    """Tell whether one set of rows says better, and another one worse."""
    return "better" in levels and not {"worse", "clearly_worse"}.isdisjoint(levels)


class MeasuredGain(msgspec.Struct, frozen=True):
    """One measure of both versions on the same rows. A range holds the middle 95% of what redrawn rows give; those of groups are
    wider, so that they hold for all groups together."""

    name: str
    """auc, log_loss, accuracy, mae (core.models.metrics), or money: what 100 answers bring."""
    old: float
    new: float
    gain: float
    """By how much the new one is better; below zero it is worse. In the measure's own unit."""
    low: float
    high: float
    room: float
    """What there was to win: the gain is judged as a part of it."""


class RowsVerdict(msgspec.Struct, frozen=True):
    """What a comparison on one set of rows comes to."""

    rows: int
    level: Level
    figures: tuple[MeasuredGain, ...]
    """The one that decides first."""
    sentences: tuple[str, ...]
    column: str = ""
    """Of a group: the column, and its value there."""
    value: str = ""


class VersionComparison(msgspec.Struct, frozen=True):
    """`version` beside `against`, the one that was live (or the newest) when it was made."""

    version: int
    against: int
    level: Level
    headline: str
    sentences: tuple[str, ...]
    """Everything that there is to say, in order."""
    in_short: tuple[str, ...]
    """Those of them that a decision needs, without the headline."""
    held: RowsVerdict
    """On the new table's rows that neither had learned from."""
    outcomes: RowsVerdict
    """On the newest answers whose end is known."""
    groups: tuple[RowsVerdict, ...] = ()
    worse_for: tuple[RowsVerdict, ...] = ()
    """Those of the groups for which it is worse."""
    money: MeasuredGain | None = None
    left_aside: int = 0
    """Held-back rows that the older version had learned from, which would flatter it."""

    @property
    def tests_disagree(self) -> bool:
        """Tell whether it is better on one set of rows and worse on the other."""
        return disagree((self.held.level, self.outcomes.level))

    def as_dict(self) -> dict[str, Any]:
        facts: dict[str, Any] = msgspec.to_builtins(self)
        return facts


def comparison_from_json(text: str) -> VersionComparison:
    return msgspec.json.decode(text, type=VersionComparison)

"""What a month's report says: plain data that every form of the document is drawn from, so that they cannot disagree."""

from dataclasses import dataclass
from datetime import date

import msgspec

from core.common.finding import Chart, Finding, Level
from core.monitoring.key_figure import KeyFigure

MOST_STEPS = 6
"""More than this nobody does in a month; the rest stands in the appendix."""


@dataclass(frozen=True)
class Picture:
    """The month's chart. `chart.shows` is both the words under it and the text for those who cannot see it."""

    heading: str
    chart: Chart
    level: Level
    """Of the finding whose evidence it is."""


@dataclass(frozen=True)
class Step:
    """One thing to do: a start that stands out, and the rest of it."""

    start: str
    rest: str = ""


@dataclass(frozen=True)
class AppendixTable:
    """A part of the appendix. Each row has as many cells as there are columns."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Contents:
    """One model's month, in the order in which it is read."""

    business: str
    month: str
    """As in "2026-10"."""
    month_in_words: str
    """As in "October 2026", with "so far" while the month is not over."""
    through: date
    """The day as of which everything was judged."""
    model: str
    """Its name."""
    model_id: str
    version: int
    live_since: str
    """In words; empty when it never went live."""
    state: Level
    headline: str
    cause: str
    figures: tuple[KeyFigure, ...]
    picture: Picture | None
    steps: tuple[Step, ...]
    health: tuple[Finding, ...]
    """Worst first, as are those of `privacy`."""
    privacy: tuple[Finding, ...]
    made: tuple[str, ...]
    """How it was made, sentence by sentence."""
    appendix: tuple[AppendixTable, ...]
    locale: str = "en_GB"
    signature: str = ""
    """As in "7f3a 91c2 04de": the start of the workspace's seal over all the rest."""


def to_json(contents: Contents) -> bytes:
    """Encode contents as JSON: the same bytes for the same contents."""
    return msgspec.json.encode(contents)


def from_json(data: bytes) -> Contents:
    """Decode the contents that `to_json` encoded."""
    return msgspec.json.decode(data, type=Contents)

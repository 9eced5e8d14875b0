"""An indicator: one question that is asked of a model every day, or of a table before anything learns from it.

Answered from numbers, said in words.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from core.common.errors import technical
from core.common.finding import NOTICED, Cause, Chart, Finding, Group, Level, Remedy
from core.common.words import Words

LOG = logging.getLogger(__name__)


class HasWords(Protocol):
    """What is looked at: a window on a model (core.monitoring.window), or a table (core.monitoring.table_check)."""

    @property
    def words(self) -> Words: ...


Seen = TypeVar("Seen", bound=HasWords)
Reading = TypeVar("Reading")


class NotApplicable(Exception):
    """This indicator has nothing to say here (yet). `reason` is a whole sentence for the owner, with what is missing.

    `action` is the button that brings what is missing, where there is one.
    """

    def __init__(self, reason: str, advice: str = "", action: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice
        self.action = action


@dataclass(frozen=True)
class Indicator(Generic[Seen, Reading]):
    """Numbers, limits and words kept apart, so that each can be tested and changed alone.

    `measure` turns what is seen into numbers (raising NotApplicable when it may not speak), `grade` turns numbers into a level,
    `says` and `advice` are words with slots for each level it can give, and `slots` fills them. `says` and `advice` hold no
    numbers.
    """

    key: str
    title: str
    question: str
    """The owner's question that it answers."""
    group: Group
    needs: int
    """How many answers (or outcomes) it needs before it may speak; 0 for those that look at other things."""
    why: str
    """Why it matters to the business."""
    method: str
    """For the technically minded: what is computed, with its source."""
    measure: Callable[[Seen], Reading]
    grade: Callable[[Reading], Level]
    says: Mapping[Level, str]
    advice: Mapping[Level, str]
    slots: Callable[[Reading, Words], Mapping[str, str]]
    value: Callable[[Reading], float | None]
    unit: Callable[[Reading], str] = field(default=lambda _reading: "")
    figures: Callable[[Reading], str] = field(default=lambda _reading: "")
    """The numbers under their technical names."""
    period: Callable[[Reading, Words], str] = field(default=lambda _reading, _words: "")
    chart: Callable[[Reading, Words], Chart | None] = field(default=lambda _reading, _words: None)
    cause: Callable[[Reading], Cause | None] = field(default=lambda _reading: None)
    actions: Mapping[Level, str] = field(default_factory=dict)
    """The button that helps, by level; may be a slot."""
    remedies: Callable[[Reading], tuple[Remedy, ...]] = field(default=lambda _reading: ())
    """What would mend a table; none while all is good."""
    rank: int = 50
    """Among findings of one level, the lowest speaks first: measured harm before what explains it, before the rest."""


def look(indicator: Indicator[Seen, Reading], seen: Seen) -> Finding:
    """Return the finding of one indicator. One that breaks says so in its finding, and keeps no other from speaking."""
    try:
        return judge(indicator, seen)
    except Exception as broken:  # noqa: BLE001 - one of two places where that is right
        # Kind and place alone: its message may quote a value.
        LOG.error("indicator %s: %s", indicator.key, technical(type(broken), broken.__traceback__))  # noqa: TRY400
        return not_yet(
            indicator,
            "This could not be looked at: something went wrong in Plainwell itself.",
            "Look again tomorrow. If it stays like this, tell whoever looks after Plainwell.",
        )


def judge(indicator: Indicator[Seen, Reading], seen: Seen) -> Finding:
    """Ask one indicator and put its answer into words. NotApplicable becomes "not enough yet" with its reason."""
    try:
        reading = indicator.measure(seen)
    except NotApplicable as reason:
        return not_yet(indicator, reason.reason, reason.advice, reason.action)
    level = indicator.grade(reading)
    slots = indicator.slots(reading, seen.words)
    return _finding(
        indicator,
        level,
        _filled(indicator.says[level], slots),
        _filled(indicator.advice.get(level, ""), slots),
        headline=_headline(indicator.says[level]) if level in NOTICED else "",
        action=_filled(indicator.actions.get(level, ""), slots) or None,
        value=indicator.value(reading),
        unit=indicator.unit(reading),
        period=indicator.period(reading, seen.words),
        technical=f"{indicator.method} {indicator.figures(reading)}".strip(),
        evidence=indicator.chart(reading, seen.words),
        cause=None if level == "good" else indicator.cause(reading),
        remedies=() if level == "good" else indicator.remedies(reading),
    )


def _headline(says: str) -> str:
    """The first of several sentences, if it has no slot: then it sums up what the others tell in figures."""
    first, stop, _ = says.partition(". ")
    return first if stop and "{" not in first else ""


def _filled(sentence: str, slots: Mapping[str, str]) -> str:
    """Slots may be empty, so spaces are evened out."""
    return " ".join(sentence.format_map(slots).split())


def not_yet(indicator: Indicator[Any, Any], reason: str, advice: str = "", action: str | None = None) -> Finding:
    """Return the finding of an indicator that cannot speak, with the reason."""
    return _finding(indicator, "not_yet", reason, advice, action=action, technical=indicator.method)


def _so_many(have: int) -> str:
    return {0: "are none", 1: "is one"}.get(have, f"are {have}")


def enough(have: int, needs: int, many: str, advice: str = "", action: str | None = None) -> None:
    """Raise NotApplicable, saying how many there are and how many it takes, unless there are as many."""
    if have < needs:
        raise NotApplicable(
            f"Not enough yet: it takes {needs} {many}, and there {_so_many(have)} so far.", advice, action
        )


def _finding(indicator: Indicator[Any, Any], level: Level, sentence: str, advice: str, **more: Any) -> Finding:
    return Finding(
        indicator=indicator.key,
        group=indicator.group,
        level=level,
        title=indicator.title,
        sentence=sentence,
        why=indicator.why,
        advice=advice,
        **more,
    )

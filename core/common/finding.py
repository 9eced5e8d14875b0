"""A finding: one thing Plainwell looked at, and what it says about it in words."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Level = Literal["good", "watch", "act", "not_yet"]
Group = Literal["health", "privacy"]
What = Literal[
    "missing", "new_category", "renamed", "unit", "frozen", "shifted", "mix", "rule_changed",
    "group", "slow", "errors", "traffic", "overtrust", "loop", "old",
    "duplicate", "constant", "impossible", "outlier", "leak", "label", "contradiction", "personal",
]  # fmt: skip

INPUTS_CHANGED: tuple[What, ...] = (
    "missing", "new_category", "renamed", "unit", "frozen", "shifted", "mix", "rule_changed",
)  # fmt: skip
"""Causes that make answers worse, and so explain findings about them."""

LEVELS: tuple[Level, ...] = ("act", "watch", "good", "not_yet")
"""Worst first; what cannot be said yet comes last."""
NOTICED: tuple[Level, ...] = ("act", "watch")
"""Those that ask for the owner's eye."""


@dataclass(frozen=True)
class Cause:
    """Why a finding is not good, in terms that can be acted upon."""

    what: What
    columns: tuple[str, ...] = ()
    since: str | None = None
    """ISO date of the first day on which it was seen."""


@dataclass(frozen=True)
class Series:
    """One line, or one set of bars, of a chart. All sequences have one value for each place on the axis."""

    name: str
    values: Sequence[float | None]
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()


@dataclass(frozen=True)
class Chart:
    """The few numbers a picture needs. Pages draw it with plotly, the report with altair."""

    kind: Literal["line", "bar"]
    places: Sequence[str]
    series: Sequence[Series]
    shows: str
    """What the picture shows, in a sentence: the text for those who cannot see it."""
    top: float | None = None
    """Upper end of the value axis; None lets the values decide. The lower end is zero unless a value is below it."""
    top_label: str = ""
    reference: float | None = None
    reference_label: str = ""


@dataclass(frozen=True)
class Remedy:
    """A repair of a table that would mend what was found (`core/data/repairs`), not yet done."""

    key: str
    arguments: dict[str, Any] = field(default_factory=dict)
    """Plain data for JSON."""


@dataclass(frozen=True)
class Finding:
    """What an indicator said, kept exactly as said, so that page, report and command line cannot disagree."""

    indicator: str
    group: Group
    level: Level
    title: str
    sentence: str
    """What it is, in the business's own numbers."""
    why: str = ""
    """Why it matters to the business."""
    advice: str = ""
    """What the owner can do now."""
    action: str | None = None
    """The key of a button that does it, where there is one (`pages/shared/actions.py`)."""
    value: float | None = None
    unit: str = ""
    period: str = ""
    technical: str = ""
    """The same for the technically minded: names of methods, figures."""
    evidence: Chart | None = None
    cause: Cause | None = None
    headline: str = ""
    """The first sentence without its full stop, where that sums the rest up; empty elsewhere."""
    remedies: tuple[Remedy, ...] = ()
    """Repairs of the table that would mend it, the best first; one button each."""

    @property
    def below(self) -> str:
        """Return the sentence without its headline, for where the headline stands above it."""
        return self.sentence.removeprefix(f"{self.headline}.").lstrip() if self.headline else self.sentence

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as plain data for JSON: nested dataclasses become dictionaries."""
        return asdict(self)

    @classmethod
    def from_dict(cls, facts: dict[str, Any]) -> "Finding":
        """Return the finding that `as_dict` was called on."""
        chart, cause = facts.get("evidence"), facts.get("cause")
        if chart:
            chart = Chart(**{**chart, "series": [Series(**series) for series in chart["series"]]})
        if cause:
            cause = Cause(cause["what"], tuple(cause["columns"]), cause["since"])
        remedies = tuple(Remedy(**remedy) for remedy in facts.get("remedies", ()))
        return cls(**{**facts, "evidence": chart or None, "cause": cause or None, "remedies": remedies})


@dataclass(frozen=True)
class Verdict:
    """The one state of a model."""

    state: Level
    cause: Cause | None
    """Of the finding the owner should look at first."""
    lead: Finding | None
    """That finding."""


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings by level: act, watch, good, not enough yet; within a level in the order given."""
    return sorted(findings, key=lambda finding: LEVELS.index(finding.level))


def verdict(findings: Iterable[Finding]) -> Verdict:
    """Decide by the one rule there is which state a model's findings make.

    The worst level found is the state; a finding that knows its cause leads the others of its level, else the first does.
    Findings that cannot speak yet do not decide, unless none can. A lead about a period of use without a cause of its own
    takes that of the first finding that saw the inputs change: what moved explains an alarm, and is none by itself.
    """
    ordered = worst_first(findings)
    if not ordered:
        return Verdict("not_yet", None, None)
    state = ordered[0].level
    of_state = [finding for finding in ordered if finding.level == state]
    lead = next((finding for finding in of_state if finding.cause), of_state[0])
    return Verdict(state, lead.cause or _explaining(lead, ordered), lead)


def _explaining(lead: Finding, others: Iterable[Finding]) -> Cause | None:
    if lead.level not in NOTICED or lead.group != "health" or not lead.period:
        return None
    causes = (finding.cause for finding in others if finding.cause)
    return next((cause for cause in causes if cause.what in INPUTS_CHANGED), None)

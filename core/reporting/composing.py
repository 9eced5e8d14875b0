"""From what was judged to what is said. The sentences about the model are its findings' own; nothing is made up here."""

import re
from dataclasses import dataclass
from datetime import datetime

from core.common.finding import NOTICED, Finding, Group, Verdict, worst_first
from core.common.words import clean
from core.data.dataset import Provenance
from core.monitoring.window import Window
from core.reporting.appendix import appendix
from core.reporting.causes import likely
from core.reporting.contents import MOST_STEPS, Contents, Picture, Step
from core.reporting.figures import Counted, figures
from core.reporting.months import Month

_SENTENCE_END = re.compile(r"(?<=[.?])\s+(?=[A-Z0-9“£$€])")
LONGEST_NAME = 200
_BESIDE = {
    "act": "It worked as it should, but something beside it needs you.",
    "watch": "It worked as it should. Something beside it is worth an eye.",
}
"""The one sentence when the model itself is well, and how data is kept is not."""


@dataclass(frozen=True)
class Judged:
    """One model's month as it was found."""

    month: Month
    over: bool
    """Whether the month was over on the day as of which it was judged."""
    window: Window
    verdict: Verdict
    findings: tuple[Finding, ...]
    counted: Counted
    business: str
    made: datetime
    """In the owner's own time zone."""
    origin: Provenance | None = None
    """Of the table that the model learned from; None when that was deleted."""


def compose(judged: Judged) -> Contents:
    """Compose the report's contents, not yet signed."""
    window, words = judged.window, judged.window.words
    subject = window.subject
    steps = tuple(_steps(judged.findings))
    headline, below = _opening(judged)
    through = min(window.today, judged.month.last)
    return Contents(
        business=clean(judged.business, LONGEST_NAME),
        month=str(judged.month),
        month_in_words=words.month(judged.month.first) + ("" if judged.over else " so far"),
        through=through,
        model=clean(subject.name, LONGEST_NAME),
        model_id=subject.model,
        version=subject.version,
        live_since=words.day(subject.live_since) if subject.live_since else "",
        state=judged.verdict.state,
        headline=headline,
        cause=below,
        figures=figures(subject, window.answers.between(judged.month.first, through), judged.counted, words),
        picture=_picture(judged),
        steps=steps[:MOST_STEPS],
        health=_of(judged.findings, "health"),
        privacy=_of(judged.findings, "privacy"),
        made=_how(judged, len(steps)),
        appendix=appendix(
            window, tuple(worst_first(judged.findings)), judged.counted, steps[MOST_STEPS:], judged.origin
        ),
        locale=words.locale,
    )


def _of(findings: tuple[Finding, ...], group: Group) -> tuple[Finding, ...]:
    return tuple(worst_first(finding for finding in findings if finding.group == group))


def _opening(judged: Judged) -> tuple[str, str]:
    """The one sentence, and what stands beside its badge."""
    lead, state = judged.verdict.lead, judged.verdict.state
    if lead is None or state == "not_yet":
        return "It is too early to judge it.", lead.sentence if lead else "Nothing has been looked at yet."
    if state == "good":
        return "It worked as it should.", _all_good(judged)
    if lead.group == "privacy" and _healthy(judged):
        return _BESIDE[state], f"{lead.sentence} {lead.why}".strip()
    first, rest = split(lead.sentence)
    return first, f"{rest} {_why(lead, judged)}".strip()


def _healthy(judged: Judged) -> bool:
    levels = {finding.level for finding in judged.findings if finding.group == "health"}
    return "good" in levels and levels.isdisjoint(NOTICED)


def _all_good(judged: Judged) -> str:
    words = judged.window.words
    good = sum(finding.level == "good" for finding in judged.findings)
    waiting = len(judged.findings) - good
    fine = f"{words.counted(good, 'thing')} looked at: all fine."
    return f"{fine} {words.counted(waiting, 'other')} cannot be judged yet." if waiting else fine


def _why(lead: Finding, judged: Judged) -> str:
    """The likely cause, unless the sentence that leads has named it; else why it matters."""
    cause = judged.verdict.cause
    named = cause is not None and cause.columns and all(clean(column) in lead.sentence for column in cause.columns)
    return lead.why if named else likely(cause, judged.window.words) or lead.why


def split(text: str) -> tuple[str, str]:
    """Split a text into its first sentence and the rest."""
    first, _, rest = _SENTENCE_END.sub("\n", text.strip(), count=1).partition("\n")
    return first, rest


def _steps(findings: tuple[Finding, ...]) -> list[Step]:
    """The advice of what needs the owner now, then of what should be watched; said once where several agree."""
    pressing = [finding for finding in worst_first(findings) if finding.level in NOTICED]
    advice = dict.fromkeys(finding.advice for finding in pressing if finding.advice)
    return [Step(*split(text)) for text in advice]


def _picture(judged: Judged) -> Picture | None:
    """The course of time of what is not good; else the chart of what leads, a course of time, any chart under health."""
    lead = judged.verdict.lead
    drawn = [
        finding for finding in ([lead] if lead else []) + list(_of(judged.findings, "health")) if _has_values(finding)
    ]
    courses = [finding for finding in drawn if _is_course(finding)]
    pressing = [finding for finding in courses if finding.level in NOTICED]
    leading = [finding for finding in drawn if finding is lead]
    chosen = next(iter(pressing + leading + courses + drawn), None)
    return Picture(chosen.title, chosen.evidence, chosen.level) if chosen and chosen.evidence else None


def _has_values(finding: Finding) -> bool:
    chart = finding.evidence
    return chart is not None and any(value is not None for series in chart.series for value in series.values)


def _is_course(finding: Finding) -> bool:
    chart = finding.evidence
    return chart is not None and chart.kind == "line" and len(chart.places) > 1 and len(chart.series) == 1


def _how(judged: Judged, steps: int) -> tuple[str, ...]:
    words, counted = judged.window.words, judged.counted
    answers, outcomes = words.counted(counted.answers, "answer"), words.counted(counted.outcomes, "outcome")
    made = f"Made on {words.day(judged.made)} at {judged.made:%H:%M} on this computer from {answers} and {outcomes}."
    day = min(judged.window.today, judged.month.last)
    more = steps - MOST_STEPS
    return (
        made,
        f"Everything is judged as of {words.day(day)}.",
        *(
            ["The model and its data are practice data, made up by Plainwell."]
            if judged.window.data_protection.practice
            else []
        ),
        "No data left the computer.",
        *([f"The appendix has {words.counted(more, 'more thing')} to do."] if more > 0 else []),
        "The full figures follow in the appendix.",
        "To check that nothing was altered: Reports, Check a report.",
    )

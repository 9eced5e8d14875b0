"""The report's appendix: every figure under its technical name, with its unit, method and period, for whoever checks them."""

from core.common.finding import Finding
from core.common.words import Words, clean
from core.data.dataset import Provenance
from core.monitoring.problem_types import watching_type
from core.monitoring.window import DataColumn, Subject, Window
from core.reporting.contents import AppendixTable, Step
from core.reporting.figures import Counted
from core.reporting.theme import BADGES


def appendix(
    window: Window,
    findings: tuple[Finding, ...],
    counted: Counted,
    further: tuple[Step, ...],
    origin: Provenance | None,
) -> tuple[AppendixTable, ...]:
    """Return the appendix's tables in the order in which they stand; those without rows are left out."""
    words = window.words
    tables = (
        _further(further),
        _indicators(findings, words),
        _scores(window, words),
        _month(window, counted, words),
        _model(window, words),
        _origin(origin),
        _columns(window, words),
    )
    return tuple(table for table in tables if table.rows)


def _further(steps: tuple[Step, ...]) -> AppendixTable:
    return AppendixTable("More to do", ("Advice",), tuple((f"{step.start} {step.rest}".strip(),) for step in steps))


def _indicators(findings: tuple[Finding, ...], words: Words) -> AppendixTable:
    rows = tuple(
        (f"{it.title} ({it.indicator})", BADGES[it.level].word, _value(it, words), it.period, it.technical)
        for it in findings
    )
    return AppendixTable("What was looked at", ("Indicator", "Level", "Value", "Period", "Method"), rows)


def _value(finding: Finding, words: Words) -> str:
    return "" if finding.value is None else f"{words.rounded(finding.value)} {finding.unit}".strip()


def _scores(window: Window, words: Words) -> AppendixTable:
    subject = window.subject
    rows = tuple(
        (
            name,
            words.rounded(score["value"]),
            f"{words.rounded(score['low'])} to {words.rounded(score['high'])}",
            words.number(score["rows"]),
            words.rounded(subject.baseline[name]) if name in subject.baseline else "",
        )
        for name, score in subject.scores.items()
    )
    return AppendixTable(
        "On rows it never learned from", ("Score", "Value", "95% range", "Rows", "Guessing gets"), rows
    )


def _month(window: Window, counted: Counted, words: Words) -> AppendixTable:
    rows = (
        ("Answers logged", words.number(counted.answers)),
        ("Outcomes known", words.number(counted.outcomes)),
        ("Requests that failed", words.number(counted.failed)),
        ("Months of inputs that can still be opened", ", ".join(window.data_protection.input_months) or "none"),
    )
    return AppendixTable("The month", ("What", "Value"), rows)


def _model(window: Window, words: Words) -> AppendixTable:
    subject = window.subject
    facts = {
        "Id": subject.model,
        "Template": subject.template,
        "Version": words.number(subject.version),
        "Made": words.day(subject.trained),
        "Predicts": subject.predicts,
        "Target": clean(subject.target),
        "Positive answer": clean(subject.positive),
        "Rows learned": words.number(subject.rows_learned),
        "Rows held back": words.number(subject.rows_held),
        "Newest day learned": words.day(subject.learned_until) if subject.learned_until else "",
        **watching_type(subject.predicts).facts(subject, words),
    }
    return AppendixTable("The model", ("What", "Value"), tuple((name, value) for name, value in facts.items() if value))


def _origin(origin: Provenance | None) -> AppendixTable:
    """What the owner noted of the table that was learned from, and what is still to be noted."""
    facts = {} if origin is None else {
        "What it is for": origin.purpose,
        "Where it comes from": origin.source,
        "Why it may be used": origin.reason,
    }  # fmt: skip
    rows = tuple((asked, clean(noted, 300) or "not noted yet") for asked, noted in facts.items())
    return AppendixTable("The data it learned from", ("Question", "Answer"), rows)


def _columns(window: Window, words: Words) -> AppendixTable:
    """The columns of the data it was made from; those left out with the reason."""
    drivers = window.subject.drivers
    rows = tuple(
        (
            clean(column.name),
            column.kind,
            f"{column.personal or ''}{'' if column.sure else ' (not sure)'}",
            _use(column, window.subject),
            words.of_100(drivers[column.name]) if column.name in drivers else "",
        )
        for column in window.data_protection.columns
    )
    return AppendixTable("Columns of the data", ("Column", "Kind", "Personal", "Use", "Share of what it knows"), rows)


def _use(column: DataColumn, subject: Subject) -> str:
    if column.name == subject.target:
        return "what it predicts"
    if column.name in subject.left_out:
        return f"left out: {subject.left_out[column.name]}"
    return "used" if column.used else "not used"

"""A month's contents as the renderers get them: typed by hand, because here only the drawing of them is tried."""

from datetime import UTC, date, datetime
from typing import Any

from core.common.finding import Chart, Finding, Level, Series
from core.monitoring.key_figure import KeyFigure
from core.reporting.contents import AppendixTable, Contents, Picture, Step

MADE = datetime(2026, 11, 1, 6, tzinfo=UTC)
HOSTILE = "*bold* _it_ #import \"x.typ\" $1$ @ref <b>B</b> <script>alert(1)</script> & 'q' [l](http://x.example) \\n ]]> {{x}}"

LINE = Chart(
    kind="line",
    places=("Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct"),
    series=(
        Series(
            "in real use",
            (0.62, 0.61, 0.63, 0.60, 0.61, 0.62, 0.59, 0.41),
            (0.56, 0.55, 0.57, 0.54, 0.55, 0.56, 0.53, 0.35),
            (0.68, 0.67, 0.70, 0.66, 0.67, 0.68, 0.65, 0.48),
        ),
    ),
    shows="Each point shows how many of 100 people it warned you about did leave.",
    top=1.0,
    top_label="100 of 100",
    reference=0.62,
    reference_label="when it went live: 62",
)


def finding(number: int, level: Level, group: str = "health", **changed: Any) -> Finding:
    facts = {
        "title": f"Thing {number}",
        "sentence": f"In {number} of 100 rows something was different from 13 October on, and in 1 of 100 rows before that day.",
        "value": number / 100,
        "unit": "share",
        "period": "1 to 31 October 2026",
        "technical": "A share with Wilson's interval.",
    }
    return Finding(f"thing_{number}", group, level, **{**facts, **changed})  # type: ignore[arg-type]


def sample(**changed: Any) -> Contents:
    """October of a gym."""
    facts: dict[str, Any] = {
        "business": "Harbour Street Gym",
        "month": "2026-10",
        "month_in_words": "October 2026",
        "through": date(2026, 10, 31),
        "model": "Who might not come back?",
        "model_id": "m_1",
        "version": 4,
        "live_since": "3 March 2026",
        "state": "act",
        "headline": "It was wrong more often than it used to be.",
        "cause": "Most likely because “age” stopped arriving in many rows on Tuesday 13 October.",
        "figures": (
            KeyFigure("It said yes, and left", "41 of 100", "it was 62 of 100 when it was made"),
            KeyFigure("Answers given", "1,204", "none went unanswered"),
            KeyFigure("What it was worth", "£1,140 to £2,280", "compared with no advice"),
        ),
        "picture": Picture("How often it was right", LINE, "act"),
        "steps": (
            Step("Bring the age field back.", "Ask whoever looks after the web form."),
            Step("Go back to version 3."),
        ),
        "health": (finding(1, "act"), finding(2, "watch"), finding(3, "good"), finding(4, "not_yet")),
        "privacy": (finding(5, "watch", "privacy"), finding(6, "good", "privacy")),
        "made": ("Made on 1 November 2026 at 06:00 on this computer.", "No data left the computer."),
        "appendix": (
            AppendixTable("Scores", ("Score", "Value", "95% range"), (("auc", "0.84", "0.82 to 0.86"),)),
            AppendixTable("The model", ("What", "Value"), (("Template", "churn"),)),
        ),
        "signature": "7f3a 91c2 04de",
    }
    return Contents(**{**facts, **changed})


def in_order(contents: Contents) -> list[str]:
    """Every text of the contents in the order in which it is read."""
    findings = [text for it in (*contents.health, *contents.privacy) for text in (f"{it.title}.", it.sentence)]
    tables = [
        text
        for it in contents.appendix
        for text in (it.heading, *it.columns, *(cell for row in it.rows for cell in row))
    ]
    return [
        contents.business,
        contents.model,
        contents.headline,
        contents.cause,
        *(text for it in contents.figures for text in (it.label, it.value, it.below)),
        *([contents.picture.heading, contents.picture.chart.shows] if contents.picture else []),
        *(text for it in contents.steps for text in (it.start, it.rest) if text),
        *findings,
        *contents.made,
        *tables,
    ]


def assert_reads(text: str, expected: list[str]) -> None:
    """Each of `expected` stands in `text`, one after the other."""
    words, at = " ".join(text.split()), 0
    for piece in expected:
        found = words.find(" ".join(piece.split()), at)
        assert found >= 0, f"{piece!r} is missing after {words[max(0, at - 60) : at]!r}"
        at = found + len(" ".join(piece.split()))

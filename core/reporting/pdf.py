"""The report as a tagged PDF (PDF/UA-1, ISO 14289-1), set by typst from the template beside this file."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from core.common.finding import Finding
from core.reporting import theme
from core.reporting.contents import AppendixTable, Contents
from core.reporting.wording import drawing, sentence, subject, title, whose

_TEMPLATE = Path(__file__).with_name("pdf.typ").read_bytes()
_US_LETTER = ("US", "CA", "MX", "PH", "CL", "CO")


def pdf(contents: Contents, made: datetime) -> bytes:
    """Set the report as PDF. Nothing of it touches the disk: template and data are given to typst in memory."""
    inputs = {"report": json.dumps(_data(contents))}
    moment = made.astimezone(UTC).replace(microsecond=0)
    try:
        return bytes(
            typst.compile(
                _TEMPLATE,
                format="pdf",
                sys_inputs=inputs,
                timestamp=moment.replace(microsecond=0),
                pdf_standards="ua-1",
            )
        )
    except typst.TypstError as failure:
        if "could not be displayed" not in failure.message:
            raise
        # A letter that no font of this computer has: it is set as an empty box, and the document promises no PDF/UA.
        return bytes(typst.compile(_TEMPLATE, format="pdf", sys_inputs=inputs, timestamp=moment))


def pages(document: bytes) -> int:
    """Count the pages of a PDF that `pdf` made."""
    return max(int(count) for count in re.findall(rb"/Type\s*/Pages.*?/Count (\d+)", document, re.DOTALL))


def _data(contents: Contents) -> dict[str, Any]:
    """Everything the template places, as text that it takes for nothing but text."""
    territory = contents.locale.partition("_")[2]
    return {
        "title": title(contents),
        "author": "Plainwell",
        "region": territory or None,
        "paper": "us-letter" if territory in _US_LETTER else "a4",
        "whose": whose(contents),
        "subject": subject(contents),
        "state": contents.state,
        "headline": contents.headline,
        "cause": contents.cause,
        "figures": [{"label": it.label, "value": it.value, "below": it.below} for it in contents.figures],
        "picture": _picture(contents),
        "steps": [{"start": it.start, "rest": it.rest} for it in contents.steps],
        "health": [_finding(it) for it in contents.health],
        "privacy": [_finding(it) for it in contents.privacy],
        "made": " ".join(contents.made),
        "appendix": [_table(it) for it in contents.appendix],
        "signed": theme.SIGNED.format(signature=contents.signature),
        "page_of": theme.PAGE_OF,
        "headings": theme.HEADINGS,
        "no_steps": theme.NO_STEPS,
        "no_findings": theme.NO_FINDINGS,
        "finding_columns": theme.FINDING_COLUMNS,
        "looks": _looks(),
    }


def _picture(contents: Contents) -> dict[str, str]:
    picture = contents.picture
    if picture is None:
        return {"heading": theme.HEADINGS["picture"], "shows": theme.NO_PICTURE}
    return {"heading": picture.heading, "shows": picture.chart.shows, "svg": drawing(contents)}


def _finding(finding: Finding) -> dict[str, str]:
    return {"level": finding.level, "title": sentence(finding.title), "sentence": finding.sentence}


def _table(table: AppendixTable) -> dict[str, Any]:
    """The table with a width for each column: as its longest cell asks, long ones less than they ask."""
    lengths = [max(len(row[at]) for row in (table.columns, *table.rows)) for at in range(len(table.columns))]
    widths = [4 + min(max(length, 10), 24) + min(max(length - 24, 0) * 0.35, 70) for length in lengths]
    return {"heading": table.heading, "columns": table.columns, "rows": table.rows, "widths": widths}


def _looks() -> dict[str, Any]:
    badges = {
        level: {"word": badge.word, "text": badge.text, "ground": badge.ground, "icon": badge.icon(badge.text)}
        for level, badge in theme.BADGES.items()
    }
    colours = {"ink": theme.INK, "muted": theme.MUTED, "accent": theme.ACCENT, "line": theme.LINE}
    return {**colours, "typeface": theme.TYPEFACE, "badges": badges}

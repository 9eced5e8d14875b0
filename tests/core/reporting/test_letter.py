"""The PDF: what a reader, a screen reader and a printer get."""

import os
import re
import shutil
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.common.finding import LEVELS
from core.monitoring.key_figure import KeyFigure
from core.reporting.contents import AppendixTable, Contents, Picture, Step
from core.reporting.pdf import pages, pdf
from tests.core.reporting.samples import HOSTILE, LINE, MADE, finding, in_order, sample
from tests.needs import lacking


def text(contents: Contents, folder: Path) -> str:
    """The words of the PDF, in the order of its tags' content."""
    tool = shutil.which("pdftotext")
    if tool is None:
        lacking("pdftotext is not installed, so the words of a PDF cannot be read back")
    file = folder / "report.pdf"
    file.write_bytes(pdf(contents, MADE))
    read = subprocess.run([tool, "-raw", str(file), "-"], capture_output=True, check=True).stdout.decode()
    return read.replace("\u200b", "")


def streams(document: bytes) -> bytes:
    """The document with its compressed parts unpacked."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", document, re.DOTALL)
    unpacked = []
    for part in parts:
        try:
            unpacked.append(zlib.decompress(part))
        except zlib.error:
            unpacked.append(part)
    return document + b"\n".join(unpacked)


def test_it_reads_from_the_one_sentence_to_the_last_figure(tmp_path: Path) -> None:
    words = " ".join(text(sample(), tmp_path).split())
    at = 0
    for piece in (
        "Who might not come back?",
        "It was wrong more often",
        "Answers given",
        "How often it was right",
        "What to do",
    ):
        assert words.find(piece, at) > at - 1
        at = words.index(piece, at)
    for piece in in_order(sample()):
        assert piece in words


def test_two_pages_can_be_read_before_the_appendix_even_with_eighteen_findings() -> None:
    levels = ("act", "act", "watch", "watch", *["good"] * 5, "not_yet", "not_yet")
    health = tuple(finding(number, level) for number, level in enumerate(levels))
    privacy = tuple(finding(number, "good", "privacy") for number in range(20, 27))
    steps = tuple(Step("Look at where it is filled in.", "Until then, use the list with care.") for _ in range(6))
    assert pages(pdf(sample(), MADE)) == 3
    assert pages(pdf(sample(health=health, privacy=privacy, steps=steps), MADE)) == 3


def test_it_is_tagged_named_and_in_a_language() -> None:
    document = streams(pdf(sample(), MADE))
    assert b"pdfuaid:part>1<" in document
    assert b"/StructTreeRoot" in document
    assert b"/Lang" in document
    assert b"Who might not come back?, October 2026" in document


def test_those_who_cannot_see_the_chart_are_told_what_it_shows() -> None:
    document = streams(pdf(sample(), MADE))
    alternatives = re.findall(rb"/Alt\s*\((.*?)\)", document)
    assert LINE.shows.encode() in b" ".join(alternatives)


def test_names_stay_text_whatever_is_in_them(tmp_path: Path) -> None:
    hostile = sample(
        business=HOSTILE,
        model=HOSTILE,
        headline=HOSTILE,
        figures=(KeyFigure(HOSTILE, HOSTILE, HOSTILE),) * 3,
        picture=Picture(HOSTILE, replace(LINE, places=(HOSTILE,) * 8, shows=HOSTILE, reference_label=HOSTILE), "act"),
        steps=(Step(HOSTILE, HOSTILE),),
        health=(finding(1, "act", title=HOSTILE, sentence=HOSTILE),),
        appendix=(AppendixTable(HOSTILE, (HOSTILE,), ((HOSTILE,),)),),
    )
    read = "".join(text(hostile, tmp_path).split())
    assert read.count("".join(HOSTILE.split())) >= 10


def test_a_letter_that_no_font_has_does_not_stop_the_report() -> None:
    unknown = pdf(sample(model="\ue0f0\U000e0fff 客户 \U0001f9ff \x07"), MADE)
    assert pages(unknown) == 3


@pytest.mark.parametrize("state", LEVELS)
def test_every_state_has_its_word_beside_its_colour(state: str, tmp_path: Path) -> None:
    words = {"act": "Act now", "watch": "Watch", "good": "Good", "not_yet": "Not enough yet"}
    read = text(sample(state=state, health=(), privacy=()), tmp_path)
    assert words[state] in read


def test_a_month_without_anything_is_still_a_letter(tmp_path: Path) -> None:
    bare = sample(business="", live_since="", cause="", picture=None, steps=(), health=(), privacy=(), appendix=())
    read = text(bare, tmp_path)
    assert "Is it still good?" in read
    assert "Nothing needs you this month." in read


def test_a_long_name_without_a_space_stays_on_the_page(tmp_path: Path) -> None:
    name = "Donaudampfschifffahrtsgesellschaft" * 6
    assert name in "".join(text(sample(model=name, headline=name), tmp_path).split())
    assert pages(pdf(sample(model=name, headline=name), MADE)) == 3


def test_the_paper_follows_the_owners_country() -> None:
    assert b"[0 0 595.2" in streams(pdf(sample(locale="en_GB"), MADE))
    assert b"[0 0 612 792]" in streams(pdf(sample(locale="en_US"), MADE))


def test_the_moment_of_making_may_be_of_any_time_zone() -> None:
    made = datetime(2026, 11, 1, 6, 30, 12, 595619, tzinfo=ZoneInfo("Europe/London"))
    assert b"2026-11-01T06:30:12" in pdf(sample(), made)


def test_the_same_contents_make_the_same_bytes() -> None:
    assert pdf(sample(), MADE) == pdf(sample(), MADE)


def test_no_file_with_data_is_left_behind(tmp_path: Path) -> None:
    made = (
        "from core.reporting.pdf import pdf; from core.reporting.html import html\n"
        "from tests.core.reporting.samples import MADE, sample\n"
        "pdf(sample(), MADE); html(sample())"
    )
    temporary, home = tmp_path / "temporary", tmp_path / "home"
    temporary.mkdir()
    home.mkdir()
    root = Path(__file__).resolve().parents[3]
    places = {"TMPDIR": str(temporary), "TEMP": str(temporary), "TMP": str(temporary), "HOME": str(home)}
    ran = subprocess.run(
        [sys.executable, "-c", made],
        cwd=root,
        env={**os.environ, **places},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    assert [file.name for file in temporary.rglob("*")] == []
    assert [file.name for file in home.rglob("*") if file.is_file()] == []

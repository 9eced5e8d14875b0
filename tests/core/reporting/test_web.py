"""The HTML: the same order and words as the PDF, nothing from outside, nothing that runs."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from core.common.finding import LEVELS
from core.monitoring.key_figure import KeyFigure
from core.reporting.contents import AppendixTable, Picture, Step
from core.reporting.html import html
from tests.core.reporting.samples import HOSTILE, LINE, assert_reads, finding, in_order, sample


class Page(HTMLParser):
    """Collects what a reader sees, and which elements there are."""

    def __init__(self, document: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.inside: list[str] = []
        self.feed(document.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "hr"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"style", "title", "svg"} & set(self.inside):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.words)


def test_order_and_words_are_those_of_the_contents() -> None:
    assert_reads(Page(html(sample())).text, in_order(sample()))


def test_nothing_runs_and_nothing_comes_from_outside() -> None:
    document = html(sample())
    page = Page(document)
    assert not {"script", "link", "img", "iframe", "object", "a", "form"} & {tag for tag, _ in page.elements}
    assert not [
        name
        for _, attributes in page.elements
        for name in attributes
        if name.startswith("on") or name in ("src", "href")
    ]
    addresses = {address for address in re.findall(rb"https?://[^\"'<> ]+", document) if b"www.w3.org" not in address}
    assert addresses == set()
    assert b"@import" not in document
    assert b"url(" not in document


def test_names_stay_text_whatever_is_in_them() -> None:
    hostile = sample(
        business=HOSTILE,
        model=HOSTILE,
        headline=HOSTILE,
        cause=HOSTILE,
        figures=(KeyFigure(HOSTILE, HOSTILE, HOSTILE),) * 3,
        picture=Picture(HOSTILE, replace(LINE, places=(HOSTILE,) * 8, shows=HOSTILE, reference_label=HOSTILE), "act"),
        steps=(Step(HOSTILE, HOSTILE),),
        health=(finding(1, "act", title=HOSTILE, sentence=HOSTILE),),
        made=(HOSTILE,),
        appendix=(AppendixTable(f'" onload="x {HOSTILE}', (HOSTILE,), ((HOSTILE,),)),),
    )
    page = Page(html(hostile))
    tags = [tag for tag, _ in page.elements]
    assert "script" not in tags
    assert tags.count("b") == 1  # the name of Plainwell alone
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert page.text.count(HOSTILE) >= 14


def test_the_language_is_that_of_the_words() -> None:
    assert Page(html(sample(locale="en_US"))).elements[0] == ("html", {"lang": "en-US"})
    assert Page(html(sample(locale="de_DE"))).elements[0] == ("html", {"lang": "en"})


@pytest.mark.parametrize("state", LEVELS)
def test_the_drawing_takes_the_colours_of_light_and_dark(state: str) -> None:
    drawing = re.search(rb"<figure>(.*?)</figure>", html(sample(picture=Picture("x", LINE, state))), re.DOTALL)
    assert drawing
    fixed = set(re.findall(rb'(?:fill|stroke)="(#[0-9A-Fa-f]{6})"', drawing.group(1)))
    assert fixed == set()


def test_a_month_without_anything_is_still_a_page() -> None:
    bare = sample(business="", live_since="", cause="", picture=None, steps=(), health=(), privacy=(), appendix=())
    assert "Nothing needs you this month." in Page(html(bare)).text

"""Every sentence an owner may read of indicators and templates: short, plain, calm."""

import re
from collections.abc import Iterator

import pytest
import textstat

from core.models.templates import all_templates
from core.monitoring.indicator import judge
from core.monitoring.indicators import all_indicators
from core.monitoring.table_checks import all_inspections
from tests.core.common.jargon import JARGON, MOST_WORDS
from tests.core.monitoring.indicators.pool import pool
from tests.core.monitoring.table_checks.pool import pool as tables

GRADE, HARDEST = 6.5, 12.0
"""Flesch-Kincaid grade of all together (a child of 11 or 12 is in the 6th), and of the hardest text of two sentences or more."""
NEVER_CLAIMED = re.compile(r"\b(compliant|anonymous|guaranteed?|100 ?% (safe|secure))\b", re.IGNORECASE)
_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z“0-9£])")


def _of_indicators() -> Iterator[tuple[str, str]]:
    asked = [(each, pool().values()) for each in all_indicators()]
    for indicator, seen in [*asked, *((each, tables().values()) for each in all_inspections())]:
        yield f"{indicator.key} title", indicator.title
        yield f"{indicator.key} question", indicator.question
        for one in seen:
            finding = judge(indicator, one)
            yield f"{indicator.key} {finding.level}", finding.sentence
            yield f"{indicator.key} why", finding.why
            if finding.advice:
                yield f"{indicator.key} {finding.level} advice", finding.advice
            if finding.evidence:
                yield f"{indicator.key} chart", finding.evidence.shows


def _of_templates() -> Iterator[tuple[str, str]]:
    for key, template in all_templates().items():
        yield f"{key} title", template.title
        yield f"{key} promise", template.promise
        for ask in template.asks:
            yield f"{key} asks for {ask.role}", ask.question


TEXTS = sorted(set(_of_indicators()) | set(_of_templates()))
SENTENCES = sorted({(place, sentence) for place, text in TEXTS for sentence in _END.split(text)})


def test_there_is_something_to_read() -> None:
    assert len(SENTENCES) > 200


def test_sentences_are_short() -> None:
    assert [said for said in SENTENCES if len(said[1].split()) > MOST_WORDS] == []


def test_sentences_are_free_of_jargon() -> None:
    assert [said for said in SENTENCES if JARGON.search(said[1])] == []


def test_nothing_is_claimed_that_nobody_can_promise() -> None:
    assert [said for said in SENTENCES if NEVER_CLAIMED.search(said[1])] == []


def test_sentences_are_calm() -> None:
    assert [said for said in SENTENCES if "!" in said[1]] == []


def test_nothing_and_one_are_said_as_a_person_would() -> None:
    """ "No call came", not "0 calls came"; "one key", not "1 keys". "0 of 100" is a share, "(0 to 12)" a range."""
    clumsy = re.compile(
        r"(?<![\d.,(])(0|1) (?!of |to |in |January|February|March|April|May|June|July|August|Sept|Oct|Nov|Dec)[a-z]"
    )
    assert [said for said in SENTENCES if clumsy.search(said[1])] == []


def test_a_picture_s_words_say_what_it_shows_not_that_it_is_one() -> None:
    shown = [text for place, text in TEXTS if place.endswith(" chart")]
    assert shown
    assert [text for text in shown if re.match(r"(A|The|Two|Bars?|Lines?) ?(bars?|lines?|chart|picture)\b", text)] == []
    assert [text for text in shown if not re.search(r"\d|“", text)] == []


def test_sentences_begin_like_sentences_and_end_like_them() -> None:
    begin = re.compile(r"[A-Z0-9“£]")
    assert [said for said in SENTENCES if not begin.match(said[1])] == []
    whole = [said for said in SENTENCES if not re.search(r"title|template|promise|asks", said[0])]
    assert [said for said in whole if said[1][-1] not in ".?"] == []


def test_titles_are_in_sentence_case() -> None:
    titles = [text for place, text in TEXTS if place.endswith("title")]
    assert [title for title in titles if any(word[0].isupper() for word in title.split()[1:])] == []


def _plain(text: str) -> str:
    """Names from a table are the owner's own; a figure is read as one short word."""
    return re.sub(r"[£0-9][0-9,.]*[0-9]|[0-9]", "ten", re.sub(r"“[^”]*”", "this", text))


def test_a_child_of_twelve_can_read_it() -> None:
    """Of all together; a single text may be a little harder."""
    advised = [_plain(text) for place, text in TEXTS if not place.endswith("title")]
    assert textstat.flesch_kincaid_grade(" ".join(advised)) <= GRADE


@pytest.mark.parametrize("indicator", sorted({each.key for each in [*all_indicators(), *all_inspections()]}))
def test_none_is_much_harder_than_the_others(indicator: str) -> None:
    own = [_plain(text) for place, text in TEXTS if place.startswith(f"{indicator} ") and not place.endswith("title")]
    assert textstat.flesch_kincaid_grade(" ".join(own)) <= GRADE + 2
    assert [text for text in own if textstat.flesch_kincaid_grade(text) > HARDEST] == []

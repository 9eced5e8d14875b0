"""Numbers, money and names as a person would write them, and text from files that stays text."""

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from core.common.words import Words, clean, escaped

BRITISH = Words("en_GB", "GBP")
GERMAN = Words("de_DE", "EUR")
JOINER = "\N{WORD JOINER}"

# What Streamlit looks for in text that is already unescaped (mdast-util-gfm-autolink-literal, remark-emoji, its own icons).
FOUND_AFTER_UNESCAPING = re.compile(
    r"(https?://|www(?=\.))[-.\w]+|(?<![-.\w+])[-.\w+]+@[-\w]+(\.[-\w]+)+|:\+1:|:-1:|:[\w-]+:|:material/\w+:",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (0.1234, "0.123"), (0.5, "0.5"), (2.5, "2.5"), (12.34, "12.3"), (99.96, "100"), (1234.5, "1,230"),
     (0.00012, "0.00012"), (1e-12, "0"), (-7.126, "-7.13"), (-1e-9, "0"), (1_000_000, "1,000,000")],
)  # fmt: skip
def test_a_rounded_number_keeps_three_digits_that_count(value: float, said: str) -> None:
    assert BRITISH.rounded(value) == said


@given(st.floats(min_value=1e-4, max_value=1e12))
def test_a_rounded_number_is_never_far_from_the_true_one(value: float) -> None:
    said = float(BRITISH.rounded(value).replace(",", ""))
    assert said == pytest.approx(value, rel=0.0051)


@pytest.mark.parametrize(("value", "digits", "said"), [(1234.5, 0, "1,234"), (1234.5, 1, "1,234.5"), (-0.4, 0, "0")])
def test_a_number_has_the_digits_that_were_asked_for(value: float, digits: int, said: str) -> None:
    assert BRITISH.number(value, digits) == said


@pytest.mark.parametrize(
    ("words", "value", "said"),
    [
        (BRITISH, 12.5, "£12.50"),
        (BRITISH, 12, "£12"),
        (BRITISH, 1234.56, "£1,235"),
        (BRITISH, -5, "-£5"),
        (GERMAN, 1234.56, "1.235\xa0€"),
        (GERMAN, 12.5, "12,50\xa0€"),
        (Words("en_US", "JPY"), 99.4, "¥99"),
        (Words("en_GB", ""), 12.5, "12.5"),
    ],
)
def test_money_looks_as_the_owner_writes_it(words: Words, value: float, said: str) -> None:
    assert words.money(value) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, "0 of 100"),
        (0.413, "41 of 100"),
        (1, "100 of 100"),
        (0.004, "about 1 in 250"),
        (0.997, "more than 99 of 100"),
    ],
)
def test_a_share_is_said_as_a_count(share: float, said: str) -> None:
    assert BRITISH.of_100(share) == said


@given(st.floats(min_value=1e-9, max_value=1, exclude_max=True))
def test_a_share_that_is_neither_none_nor_all_is_never_said_to_be(share: float) -> None:
    assert BRITISH.of_100(share) not in {"0 of 100", "100 of 100"}


def test_an_amount_is_money_where_it_has_a_unit() -> None:
    words = Words("en_GB", "GBP")
    assert (words.amount(1234.5, "GBP"), words.amount(1234.5, "")) == ("£1,234", "1,230")
    assert (words.short_amount(1236.5, "EUR"), words.short_amount(1236.5, "")) == ("€1,240", "1,240")
    assert (words.short_amount(12.346, "GBP"), words.short_amount(12.346, "")) == ("£12.30", "12.3")


def test_days_and_periods_name_the_date() -> None:
    first, last = date(2026, 3, 3), date(2026, 4, 4)
    assert BRITISH.day(first) == "3 March 2026"
    assert BRITISH.weekday(first) == "Tuesday 3 March"
    assert BRITISH.month(first) == "March 2026"
    assert BRITISH.short_month(first) == "Mar"
    assert BRITISH.period(first, first) == "3 March 2026"
    assert BRITISH.period(first, last) == "3 March 2026 to 4 April 2026"
    assert GERMAN.day(first) == "3. März 2026"


def test_lists_and_counts_read_as_sentences() -> None:
    assert BRITISH.items(["a"]) == "a"
    assert BRITISH.items(["a", "b", "c"]) == "a, b and c"
    assert BRITISH.items(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
    assert BRITISH.counted(1, "row") == "1 row"
    assert BRITISH.counted(1200, "row") == "1,200 rows"
    assert BRITISH.counted(2, "person", "people") == "2 people"


def test_none_and_one_are_said_in_words() -> None:
    assert [BRITISH.few(count, "call") for count in (0, 1, 2, 1200)] == [
        "no calls",
        "one call",
        "2 calls",
        "1,200 calls",
    ]
    assert BRITISH.few(0, "person", "people") == "no people"


@given(st.text(), st.integers(min_value=1, max_value=80))
def test_cleaned_text_is_one_short_line_without_hidden_signs(text: str, most: int) -> None:
    line = clean(text, most)
    assert len(line) <= most
    assert not {unicodedata.category(sign) for sign in line} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    line.encode()  # a lone surrogate could not be written anywhere


@pytest.mark.parametrize(
    "hidden", ["\x00", "\n", "\u200b", "\u202e", "\u2066", "\ufeff", "\u061c", "\ud800", "\U000e0041"]
)
def test_signs_that_steer_a_line_become_a_space(hidden: str) -> None:
    assert clean(f"a{hidden}b") == "a b"


ATTACKS = [
    "![x](http://evil.example/a.png)", "[x](http://evil.example)", "<img src=http://evil.example/a>", "<http://evil.example>",
    "www.evil.example", "WWW.evil.example/a", "http://evil.example",
    "HTTPS://evil.example", "a.b+c@evil.example", "mailto:a@b.example",
    "`code`", "$x^2$", "$$x$$", "# title", "1. one", "- one", "> said", "===", "---", "a | b", "~~gone~~", "**bold**", "_it_",
    ":material/home:", ":smile:", ":+1:", ":streamlit:", ":red[now]", ":red-background[now]", "[^1]", "&lt;b&gt;", "\\", "\\*a\\*",
    "ftp://evil.example", "xmpp:a@b.example", "a@b@c.example", "wwwww.evil.example", "http:///www.evil.example",
]  # fmt: skip


@given(st.text(alphabet=st.sampled_from("abw.:/@-+_*`[]()<>!#$|~&\\ =1^{}'\"\n"), max_size=40))
@pytest.mark.parametrize("before", ["", "Column: ", "- "])
def test_escaped_text_is_nothing_but_text(before: str, text: str) -> None:
    _assert_only_text(text, before)


@pytest.mark.parametrize("text", ATTACKS)
def test_known_tricks_stay_text(text: str) -> None:
    _assert_only_text(text, "")
    _assert_only_text(text, "see ")


def _assert_only_text(text: str, before: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(before + escaped(text) + " after")
    kinds = {token.type for token in tokens} - {"paragraph_open", "paragraph_close", "inline"}
    assert kinds <= {"bullet_list_open", "list_item_open", "list_item_close", "bullet_list_close"}
    pieces = [piece for token in tokens for piece in token.children or []]
    assert {piece.type for piece in pieces} <= {"text", "text_special"}
    drawn = "".join(piece.content for piece in pieces)
    assert not FOUND_AFTER_UNESCAPING.search(drawn)
    assert clean(text) in drawn.replace(JOINER, "")


@given(st.text(max_size=50))
@example("a@b.c")
@example("https://x.y")
def test_an_escaped_name_reads_as_it_was_written(text: str) -> None:
    unescaped = re.sub(r"\\(.)", r"\1", escaped(text, 200)).replace(JOINER, "")
    assert unescaped == clean(text, 200)


def test_the_check_for_active_text_finds_what_is_not_escaped() -> None:
    for text in ("www.evil.example", "http://evil.example", "a@evil.example", ":material/home:", ":smile:"):
        assert FOUND_AFTER_UNESCAPING.search(text)

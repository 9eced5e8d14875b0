"""Text that may hold names from files, made safe for the two ways in which Streamlit draws text."""

from collections.abc import Iterable

from core.common.words import clean, escaped, first_free

MOST = 2000
"""Characters of a paragraph: sentences of core are short, so nothing is cut in practice."""


def plain(sentence: str) -> str:
    """A sentence of core for markdown: whatever names it holds, it is drawn as the text it is."""
    return escaped(sentence, MOST)


def name(text: object) -> str:
    """A name from a file for markdown: headings, labels, buttons, captions."""
    return escaped(text)


def option(text: object) -> str:
    """A name from a file where Streamlit draws no markdown: options of a select box, headers and cells of a data frame."""
    return clean(text)


THE_INDEX = "_index"
"""What Streamlit calls the row's own number in a data frame that is edited: no column may be called that."""


def headers(names: Iterable[object]) -> list[str]:
    """Names of columns for the head of a data frame: each one a word, and no two alike. The first to have a name keeps it."""
    taken: list[str] = []
    for place, text in enumerate(names, start=1):
        taken.append(first_free(option(text) or f"column {place}", [*taken, THE_INDEX], "{name} ({number})"))
    return taken

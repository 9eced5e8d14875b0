"""The pages for maintainers fit the code: the picture of the districts, every path they name, and the form of decisions."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.sources import ROOT
from tests.tools.districts import PICTURE, drawn

DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md"), *(ROOT / "tests").rglob("*.md")])
BUILT = DOCS / "how-it-is-built.md"
MOST_COMMON = 10
"""Changes for which the page names the file to begin with, at least."""
DECISIONS = sorted(path for path in (DOCS / "decisions").glob("*.md") if path.name != "README.md")
PARTS = ["## Context", "## Decision", "## Measured", "## What it costs"]
MOST_WORDS = 220

PATH = re.compile(r"(?<![\w/.…-])(?:core|pages|tests|docs)/[\w./-]*\w")
SHORT = re.compile(r"`([a-z_]+(?:/[a-z_]+)+)`")
"""A file of core without its beginning and end: `prediction_log/rolling`."""
MODULE = re.compile(r"-m ((?:core|tests)(?:\.\w+)+)")
NAME = re.compile(r"`(core(?:\.\w+)+)`")
"""A module of ours by its dotted name, or what it holds: `core.common.finding.Finding`."""
LINK = re.compile(r"\]\(([^)\s#:]+)(?:#[^)]*)?\)")


def missing(text: str, page: Path) -> Iterator[str]:
    """Each path and link that is named and leads nowhere."""
    for name in PATH.findall(text):
        if not any((ROOT / f"{name}{end}").exists() for end in ("", ".py")):
            yield name
    modules = {str(path.relative_to(ROOT).with_suffix("")) for path in (ROOT / "core").rglob("*.py")}
    places = [*modules, *{str(Path(name).parent) for name in modules}]
    for name in SHORT.findall(text):
        if not (ROOT / name).exists() and not any(place.endswith(f"/{name}") for place in places):
            yield name
    for name in MODULE.findall(text):
        if not any((ROOT / f"{name.replace('.', '/')}{end}").exists() for end in (".py", "/__main__.py")):
            yield name
    yield from (name for name in NAME.findall(text) if not is_there(name))
    yield from (link for link in LINK.findall(text) if not (page.parent / link).exists())


def is_there(name: str) -> bool:
    """Whether a module has that dotted name, or holds what has it. Nothing is imported."""
    module, _, inside = name.rpartition(".")
    if any((ROOT / f"{name.replace('.', '/')}{end}").exists() for end in (".py", "/__init__.py")):
        return True
    holders = [path for end in (".py", "/__init__.py") if (path := ROOT / f"{module.replace('.', '/')}{end}").exists()]
    return any(re.search(rf"^(?:class |def )?{inside}\b", path.read_text("utf-8"), re.MULTILINE) for path in holders)


def first_files(text: str) -> list[str]:
    """The file of each row of the table under "Where to begin"."""
    table = text.partition("## Where to begin\n")[2].partition("\n## ")[0]
    return re.findall(r"^\|[^|`]+\| `([^`]+)` \|", table, re.MULTILINE)


def test_the_picture_of_the_districts_fits_the_imports() -> None:
    assert PICTURE.read_text("utf-8") == drawn(), "python -m tests.tools.districts draws it anew"


def test_the_page_begins_with_the_picture() -> None:
    assert "pictures/districts.svg" in BUILT.read_text("utf-8").split("\n## ")[1]


def test_common_changes_have_a_file_to_begin_with() -> None:
    named = first_files(BUILT.read_text("utf-8"))
    assert len(set(named)) >= MOST_COMMON
    assert [name for name in named if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_that_a_page_names_is_there(page: Path) -> None:
    assert list(missing(page.read_text("utf-8"), page)) == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_is_short_and_says_what_it_costs(page: Path) -> None:
    text = page.read_text("utf-8")
    assert [line for line in text.splitlines() if line.startswith("## ")] == PARTS
    assert len(text.split()) <= MOST_WORDS
    assert f"]({page.name})" in page.with_name("README.md").read_text("utf-8")


def test_the_rules_see_what_breaks_them() -> None:
    wrong = "`core/nothing.py`, core/storage/vault, `storage/nowhere`, `prediction_log/row`, [that](nowhere.md#part), -m core.nothing"
    wrong += " `core.common.finding.Lost`, `core.common.finding.Finding`, `core.storage`"
    assert list(missing(wrong, BUILT)) == [
        "core/nothing.py",
        "storage/nowhere",
        "core.nothing",
        "core.common.finding.Lost",
        "nowhere.md",
    ]
    assert first_files("## Where to begin\n\n| a | `b.py` | c |\n\n## Next\n| d | `e.py` | f |") == ["b.py"]

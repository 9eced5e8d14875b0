"""What differs by the kind of an answer stands in the files of that kind: nobody else compares kinds, or keeps a table of them."""

import ast
from collections.abc import Iterator

import pytest

from tests.rules.sources import ROOT, product_files

FACETS = ("core/inference/problem_types", "core/models/problem_types", "core/monitoring/problem_types")
KEYS = {path.stem for path in (ROOT / FACETS[0]).glob("*.py")} - {"__init__"}
NAMES = {"predicts", "problem_type"}
"""What the key of a kind is called, as a variable or an attribute."""
FILES = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in product_files()}


def branches(source: str) -> list[int]:
    """Return the lines that compare a kind's key, look it up in a table of their own, or write such a table."""
    return sorted({node.lineno for node in ast.walk(ast.parse(source)) if any(_is_branch(node))})


def _is_branch(node: ast.AST) -> Iterator[bool]:
    if isinstance(node, ast.Compare):
        yield any(map(_is_key, [node.left, *node.comparators]))
    if isinstance(node, ast.Match):
        yield _is_key(node.subject)
    if isinstance(node, ast.Subscript):
        yield _is_key(node.slice)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in {"get", "startswith"}:
        yield any(map(_is_key, [node.func.value, *node.args]))
    if isinstance(node, ast.Dict):
        words = {key.value for key in node.keys if isinstance(key, ast.Constant)}
        yield "segments" in words and len(words & KEYS) > 1


def _is_key(node: ast.expr) -> bool:
    return (isinstance(node, ast.Name) and node.id in NAMES) or (isinstance(node, ast.Attribute) and node.attr in NAMES)


def test_each_kind_has_one_file_for_each_facet() -> None:
    assert {"yes_no", "number", "category", "segments"} <= KEYS
    for folder in FACETS:
        assert {path.stem for path in (ROOT / folder).glob("*.py")} - {"__init__"} == KEYS


def test_nobody_else_branches_on_the_kind_of_an_answer() -> None:
    found = {name: lines for name, text in FILES.items() if (lines := branches(text))}
    assert {name: lines for name, lines in found.items() if not name.startswith(FACETS)} == {}


@pytest.mark.parametrize(
    "violation",
    [
        "if card.predicts == 'number': pass",
        "x = 1 if predicts in ('number', 'segments') else 2",
        "WORDS[subject.predicts]()",
        "MEASURES.get(predicts)",
        "match model.predicts:\n    case _: pass",
        "x = {'yes_no': 1, 'segments': 2}",
        "predicts.startswith('n')",
    ],
)
def test_the_rule_sees_what_breaks_it(violation: str) -> None:
    assert branches(f"\n{violation}") == [2]


def test_asking_a_facet_is_no_branch() -> None:
    assert branches("answer_type(card.predicts).describe(card)\nkind = {'number': 1, 'category': 2}[column.kind]") == []

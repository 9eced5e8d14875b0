"""Names tell what a thing is: no riddles among modules, no two public classes of one name, docstrings that begin with a verb."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.sources import ROOT, module_name, product_files

BANNED_MODULES = """
settled saying said told lesson learned surmise doubts custody lanes voice patience repeats once standing telling errand discreet house
room reserve pulse one_by_one side_by_side preparing measures ranges rescaled plausible copies fingerprints chances power shapes ws
""".split()
"""Words that were names of modules once and told a newcomer nothing."""
BANNED_NAMES = {"ws", "Told", "Said", "Lesson", "surmise", "custody", "Custody", "Errand"}
"""Names of variables, functions and classes that have a standard term instead (docs/how-it-is-built.md has the glossary)."""
VERBS = set((Path(__file__).parent / "verbs.txt").read_text("utf-8").split())
"""How the first line of a public docstring may begin. A new verb is added where it says more than those that are here."""

CORE = [path for path in product_files() if path.is_relative_to(ROOT / "core")]
TREES = {module_name(path): ast.parse(path.read_text("utf-8")) for path in CORE}


def shared_class_names(trees: dict[str, ast.Module]) -> dict[str, list[str]]:
    """Return each name that two or more public classes bear, with their modules."""
    places = defaultdict(list)
    for module, tree in trees.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(module)
    return {name: modules for name, modules in places.items() if len(modules) > 1}


def banned_modules(modules: list[str]) -> list[str]:
    return [module for module in modules if set(module.split(".")) & set(BANNED_MODULES)]


def banned_names(tree: ast.AST) -> set[str]:
    """Return the banned names that are given to something: a variable, an argument, a function, a class, an import."""
    return set(_given(tree)) & BANNED_NAMES


def _given(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.alias):
            yield node.asname or node.name


def first_lines(body: list[ast.stmt], owner: str = "") -> Iterator[tuple[str, str]]:
    """Yield the name and the docstring's first paragraph of each public function and method that has one."""
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from first_lines(node.body, f"{node.name}.")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            text = ast.get_docstring(node)
            if text:
                yield f"{owner}{node.name}", " ".join(text.split("\n\n")[0].split())


def is_told(line: str) -> bool:
    """Say whether it is a sentence that begins with a verb."""
    return line.split(maxsplit=1)[0].rstrip(",.:") in VERBS and ("." in line or line.endswith(("?", ":")))


def test_no_two_public_classes_bear_one_name() -> None:
    assert shared_class_names(TREES) == {}


def test_no_module_has_a_name_that_tells_nothing() -> None:
    assert banned_modules(list(TREES)) == []


@pytest.mark.parametrize("folder", ["core", "pages", "tests"])
def test_nothing_has_a_name_that_is_banned(folder: str) -> None:
    paths = (ROOT / folder).rglob("*.py")
    found = {str(path.relative_to(ROOT)): banned_names(ast.parse(path.read_text("utf-8"))) for path in paths}
    assert {path: names for path, names in found.items() if names} == {}


def test_public_docstrings_begin_with_a_verb_and_a_whole_sentence() -> None:
    """Those of the command line are left out: they are the help that its users read."""
    told = {module: tree for module, tree in TREES.items() if not module.startswith("core.cli")}
    lines = {f"{module}.{name}": line for module, tree in told.items() for name, line in first_lines(tree.body)}
    assert len(lines) > 800
    assert {name: line for name, line in lines.items() if not is_told(line)} == {}


def test_the_rules_see_what_breaks_them() -> None:
    twice = {"core.a": ast.parse("class Made: ..."), "core.b": ast.parse("class Made: ...\nclass _Own: ...")}
    assert shared_class_names(twice) == {"Made": ["core.a", "core.b"]}
    assert banned_modules(["core.data.reading", "core.data.shapes", "core.house.doors"]) == [
        "core.data.shapes",
        "core.house.doors",
    ]
    assert banned_names(ast.parse("def f(ws): Told = 1\nfrom a import b as custody")) == {"ws", "Told", "custody"}
    assert not banned_names(ast.parse("def f(workspace): return workspace.ws"))
    for line in (
        "Of each column, in order.",
        "The answers of a model.",
        "As of now, except for what has a date.",
        "Returns it.",
        "Return it",
    ):
        assert not is_told(line)
    assert is_told("Return the out-of-fold scores of each row.")

"""Pages ask, call one verb and show: what takes long, such as reading a file, is the worker's."""

import ast

from tests.rules.sources import ROOT

READS_FILES = {
    "read_table",
    "score_list",
    "predict_file",
    "record_outcomes",
    "record_decisions",
    "record_outcomes_file",
    "record_decisions_file",
    "reread",
    "append",
    "add_frame",
    "train",
    "retrain",
}
"""Functions of core that parse a file, or work for as long as one takes."""


def long_work(source: str) -> set[str]:
    """The functions of READS_FILES that a page imports, or asks a module of ours for."""
    names = set()
    ours = {"dataset", "deployment", "reading", "training", "retraining"}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ours:
            names.add(node.attr)
    return names & READS_FILES


def test_no_page_parses_a_file_or_does_long_work_itself() -> None:
    pages = {path: long_work(path.read_text("utf-8")) for path in (ROOT / "pages").rglob("*.py")}
    assert {path.name: names for path, names in pages.items() if names} == {}


def test_the_rule_would_find_one() -> None:
    assert long_work("from core.data.reading import Choices, read_table") == {"read_table"}
    assert long_work("def draw():\n    deployment.record_decisions(workspace())\n    st.columns(2)") == {
        "record_decisions"
    }
    assert long_work("names.append(1)") == set()

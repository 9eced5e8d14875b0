"""Nine districts in a row, and imports follow it; each library has one door; the endpoint stays small."""

import ast
import re
from collections import defaultdict

import pytest

from tests.rules.sources import ROOT, imports, our_imports, reached

DISTRICTS = "common storage inference data models serving monitoring reporting operations".split()
"""The districts of core, as data flows through them: a file imports only from its own district and from those before it."""
ORDER = [*DISTRICTS, "cli", "__main__"]
"""The command line is a face, as the pages are: it comes after every district."""

KEPT_OUT = {
    "common": {"pandas", "numpy", "pyarrow", "sqlite3", "sqlite_utils"},
    "storage": {"pandas", "numpy", "sklearn"},
    "inference": {"pandas", "sklearn", "scipy", "sqlite3", "sqlite_utils"},
    "data": {"sklearn", "scipy"},
    "models": {"sqlite3", "sqlite_utils", "starlette", "uvicorn"},
    "monitoring": {"sqlite3", "sqlite_utils", "starlette", "uvicorn"},
    "reporting": {"sklearn", "scipy"},
}
"""What a district must not know, whatever door a library has."""
THE_ENDPOINTS = {"common", "storage", "inference", "serving"}
"""The districts that the endpoint's process may load; tests/core/serving/endpoint/test_process.py looks at one that runs."""

SERVERS = ["app", "core.serving.endpoint", "core.operations.auth"]
ANALYSIS = ["core.models", "core.monitoring.indicators"]
DOORS = {
    "streamlit": ["app", "pages"],
    "plotly": ["pages"],
    "starlette": SERVERS,
    "uvicorn": SERVERS,
    "httptools": SERVERS,
    "uvloop": SERVERS,
    "sqlite_utils": ["core.storage.store", "core.storage.migrations"],
    "sqlite3": [
        "core.storage.store",
        "core.storage.process_lock",
        "core.serving.prediction_log",
        "core.storage.backup",
    ],
    "sklearn": ANALYSIS,
    "scipy": ANALYSIS,
    "skops": ANALYSIS,
    "cryptography": ["core.storage.vault", "core.data.reading"],
    "platformdirs": ["core.storage.settings"],
    "babel": ["core.common.words", "core.data.reading"],
    "charset_normalizer": ["core.data.reading"],
    "clevercsv": ["core.data.reading"],
    "python_calamine": ["core.data.reading"],
    "msoffcrypto": ["core.data.reading"],
    "phonenumbers": ["core.data.personal"],
    "stdnum": ["core.data.personal"],
    "typst": ["core.reporting"],
    "altair": ["core.reporting"],
    "vl_convert": ["core.reporting"],
}
"""Who may import a library. What is not named here is used by many."""

TOO_LARGE_FOR_THE_ENDPOINT = {"pandas", "sklearn", "scipy", "sqlite_utils", "streamlit"}
GRAPH = our_imports()


def place(module: str) -> int:
    """Where a module stands: core by its districts, then pages/shared, the other pages, and last app.py."""
    parts = module.split(".")
    if parts[0] == "core" and len(parts) > 1:
        return ORDER.index(parts[1]) if parts[1] in ORDER else len(ORDER)
    last = {"core": -1, "pages": len(ORDER) + 1, "app": len(ORDER) + 2}
    return len(ORDER) if module.startswith("pages.shared") else last[parts[0]]


def without_a_place(graph: dict[str, set[str]]) -> list[str]:
    return sorted({name.split(".")[1] for name in graph if name.startswith("core.")} - set(ORDER))


def against_the_flow(graph: dict[str, set[str]]) -> list[str]:
    """Each import of a place that comes later, as "importer -> imported"."""
    return [
        f"{module} -> {target}"
        for module, targets in graph.items()
        for target in targets
        if module != "run" and target.split(".")[0] in {"core", "pages", "app"} and place(target) > place(module)
    ]


def circles_of_places(graph: dict[str, set[str]]) -> list[str]:
    """Files and folders of one district that, through others of it, import each other: inside a district imports run one way too."""
    places: dict[str, set[str]] = defaultdict(set)
    for module, targets in graph.items():
        for target in targets:
            here, there = module.split(".")[:3], target.split(".")[:3]
            if here[:2] == there[:2] and here != there and len(here) == len(there) == 3 and here[0] == "core":
                places[".".join(here)].add(".".join(there))
    return in_circles(dict(places))


def in_circles(graph: dict[str, set[str]]) -> list[str]:
    """Modules that, through others, import themselves."""
    return sorted(module for module in graph if any(module in _onward(target, graph) for target in graph[module]))


def _onward(start: str, graph: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += graph.get(name, ())
    return seen


def through_the_wall(graph: dict[str, set[str]]) -> list[str]:
    """Each import of a library by a module that is not its door."""
    return [
        f"{module} -> {target}"
        for module, targets in graph.items()
        for target in targets
        if (library := target.partition(".")[0]) in DOORS
        and not any(f"{module}.".startswith(f"{door}.") for door in DOORS[library])
    ]


def kept_out(graph: dict[str, set[str]]) -> list[str]:
    """Each import of a library by a district that must not know it."""
    return [
        f"{module} -> {target}"
        for module, targets in graph.items()
        for target in targets
        if module.startswith("core.") and target.partition(".")[0] in KEPT_OUT.get(module.split(".")[1], ())
    ]


def districts_of(start: str, graph: dict[str, set[str]]) -> set[str]:
    return {name.split(".")[1] for name in reached(start, graph) if name.startswith("core.")}


def too_large(start: str, graph: dict[str, set[str]]) -> set[str]:
    return {name.partition(".")[0] for name in reached(start, graph)} & TOO_LARGE_FOR_THE_ENDPOINT


def test_every_module_of_core_has_its_place() -> None:
    assert without_a_place(GRAPH) == [], "put it into ORDER, where data comes by"


def test_nothing_imports_what_comes_after_it() -> None:
    assert against_the_flow(GRAPH) == []


def test_nothing_imports_itself_through_others() -> None:
    assert in_circles(GRAPH) == []
    assert circles_of_places(GRAPH) == []


def test_each_library_has_one_door() -> None:
    assert through_the_wall(GRAPH) == []


def test_each_district_keeps_out_what_it_must_not_know() -> None:
    assert kept_out(GRAPH) == []


def test_there_are_nine_districts_and_two_faces() -> None:
    there = {name.split(".")[1] for name in GRAPH if name.startswith("core.")} - {"__main__"}
    assert there == {*DISTRICTS, "cli"}
    assert len(DISTRICTS) == 9


@pytest.mark.parametrize("district", DISTRICTS)
def test_each_district_has_a_face_of_three_sentences_and_nothing_else(district: str) -> None:
    face = ast.parse((ROOT / "core" / district / "__init__.py").read_text("utf-8"))
    assert len(face.body) == 1
    assert len(re.findall(r"[.?](?=\s|$)", ast.get_docstring(face) or "")) == 3


SERVING = sorted(name for name in GRAPH if f"{name}.".startswith("core.serving.endpoint."))


@pytest.mark.parametrize("module", SERVING)
def test_the_endpoint_imports_four_districts_and_nothing_large(module: str) -> None:
    assert districts_of(module, GRAPH) <= THE_ENDPOINTS
    assert too_large(module, GRAPH) == set()


def test_the_rules_see_what_breaks_them() -> None:
    graph = {
        "core.novelty": {"json"},
        "core.common.words": {"core.storage.store"},
        "core.storage.store": {"sqlite3"},
        "pages.today": {"app"},
    }
    assert without_a_place(graph) == ["novelty"]
    del graph["core.novelty"]
    assert against_the_flow(graph) == ["core.common.words -> core.storage.store", "pages.today -> app"]
    circle = {"core.data.a": {"core.data.b"}, "core.data.b": {"core.data.c"}, "core.data.c": {"core.data.a"}}
    assert in_circles(circle) == sorted(circle)
    across = {"core.data.a.x": {"core.data.b.x"}, "core.data.b.y": {"core.data.a.y"}}
    assert (in_circles(across), circles_of_places(across)) == ([], ["core.data.a", "core.data.b"])
    walls = {
        "core.data.a": {"streamlit.web"},
        "core.serving_more": {"uvicorn"},
        "core.data.b": {"sqlite3"},
        "pages.a": {"sklearn"},
    }
    assert len(through_the_wall(walls)) == len(walls)
    assert kept_out({"core.inference.a": {"pandas"}, "core.models.b": {"pandas"}}) == ["core.inference.a -> pandas"]
    far = {"core.inference.a": {"core.data.b.c"}, "core.data.b": {"pandas"}, "core.data.b.c": set()}
    assert too_large("core.inference.a", far) == {"pandas"}


def test_imports_are_seen_wherever_they_stand() -> None:
    ours = {"core.a", "core.a.files", "core.b"}
    source = """
import sklearn.metrics as m
from core import b, missing
from core.a import files, Vault
from .files import destroy
def later():
    from pandas import DataFrame
"""
    assert imports(source, "core.a", ours) == {"sklearn.metrics", "core.b", "core.a.files", "pandas"}

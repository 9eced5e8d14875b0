"""The house stays easy to find one's way in, and keeps to itself. Each rule is also shown something that breaks it."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.needs import lacking
from tests.rules.sources import ROOT, our_imports, product_files

FILE_LINES, USUAL_FILE_LINES = 250, 150
FUNCTION_LINES, USUAL_FUNCTION_LINES = 45, 25
PAGE_LINES = 80
MOST_FILES, MOST_FUNCTIONS = 0.85, 0.95

MAY_CATCH_ALL = {"core/operations/worker.py", "core/monitoring/indicator.py"}
"""One job, and one indicator, that breaks must not take the others with it."""
MAY_READ_THE_ENVIRONMENT = {"core/storage/settings.py", "run.py"}
"""run.py runs before there is anything to import."""

NOT_FOR_OTHERS = re.compile(
    "|".join(
        [
            r"pypi\.(?:org|io)|pythonhosted|anaconda\.org|npmjs",  # where packages come from is each machine's own matter
            r"(?<![\w.])/(?:work|root|opt)/\w|/tmp/(?:plan|h\d)|/home/\w+/|/Users/\w+/|[A-Z]:\\Users\\",
        ]
    )
)
WRITTEN_BY_A_TOOL = {"requirements.txt", "requirements-dev.txt"}

FILES = {str(path.relative_to(ROOT).as_posix()): path.read_text("utf-8") for path in product_files()}


def functions(source: str) -> Iterator[tuple[str, int]]:
    """Each function's name and its lines, without decorators and docstring."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            said = node.body[0] if ast.get_docstring(node) else None
            docstring = (said.end_lineno or 0) - said.lineno + 1 if said else 0
            yield node.name, (node.end_lineno or 0) - node.lineno + 1 - docstring


def broad_handlers(source: str) -> list[int]:
    """Lines of handlers that catch everything and go on. One that cleans up and raises again is none."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or re.search(r"\b(Base)?Exception\b", ast.unparse(node.type)))
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
    ]


def reads_environment(source: str) -> bool:
    return bool(re.search(r"\bos\.(environ|getenv|putenv)|from os import [^\n]*\b(environ|getenv)", source))


def names_of_machines(text: str) -> list[str]:
    return [found.group() for found in NOT_FOR_OTHERS.finditer(text)]


def private_reaches(source: str) -> set[str]:
    """Return the names with a leading underscore that a test takes from our own code."""
    tree, found = ast.parse(source), set()
    ours = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in {"core", "pages"}:
            found |= {alias.name for alias in node.names if _is_private(alias.name)}
            ours |= {alias.asname or alias.name for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ours:
            found |= {node.attr} if _is_private(node.attr) else set()
        if isinstance(node, ast.Constant) and re.fullmatch(r"(core|pages)(\.\w+)*\._\w+", str(node.value)):
            found.add(str(node.value))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("setattr") and len(node.args) > 1:
            name = node.args[1]
            found |= {name.value} if isinstance(name, ast.Constant) and _is_private(str(name.value)) else set()
    return found


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        lacking("this is not a git checkout, so nothing is tracked")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_file_eats_a_concept() -> None:
    assert {name: lines for name, text in FILES.items() if (lines := text.count("\n")) > FILE_LINES} == {}


def test_no_function_is_too_long_to_see_at_once() -> None:
    long = {
        f"{name}: {of}": lines
        for name, text in FILES.items()
        for of, lines in functions(text)
        if lines > FUNCTION_LINES
    }
    assert long == {}


def test_most_files_and_functions_are_short() -> None:
    files = [text.count("\n") <= USUAL_FILE_LINES for text in FILES.values()]
    all_functions = [lines <= USUAL_FUNCTION_LINES for text in FILES.values() for _, lines in functions(text)]
    assert sum(files) >= MOST_FILES * len(files)
    assert sum(all_functions) >= MOST_FUNCTIONS * len(all_functions)


def test_pages_stay_thin() -> None:
    pages = {name: text.count("\n") for name, text in FILES.items() if re.fullmatch(r"pages/\w+\.py", name)}
    assert {name: lines for name, lines in pages.items() if lines > PAGE_LINES} == {}


def test_every_file_says_what_it_is() -> None:
    assert [name for name, text in FILES.items() if text.strip() and not ast.get_docstring(ast.parse(text))] == []


def test_no_handler_hides_what_went_wrong() -> None:
    found = {name: lines for name, text in FILES.items() if (lines := broad_handlers(text))}
    assert {name: lines for name, lines in found.items() if name not in MAY_CATCH_ALL} == {}
    assert [name for name, lines in found.items() if len(lines) > 1] == []


def test_no_test_reaches_for_a_private_name() -> None:
    found = {
        str(path.relative_to(ROOT)): private_reaches(path.read_text("utf-8")) for path in (ROOT / "tests").rglob("*.py")
    }
    assert {name: names for name, names in found.items() if names} == {}


def test_the_environment_is_read_in_one_place() -> None:
    assert {name for name, text in FILES.items() if reads_environment(text)} <= MAY_READ_THE_ENVIRONMENT


def test_nothing_committed_names_a_machine_or_a_package_registry() -> None:
    found = {}
    for path in tracked_files():
        if b"\0" not in (contents := path.read_bytes())[:8000] and path != Path(__file__):
            found[str(path.relative_to(ROOT))] = names_of_machines(contents.decode("utf-8", "replace"))
    assert {name: names for name, names in found.items() if names} == {}


def test_the_lock_has_a_hash_for_every_package() -> None:
    for name in WRITTEN_BY_A_TOOL:
        entries = re.split(r"\n(?=\S)", (ROOT / name).read_text("utf-8").strip())
        assert len(entries) > 50
        assert [
            entry.split()[0]
            for entry in entries
            if not re.match(r"[\w.\[\]-]+==\S+( ; .*)? \\\n +--hash=sha256:", entry)
        ] == []


def test_what_is_installed_for_tests_is_what_is_shipped() -> None:
    shipped = set(re.findall(r"^[\w.\[\]-]+==\S+", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE))
    for name in WRITTEN_BY_A_TOOL:
        there = set(re.findall(r"^[\w.\[\]-]+==\S+", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        assert shipped - there == set()


def test_every_library_that_is_imported_is_asked_for() -> None:
    """What only comes along with another package could stay away with its next version."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {re.split(r"[<>=;\[ ]", line)[0] for line in asked}
    imported = {name.partition(".")[0] for found in our_imports().values() for name in found}
    others = imported - set(sys.stdlib_module_names) - {"core", "pages", "app"}
    packages = packages_distributions()
    assert {
        name for name in others if not {re.sub("[._]", "-", of).lower() for of in packages.get(name, [])} & names
    } == set()


def test_streamlit_is_told_to_keep_to_itself() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["address"] == "127.0.0.1"
    assert config["server"]["enableXsrfProtection"] is True
    assert config["server"]["showEmailPrompt"] is False
    assert config["client"]["showErrorDetails"] == "none"
    assert not re.search(r"https?://", (ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


def test_the_rules_see_what_breaks_them() -> None:
    body = "\n    ".join(["x = 1"] * 50)
    assert [lines for _, lines in functions(f"def f():\n    {body}") if lines > FUNCTION_LINES] == [51]
    assert list(functions('def f():\n    """Says\n    much."""\n    return 1')) == [("f", 2)]
    assert broad_handlers("try:\n    f()\nexcept (KeyError, Exception):\n    pass") == [3]
    assert broad_handlers("try:\n    f()\nexcept:\n    pass") == [3]
    assert broad_handlers("try:\n    f()\nexcept BaseException:\n    undo()\n    raise") == []
    private = "_f"
    reaches = f"from core.a import b, _c\nb._d()\nmonkeypatch.setattr(b, '_e', 1)\nx = 'core.a.{private}'"
    assert private_reaches(reaches) == {"_c", "_d", "_e", f"core.a.{private}"}
    assert private_reaches("from core import a\na.b._replace(c=1)\nself._x = a.__name__") == set()
    assert reads_environment("import os\nos.environ['HOME']")
    assert reads_environment("from os import path, getenv")
    for path in ("/work/main/core", "https://pypi.org/simple", "see /root/x", "/tmp/plan/COMMON.md", "C:\\Users\\me"):
        assert names_of_machines(path)
    assert not names_of_machines("/docs/work/today and networking/opt/x")

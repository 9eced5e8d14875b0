"""The project's own files and what they import, read without running them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def product_files() -> list[Path]:
    """Every Python file that is shipped: the two starters, the core and the pages."""
    found = [*(ROOT / "core").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    return sorted(path for path in [ROOT / "app.py", ROOT / "run.py", *found] if path.exists())


def module_name(path: Path) -> str:
    """core/storage/vault/sealing.py -> "core.storage.vault.sealing"; a package's __init__ has the package's name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(source: str, package: str, ours: set[str]) -> set[str]:
    """All that `source` imports anywhere in it, also inside functions. Of `ours`, names are as precise as they can be told.

    `package` is where relative imports start. Imports for the type checker alone count too.
    """
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            base = ".".join(filter(None, [start, node.module]))
            deeper = {f"{base}.{alias.name}" for alias in node.names}
            found |= (deeper & ours) or {base}
    return found


def our_imports() -> dict[str, set[str]]:
    """For each module of ours the names of what it imports, ours and others'."""
    files = {module_name(path): path for path in product_files()}
    ours = set(files)
    return {
        name: imports(path.read_text("utf-8"), name if path.name == "__init__.py" else name.rpartition(".")[0], ours)
        for name, path in files.items()
    }


def reached(start: str, graph: dict[str, set[str]]) -> set[str]:
    """Everything that importing `start` brings along, found through our own files: the packages a module lies in as well."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += [*graph.get(name, ()), *_parents(name)]
    return seen


def _parents(name: str) -> Iterator[str]:
    parts = name.split(".")
    yield from (".".join(parts[:length]) for length in range(1, len(parts)))

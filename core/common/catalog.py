"""Finds the files of a folder that each hold one variant: a template, an indicator. No list of them is kept by hand."""

import importlib
import pkgutil
from functools import cache
from types import ModuleType
from typing import Any


class BrokenCatalogue(Exception):
    """A file of the folder does not hold what every file of it must hold. A programmer's mistake, so it stops the start."""


@cache
def find_variants(package: str, constant: str, kind: type) -> dict[str, Any]:
    """Return one variant from each module of `package`, by key, in the order of their file names.

    Each module has to hold `constant`, an instance of `kind`, whose `key` is the module's own name.

    Raises:
        BrokenCatalogue: a file without the constant, of another kind, or named differently from its key.
    """
    variants: dict[str, Any] = {}
    for module in _modules(importlib.import_module(package)):
        name = module.__name__.rpartition(".")[2]
        variant = getattr(module, constant, None)
        if not isinstance(variant, kind):
            raise BrokenCatalogue(f"{module.__name__} holds no {constant}")
        key = getattr(variant, "key", None)
        if key != name:
            raise BrokenCatalogue(f"{module.__name__} calls its {constant} {key!r}: file and key must agree")
        variants[name] = variant
    return variants


def _modules(package: ModuleType) -> list[ModuleType]:
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__) if not found.name.startswith("_"))
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]

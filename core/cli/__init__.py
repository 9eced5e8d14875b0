"""The command line: `python -m core VERB …`.

Each file of this folder holds verbs in a constant `COMMANDS` (click commands or groups, each made with `output.verb`); no
list of them is kept by hand. A command file imports what takes long (training, indicators) inside its functions, so that
other verbs start fast.
"""

import importlib
import pkgutil

import click

from core.common.catalog import BrokenCatalogue

HELPERS = {"output"}
"""Files here that hold no verbs of their own; those whose names begin with "_" hold parts of others."""


def verbs() -> click.Group:
    """Return all verbs that the folder's files hold, as one group.

    Raises:
        BrokenCatalogue: a file without `COMMANDS`, or two verbs of the same name.
    """
    group = click.Group("plainwell", help="Models for a small business, in plain words, on its own computer.")
    for found in pkgutil.iter_modules(__path__):
        if found.name in HELPERS or found.name.startswith("_"):
            continue
        module = importlib.import_module(f"{__name__}.{found.name}")
        for command in getattr(module, "COMMANDS", ()) or _nothing_in(module.__name__):
            if command.name in group.commands:
                raise BrokenCatalogue(f"{module.__name__} holds a verb {command.name!r} that another file holds too")
            group.add_command(command)
    return group


def _nothing_in(module: str) -> tuple[click.Command, ...]:
    raise BrokenCatalogue(f"{module} holds no COMMANDS")

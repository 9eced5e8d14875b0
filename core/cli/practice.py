"""`practice add` and `practice remove`: the practice shop."""

from collections.abc import Iterable

import click

from core.cli.output import Facts, progress, verb
from core.common.actor import COMMAND_LINE
from core.storage.workspace import Workspace


def _added(facts: Facts) -> Iterable[str]:
    yield f"The practice shop is open, with {len(facts['models'])} models. Remove it with: practice remove"


def _removed(facts: Facts) -> Iterable[str]:
    yield "The practice shop is gone." if facts["models"] else "There was no practice shop."


@verb("add", words=_added)
def add(workspace: Workspace) -> Facts:
    """Puts up an invented business, four months old, with a real problem in its last month."""
    from core.operations import demo  # brings scikit-learn along

    return dict(demo.add(workspace, who=COMMAND_LINE, progress=progress))


@verb("remove", words=_removed)
def remove(workspace: Workspace) -> Facts:
    """Takes the practice shop away again, and nothing else."""
    from core.operations import demo

    return dict(demo.remove(workspace, who=COMMAND_LINE))


@click.group("practice", commands=[add, remove])
def practice_shop() -> None:
    """An invented business to look around in."""


COMMANDS = (practice_shop,)

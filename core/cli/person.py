"""Verbs about one person: `person find`, `person erase`."""

from typing import TYPE_CHECKING

import click

from core.cli.output import Facts, verb
from core.common.actor import COMMAND_LINE

if TYPE_CHECKING:
    from core.storage.workspace import Workspace


@click.group("person")
def person() -> None:
    """What is held about one person, and taking it out."""


def _found(facts: Facts) -> list[str]:
    return facts["sentences"] or ["Nothing is held under that."]


@verb("find", words=_found)
@click.argument("value")
def find(workspace: "Workspace", value: str) -> Facts:
    """Where a whole cell is VALUE: an id, an e-mail address, a name. Capitals and spaces do not matter."""
    from core.operations import person_data

    held = person_data.find(workspace, value)
    return {**held.as_dict(), "sentences": list(person_data.sentences(workspace, held))}


@verb("erase", words=lambda facts: [f"{facts['erased']:,} of {facts['rows']:,} rows erased.", *facts["stays"]])
@click.argument("value")
def erase(workspace: "Workspace", value: str) -> Facts:
    """Takes out what `find` finds. It cannot be undone."""
    from core.operations.person_data import erase

    return erase(workspace, value, COMMAND_LINE).as_dict()


person.add_command(find)
person.add_command(erase)
COMMANDS: tuple[click.Command, ...] = (person,)

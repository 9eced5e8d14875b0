"""Verbs for how a table came about: `data append D FILE`, `data versions D`, `data origin D`."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import click

from core.cli._tables import LOCKED, bytes_of, facts_of, password_of
from core.cli.output import Facts, progress, verb
from core.common.actor import COMMAND_LINE
from core.common.errors import OwnerError
from core.storage.workspace import Workspace


def _words_of_append(facts: Facts) -> Iterator[str]:
    yield from facts["comparison"]
    yield f"“{facts['name']}” is now version {facts['version']} with {facts['rows']} rows."


@verb("append", words=_words_of_append)
@click.argument("dataset")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--keep-copies", is_flag=True, help="Add rows that are there already once more.")
@click.option("--password-file", type=click.Path(path_type=Path), help=LOCKED)
def append(workspace: Workspace, dataset: str, file: Path, keep_copies: bool, password_file: Path | None) -> Facts:
    """Puts the rows of FILE, such as next month's export, to the table DATASET (id or name), as its next version."""
    from core.data import dataset as datasets

    found = datasets.find(workspace, dataset)
    password = password_of(password_file)
    read = datasets.add(
        workspace, bytes_of(file), file.name, password=password, state="preview", who=COMMAND_LINE, progress=progress
    )
    try:
        compared = datasets.compare(workspace, found.id, read.id)
        joining = replace(compared.joining, keep_copies=True) if keep_copies else None
        joined = datasets.append(workspace, found.id, read.id, joining, COMMAND_LINE)
    except OwnerError:
        datasets.delete(workspace, read.id, COMMAND_LINE)
        raise
    made = datasets.versions(workspace, found.id)[0].made
    return {
        **facts_of(workspace, joined),
        "version": joined.version,
        "comparison": list(compared.sentences),
        **{name: made[name] for name in ("added", "copies", "replaced")},
    }


def _words_of_versions(facts: Facts) -> Iterator[str]:
    for one in facts["versions"]:
        mark = "*" if one["in_use"] else " "
        yield f"{mark} {one['version']}  {one['created'][:10]}  {one['rows']} rows  {one['story']}"


@verb("versions", words=_words_of_versions)
@click.argument("dataset")
@click.option("--use", type=click.IntRange(1), help="The number of the version to use from now on.")
def versions(workspace: Workspace, dataset: str, use: int | None) -> Facts:
    """How the table DATASET (id or name) came about, the newest version first."""
    from core.data import dataset as datasets
    from core.storage import preferences

    found = datasets.find(workspace, dataset)
    if use is not None:
        datasets.go_back(workspace, found.id, use, COMMAND_LINE)
    words = preferences.load(workspace).words
    return {
        "dataset": found.id,
        "versions": [
            {
                "version": one.number,
                "created": one.created,
                "rows": one.rows,
                "files": list(one.files),
                "repairs": one.repairs,
                "in_use": one.is_current,
                "content": one.content,
                "story": datasets.story(one, words),
            }
            for one in datasets.versions(workspace, found.id)
        ],
    }


def _words_of_origin(facts: Facts) -> Iterator[str]:
    for name in ("purpose", "source", "reason"):
        yield f"{name.capitalize()}: {facts['origin'][name] or 'not noted yet'}"


@verb("origin", words=_words_of_origin)
@click.argument("dataset")
@click.option("--purpose", help="What it is for.")
@click.option("--source", help="Where it comes from.")
@click.option(
    "--basis", help="Why the business may use it: consent, contract, law, interest, or nobody (not about people)."
)
def origin(workspace: Workspace, dataset: str, purpose: str | None, source: str | None, basis: str | None) -> Facts:
    """Shows or notes what the table DATASET (id or name) is for, where it comes from and why it may be used."""
    from core.data import dataset as datasets

    found = datasets.find(workspace, dataset)
    noted = datasets.provenance(workspace, found.id)
    told = {"purpose": purpose, "source": source, "basis": basis}
    changed = {name: value for name, value in told.items() if value is not None}
    if changed:
        noted = datasets.note_provenance(workspace, found.id, **{**asdict(noted), **changed}, who=COMMAND_LINE)
    return {"dataset": found.id, "origin": {**asdict(noted), "reason": noted.reason}}

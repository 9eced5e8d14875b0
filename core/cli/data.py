"""Verbs for tables: `data add FILE`, `data list`, `data show D`, `data delete D`; and those of `_lineage`."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from core.cli._lineage import append, origin, versions
from core.cli._tables import LOCKED, bytes_of, facts_of, password_of, rows_of
from core.cli.output import Facts, progress, verb
from core.common.actor import COMMAND_LINE
from core.storage.workspace import Workspace

_SHOWN_TO_PEOPLE = 10


@click.group("data")
def data() -> None:
    """Your tables: add, list, show, append, delete, and where they come from."""


def _words_of_add(facts: Facts) -> Iterator[str]:
    yield f"Kept as {facts['dataset']} “{facts['name']}”: {facts['rows']} rows, {len(facts['columns'])} columns."
    for column in facts["columns"]:
        unsure = "" if column["personal_sure"] else " (not sure)"
        personal = f", personal: {column['personal']}{unsure}" if column["personal"] else ""
        missing = f", {column['missing']} missing" if column["missing"] else ""
        yield f"  {column['name']}: {column['kind']}{missing}{personal}"
    yield from facts["reading"]
    for finding in facts["findings"]:
        yield f"{finding['sentence']} {finding['advice']}"


@verb("add", words=_words_of_add)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help="What to call it; else the file's name.")
@click.option("--sheet", help="Which sheet of a workbook; else the one with the largest table.")
@click.option("--password-file", type=click.Path(path_type=Path), help=LOCKED)
def add(workspace: Workspace, file: Path, name: str | None, sheet: str | None, password_file: Path | None) -> Facts:
    """Reads, checks and keeps the table in FILE."""
    from core.data import dataset
    from core.data.reading import Choices

    password = password_of(password_file)
    kept = dataset.add(
        workspace,
        bytes_of(file),
        file.name,
        name=name,
        choices=Choices(sheet=sheet),
        password=password,
        who=COMMAND_LINE,
        progress=progress,
    )
    return facts_of(workspace, kept)


def _words_of_list(facts: Facts) -> Iterator[str]:
    if not facts["datasets"]:
        yield "No tables yet. Add one with: data add FILE"
    for one in facts["datasets"]:
        yield f"{one['dataset']}  {one['name']}: {one['rows']} rows, {one['columns']} columns, since {one['created'][:10]}"


@verb("list", words=_words_of_list)
def show_all(workspace: Workspace) -> Facts:
    """All tables, the newest first."""
    from core.data import dataset

    return {
        "datasets": [
            {
                "dataset": one.id,
                "name": one.name,
                "filename": one.filename,
                "state": one.state,
                "created": one.created,
                "rows": one.rows,
                "columns": len(one.columns),
                "practice": one.practice,
            }
            for one in dataset.all_datasets(workspace)
        ]
    }


def _words_of_show(facts: Facts) -> Iterator[str]:
    yield "\t".join(column["name"] for column in facts["columns"])
    for row in facts["rows"][:_SHOWN_TO_PEOPLE]:
        yield "  ".join("" if cell is None else str(cell) for cell in row)
    if len(facts["rows"]) > _SHOWN_TO_PEOPLE:
        yield f"… and {len(facts['rows']) - _SHOWN_TO_PEOPLE} more rows"


@verb("show", words=_words_of_show)
@click.argument("dataset")
@click.option("--rows", type=click.IntRange(0), help="How many rows, from the first; all if left out.")
def show(workspace: Workspace, dataset: str, rows: int | None) -> Facts:
    """The table DATASET (id or name) as it was understood."""
    from core.data import dataset as datasets

    found = datasets.find(workspace, dataset)
    table = datasets.frame(workspace, found.id)
    noted = datasets.provenance(workspace, found.id)
    told = {"version": found.version, "origin": {**asdict(noted), "reason": noted.reason}}
    told["repairs"] = [one.sentence for one in datasets.repairs(workspace, found.id)]
    return {
        **facts_of(workspace, found),
        **told,
        "rows": rows_of(table if rows is None else table.head(rows)),
        "total": found.rows,
    }


@verb("delete", words=lambda facts: [f"Deleted {facts['deleted']}, with the file it came from."])
@click.argument("dataset")
def delete(workspace: Workspace, dataset: str) -> Facts:
    """Removes the table DATASET (id or name) and its file. Models that learned from it stay."""
    from core.data import dataset as datasets

    found = datasets.find(workspace, dataset)
    datasets.delete(workspace, found.id, COMMAND_LINE)
    return {"deleted": found.id}


for _verb in (add, show_all, show, append, versions, origin, delete):
    data.add_command(_verb)

COMMANDS: tuple[click.Command, ...] = (data,)

"""Verbs for tables: `data add FILE`, `data list`, `data show D`, `data delete D`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.cli.output import WHO, Facts, progress, verb
from core.errors import NotFound, NotPossibleNow
from core.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

    from core.dataset import Dataset

_SHOWN_TO_PEOPLE = 10


@click.group("data")
def data() -> None:
    """Your tables: add, list, show, delete."""


def _words_of_add(facts: Facts) -> Iterator[str]:
    yield f"Kept as {facts['dataset']} “{facts['name']}”: {facts['rows']} rows, {len(facts['columns'])} columns."
    for column in facts["columns"]:
        personal = f", personal: {column['personal']}" if column["personal"] else ""
        missing = f", {column['missing']} missing" if column["missing"] else ""
        yield f"  {column['name']}: {column['kind']}{missing}{personal}"
    yield from facts["reading"]
    for finding in facts["findings"]:
        yield f"{finding['sentence']} {finding['advice']}"


@verb("add", words=_words_of_add)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help="What to call it; else the file's name.")
@click.option("--sheet", help="Which sheet of a workbook; else the one with the largest table.")
@click.option(
    "--password-file", type=click.Path(path_type=Path), help="A file whose first line opens a locked workbook."
)
def add(workspace: Workspace, file: Path, name: str | None, sheet: str | None, password_file: Path | None) -> Facts:
    """Reads, checks and keeps the table in FILE."""
    from core import dataset
    from core.reading import Choices

    password = _bytes(password_file).decode("utf-8", "replace").splitlines()[0] if password_file else None
    kept = dataset.add(
        workspace,
        _bytes(file),
        file.name,
        name=name,
        choices=Choices(sheet=sheet),
        password=password,
        who=WHO,
        on_progress=progress,
    )
    return _facts(workspace, kept)


def _words_of_list(facts: Facts) -> Iterator[str]:
    if not facts["datasets"]:
        yield "No tables yet. Add one with: data add FILE"
    for one in facts["datasets"]:
        yield f"{one['dataset']}  {one['name']}: {one['rows']} rows, {one['columns']} columns, since {one['created'][:10]}"


@verb("list", words=_words_of_list)
def show_all(workspace: Workspace) -> Facts:
    """All tables, the newest first."""
    from core import dataset

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
    from core import dataset as datasets

    found = datasets.find(workspace, dataset)
    table = datasets.frame(workspace, found.id)
    return {**_facts(workspace, found), "rows": _rows(table if rows is None else table.head(rows)), "total": found.rows}


@verb("delete", words=lambda facts: [f"Deleted {facts['deleted']}, with the file it came from."])
@click.argument("dataset")
def delete(workspace: Workspace, dataset: str) -> Facts:
    """Removes the table DATASET (id or name) and its file. Models that learned from it stay."""
    from core import dataset as datasets

    found = datasets.find(workspace, dataset)
    datasets.delete(workspace, found.id, WHO)
    return {"deleted": found.id}


def _bytes(file: Path) -> bytes:
    from core.reading import contents

    try:
        return contents(file)
    except FileNotFoundError as missing:
        raise NotFound("There is no file of that name.", "Check the name and the folder.") from missing
    except OSError as failure:
        raise NotPossibleNow("That file cannot be opened.", "Name a file that you may read, not a folder.") from failure


def _facts(workspace: Workspace, found: "Dataset") -> Facts:
    from core import survey

    columns = [
        {"name": column.name, "kind": column.kind, "personal": column.personal, "missing": column.missing}
        for column in found.columns
    ]
    return {
        "dataset": found.id,
        "name": found.name,
        "rows": found.rows,
        "columns": columns,
        "reading": [note.sentence for note in found.notes],
        "sheets": list(found.sheets),
        "findings": [finding.as_dict() for finding in survey.of_table(workspace, found.id)],
    }


def _rows(table: "pd.DataFrame") -> list[list[Any]]:
    """Rows of plain values: numbers, ISO dates, true and false, text, None."""
    columns = [[_plain(value) for value in table[name]] for name in table.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def _plain(value: Any) -> Any:
    import pandas as pd

    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat() if value == value.normalize() else value.isoformat()
    return value.item() if hasattr(value, "item") else value


for _verb in (add, show_all, show, delete):
    data.add_command(_verb)

COMMANDS: tuple[click.Command, ...] = (data,)

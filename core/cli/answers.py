"""Verbs of whole files: `predict` answers for one; `outcomes` and `decisions` tell what became of answers."""

from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.cli._matched import words_of_matched
from core.cli._named import id_of
from core.cli.output import Facts, progress, verb
from core.storage.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _table(file: Path, id_column: str) -> "pd.DataFrame":
    from core.data.reading import Choices, read_table

    return read_table(file, file.name, Choices(kinds={id_column: "id"})).frame


def _past(day: datetime | None) -> date | None:
    if day is None:
        return None
    if day.date() > datetime.now(UTC).date():
        raise click.BadParameter("the day must not lie ahead", param_hint="--date")
    return day.date()


@verb("predict", words=lambda facts: [f"{facts['rows']:,} rows, {facts['refused']:,} without an answer."])
@click.argument("model")
@click.argument("file", type=_FILE)
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="CSV, or XLSX by its ending."
)
@click.option("--date", "day", type=_DAY, help="Logs the answers as of a past day.")
@click.option("--keep-columns", is_flag=True, help="Repeats the columns of the file.")
def predict(
    workspace: Workspace, model: str, file: Path, *, out: Path, day: datetime | None, keep_columns: bool
) -> Facts:
    """Answers for a whole file."""
    from core.serving import deployment

    scored = deployment.predict_file(
        workspace, id_of(workspace, model), file, out, day=_past(day), keep_columns=keep_columns, progress=progress
    )
    return asdict(scored)


@verb("outcomes", words=words_of_matched)
@click.argument("model")
@click.argument("file", type=_FILE)
@click.option("--id", "id_column", required=True, help="Column with the prediction's id, or your own.")
@click.option("--actual", required=True, help="Column with what really happened.")
@click.option("--date", "day", type=_DAY, help="Counts as told on a past day.")
def outcomes(
    workspace: Workspace, model: str, file: Path, *, id_column: str, actual: str, day: datetime | None
) -> Facts:
    """Tells what really happened."""
    from core.serving import deployment

    frame = _table(file, id_column)
    return asdict(
        deployment.record_outcomes(workspace, id_of(workspace, model), frame, id_column, actual, day=_past(day))
    )


@verb("decisions", words=words_of_matched)
@click.argument("model")
@click.argument("file", type=_FILE)
@click.option("--id", "id_column", required=True, help="Column with the prediction's id, or your own.")
@click.option("--decision", required=True, help="Column with what people did.")
@click.option("--seconds", help="Column with how long it took them.")
@click.option("--date", "day", type=_DAY, help="Counts as told on a past day.")
def decisions(
    workspace: Workspace,
    model: str,
    file: Path,
    *,
    id_column: str,
    decision: str,
    seconds: str | None,
    day: datetime | None,
) -> Facts:
    """Tells what people did with the advice."""
    from core.serving import deployment

    frame, model_id = _table(file, id_column), id_of(workspace, model)
    matched = deployment.record_decisions(
        workspace, model_id, frame, id_column, decision, day=_past(day), seconds_column=seconds
    )
    return asdict(matched)


COMMANDS: tuple[click.Command, ...] = (predict, outcomes, decisions)

"""Verbs of live models: `deploy`, `pause`, `resume`, `predict`, `outcomes`, `decisions`."""

from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.cli.output import WHO, Facts, progress, verb
from core.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _id(workspace: Workspace, model: str) -> str:
    from core import model_version

    return model_version.find(workspace, model).id


def _table(file: Path, id_column: str) -> "pd.DataFrame":
    from core.reading import Choices, read_table

    return read_table(file, file.name, Choices(kinds={id_column: "id"})).frame


def _past(day: datetime | None) -> date | None:
    if day is None:
        return None
    if day.date() > datetime.now(UTC).date():
        raise click.BadParameter("the day must not lie ahead", param_hint="--date")
    return day.date()


def _state(workspace: Workspace, model: str) -> Facts:
    from core import deployment

    found = deployment.live_of(workspace, _id(workspace, model))
    return asdict(found) if found else {}


def _deployed(facts: Facts) -> list[str]:
    lines = [f"Version {facts['version']} is live.", f"Address: {facts['url']}"]
    return [*lines, f"Key, shown only now: {facts['key']}"] if facts["key"] else lines


def _matched(facts: Facts) -> list[str]:
    lines = [f"{facts['matched']:,} matched, {facts['unmatched']:,} not."]
    if facts["unreadable"]:
        lines.append(f"{facts['unreadable']:,} could not be understood.")
    return lines


@verb("deploy", words=_deployed)
@click.argument("model")
@click.option("--version", "number", type=int, help="The newest, unless another is named.")
@click.option("--new-key", is_flag=True, help="Makes another key even if there is one.")
def deploy(workspace: Workspace, model: str, number: int | None, new_key: bool) -> Facts:
    """Puts a model live on this computer."""
    from core import deployment

    return asdict(deployment.deploy(workspace, _id(workspace, model), number, who=WHO, another_key=new_key))


@verb("pause", words=lambda _: ["Paused. Callers are told to come back later."])
@click.argument("model")
def pause(workspace: Workspace, model: str) -> Facts:
    """Stops a live model from answering for a while."""
    from core import deployment

    deployment.pause(workspace, _id(workspace, model), WHO)
    return _state(workspace, model)


@verb("resume", words=lambda _: ["It answers again."])
@click.argument("model")
def resume(workspace: Workspace, model: str) -> Facts:
    """Lets a paused model answer again."""
    from core import deployment

    deployment.resume(workspace, _id(workspace, model), WHO)
    return _state(workspace, model)


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
    from core import deployment

    scored = deployment.predict_file(
        workspace, _id(workspace, model), file, out, day=_past(day), keep_columns=keep_columns, on_progress=progress
    )
    return asdict(scored)


@verb("outcomes", words=_matched)
@click.argument("model")
@click.argument("file", type=_FILE)
@click.option("--id", "id_column", required=True, help="Column with the prediction's id, or your own.")
@click.option("--actual", required=True, help="Column with what really happened.")
@click.option("--date", "day", type=_DAY, help="Counts as told on a past day.")
def outcomes(
    workspace: Workspace, model: str, file: Path, *, id_column: str, actual: str, day: datetime | None
) -> Facts:
    """Tells what really happened."""
    from core import deployment

    frame = _table(file, id_column)
    return asdict(
        deployment.record_outcomes(workspace, _id(workspace, model), frame, id_column, actual, day=_past(day))
    )


@verb("decisions", words=_matched)
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
    from core import deployment

    frame, model_id = _table(file, id_column), _id(workspace, model)
    matched = deployment.record_decisions(
        workspace, model_id, frame, id_column, decision, day=_past(day), seconds_column=seconds
    )
    return asdict(matched)


COMMANDS: tuple[click.Command, ...] = (deploy, pause, resume, predict, outcomes, decisions)

"""Verbs of live models: `deploy`, `rollback`, `pause`, `resume`, `predict`, `outcomes`, `decisions`."""

from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.cli._matched import words_of_matched
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
    beside = facts.get("beside")
    if beside is None:
        put = f"Version {facts['version']} is live."
    elif beside["share"]:
        put = f"Version {facts['version']} answers {beside['share']:.0%} of all rows, beside the live one."
    else:
        put = f"Version {facts['version']} watches. It answers nobody, and what it would say is kept."
    lines = [put, f"Address: {facts['url']}"]
    return [*lines, f"Key, shown only now: {facts['key']}"] if facts["key"] else lines


@verb("deploy", words=_deployed)
@click.argument("model")
@click.option("--version", "number", type=int, help="The newest, unless another is named.")
@click.option("--share", type=float, help="Puts it beside the live version, for so much of all rows: 0.1 is 1 in 10.")
@click.option("--shadow", is_flag=True, help="Puts it beside the live version to watch: it answers nobody.")
@click.option("--new-key", is_flag=True, help="Makes another key even if there is one.")
@click.option("--confirm", help="The model's name: needed for a version that was found clearly worse.")
def deploy(
    workspace: Workspace,
    model: str,
    *,
    number: int | None,
    share: float | None,
    shadow: bool,
    new_key: bool,
    confirm: str | None,
) -> Facts:
    """Puts a model live on this computer: all at once, for a share of the rows, or only to watch."""
    from core import deployment

    model_id = _id(workspace, model)
    made = deployment.deploy(
        workspace,
        model_id,
        number,
        who=WHO,
        another_key=new_key,
        share=share,
        shadow=shadow,
        confirmed=confirm,
    )
    found = deployment.live_of(workspace, model_id)
    beside = asdict(found.beside) if found and found.beside else None
    return {**asdict(made), **({"beside": beside} if beside else {})}


@verb("rollback", words=lambda facts: [f"Version {facts['version']} answers again."])
@click.argument("model")
def rollback(workspace: Workspace, model: str) -> Facts:
    """Takes back the version that came in last: one beside the live one, else the live one itself."""
    from core import deployment

    return asdict(deployment.rollback(workspace, _id(workspace, model), who=WHO))


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
    from core import deployment

    frame = _table(file, id_column)
    return asdict(
        deployment.record_outcomes(workspace, _id(workspace, model), frame, id_column, actual, day=_past(day))
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
    from core import deployment

    frame, model_id = _table(file, id_column), _id(workspace, model)
    matched = deployment.record_decisions(
        workspace, model_id, frame, id_column, decision, day=_past(day), seconds_column=seconds
    )
    return asdict(matched)


COMMANDS: tuple[click.Command, ...] = (deploy, rollback, pause, resume, predict, outcomes, decisions)

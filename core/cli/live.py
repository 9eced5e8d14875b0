"""Verbs that say which version of a model answers: `deploy`, `rollback`, `pause`, `resume`."""

from dataclasses import asdict

import click

from core.cli._named import id_of
from core.cli.output import Facts, verb
from core.common.actor import COMMAND_LINE
from core.common.errors import ClearlyWorse
from core.storage.workspace import Workspace


def _state(workspace: Workspace, model: str) -> Facts:
    from core.serving import deployment

    found = deployment.live_of(workspace, id_of(workspace, model))
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
    from core.serving import deployment

    model_id = id_of(workspace, model)
    try:
        made = deployment.deploy(
            workspace,
            model_id,
            number,
            who=COMMAND_LINE,
            another_key=new_key,
            share=share,
            shadow=shadow,
            confirmed=confirm,
        )
    except ClearlyWorse as worse:
        raise ClearlyWorse(worse.sentence, f"{worse.advice} That is --confirm NAME here.", **worse.facts) from worse
    found = deployment.live_of(workspace, model_id)
    beside = asdict(found.beside) if found and found.beside else None
    return {**asdict(made), **({"beside": beside} if beside else {})}


@verb("rollback", words=lambda facts: [f"Version {facts['version']} answers again."])
@click.argument("model")
def rollback(workspace: Workspace, model: str) -> Facts:
    """Takes back the version that came in last: one beside the live one, else the live one itself."""
    from core.serving import deployment

    return asdict(deployment.rollback(workspace, id_of(workspace, model), who=COMMAND_LINE))


@verb("pause", words=lambda _: ["Paused. Callers are told to come back later."])
@click.argument("model")
def pause(workspace: Workspace, model: str) -> Facts:
    """Stops a live model from answering for a while."""
    from core.serving import deployment

    deployment.pause(workspace, id_of(workspace, model), COMMAND_LINE)
    return _state(workspace, model)


@verb("resume", words=lambda _: ["It answers again."])
@click.argument("model")
def resume(workspace: Workspace, model: str) -> Facts:
    """Lets a paused model answer again."""
    from core.serving import deployment

    deployment.resume(workspace, id_of(workspace, model), COMMAND_LINE)
    return _state(workspace, model)


COMMANDS: tuple[click.Command, ...] = (deploy, rollback, pause, resume)

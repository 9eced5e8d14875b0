"""Verbs for a model's next versions: `retrain M`, `schedule M`, `card M`."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from core.cli._made import facts_of_made, words_of_made
from core.cli._tables import bytes_of
from core.cli.output import Ended, Facts, progress, verb
from core.common.actor import COMMAND_LINE
from core.storage.workspace import Workspace

BAD = ("worse", "clearly_worse")
"""Levels of a comparison that a gate can be set at."""


def _words_of_retrain(facts: Facts) -> Iterator[str]:
    yield from facts["comparison"]["sentences"]
    yield from words_of_made(facts)
    yield "It is not live yet. Put it live with: deploy MODEL"


@verb("retrain", words=_words_of_retrain)
@click.argument("model")
@click.option("--data", help="The table to learn from (id or name); else the model's own table as it is now.")
@click.option(
    "--append", type=click.Path(path_type=Path), help="A file to put to that table first, as its next version."
)
@click.option("--outcomes", is_flag=True, help="Learns from answers whose end is known, too.")
@click.option("--fail-on", type=click.Choice(BAD), help="End with 1 when the new version is this bad or worse.")
def retrain(
    workspace: Workspace, model: str, *, data: str | None, append: Path | None, outcomes: bool, fail_on: str | None
) -> Facts | Ended:
    """Makes the next version of MODEL and compares it with the one before. It does not go live by itself."""
    from core.data.dataset import OpenTables
    from core.models import comparison, registry
    from core.monitoring import checkup
    from core.operations import retraining

    found = registry.find(workspace, model)
    if append:
        _append(workspace, data or found.plan.dataset, append)
    fresh, tables = retraining.Fresh(data, outcomes), OpenTables(workspace)
    version = retraining.retrain(workspace, found.id, fresh, who=COMMAND_LINE, progress=progress, tables=tables)
    findings = checkup.check_new_version(workspace, version, who=COMMAND_LINE, tables=tables)
    kept = comparison.kept(workspace, found.id, version.number)
    told: Facts = {
        **facts_of_made(workspace, version, findings),
        "fresh": dict(version.fresh),
        "comparison": kept.comparison.as_dict() if kept else None,
    }
    level = kept.comparison.level if kept else ""
    too_bad = fail_on and level in BAD and BAD.index(level) >= BAD.index(fail_on)
    return Ended(told, 1) if too_bad else told


def _append(workspace: Workspace, table: str, file: Path) -> None:
    from core.common.errors import OwnerError
    from core.data import dataset

    kept = dataset.find(workspace, table)
    read = dataset.add(workspace, bytes_of(file), file.name, state="preview", who=COMMAND_LINE, progress=progress)
    try:
        dataset.append(workspace, kept.id, read.id, who=COMMAND_LINE)
    except OwnerError:
        dataset.delete(workspace, read.id, COMMAND_LINE)
        raise


def _words_of_schedule(facts: Facts) -> list[str]:
    if not facts["monthly"]:
        return ["It is taught again only when you say so."]
    after = "waits for you" if facts["approval"] else "goes live by itself if it is better, and never if it is not"
    return [f"From the first Monday of a month, if new ends came, a new version is made. It {after}."]


@verb("schedule", words=_words_of_schedule)
@click.argument("model")
@click.option("--monthly/--off", default=None, help="Teach it again from the first Monday of each month, or not.")
@click.option("--approval/--without-approval", default=None, help="Wait for the owner, or put a better version live.")
def schedule(workspace: Workspace, model: str, *, monthly: bool | None, approval: bool | None) -> Facts:
    """Shows or changes when MODEL is taught again by itself."""
    from core.models import registry
    from core.operations import retraining

    found = registry.find(workspace, model)
    now = asdict(retraining.schedule_of(workspace, found.id))
    told = {"monthly": monthly, "approval": approval}
    changed = {name: value for name, value in told.items() if value is not None}
    if changed:
        retraining.set_schedule(workspace, found.id, retraining.Schedule(**{**now, **changed}), COMMAND_LINE)
    return {"model": found.id, **now, **changed}


@verb("card", words=lambda facts: facts["text"].splitlines())
@click.argument("model")
@click.option("--version", "number", type=int, help="The newest, unless another is named.")
def card(workspace: Workspace, model: str, number: int | None) -> Facts:
    """What a version of MODEL is for and not for, what it was made of, how good it is, and how it was checked."""
    from core.models import model_card, registry

    found = model_card.card(workspace, registry.find(workspace, model).id, number)
    return {
        "version": found.version,
        "sections": [{"title": section.title, "sentences": list(section.sentences)} for section in found.sections],
        "text": found.as_text(),
    }


COMMANDS = (retrain, schedule, card)

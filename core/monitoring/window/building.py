"""Puts a window together from what the modules before it know. The only file of the folder that asks the workspace."""

from datetime import date, timedelta

import numpy as np

from core.data.dataset import OpenTables
from core.models import registry, templates
from core.models.reference import Reference
from core.models.registry import Model, ModelVersion
from core.monitoring.window.contents import EPOCH, Subject, Window
from core.monitoring.window.data_protection import inspect_data_protection
from core.serving import deployment
from core.serving.deployment import Live
from core.serving.prediction_log import reading as log
from core.serving.prediction_log import tallies
from core.serving.prediction_log.columns import Answers
from core.serving.prediction_log.tallies import DailyCalls
from core.storage import preferences
from core.storage.workspace import Workspace

DAYS = 400
"""A year and a month: the same season of last year is still there."""


def build(
    workspace: Workspace, model_id: str, today: date, number: int | None = None, tables: OpenTables | None = None
) -> Window:
    """Build everything that can be judged about a model as of `today`: the version of that number, else its live one, else its newest.

    What others answered is not held against a version that does not answer yet. Raises NotFound.
    """
    model = registry.find(workspace, model_id)
    live = deployment.live_of(workspace, model.id)
    version = registry.version(workspace, model.id, number or (live.version if live else None))
    live = live if live and live.version == version.number else None
    reference = registry.reference(workspace, model.id, version.number)
    return Window(
        today=today,
        subject=_subject(model, version, live),
        reference=reference,
        answers=_answers(workspace, model.id, reference, today),
        daily_calls=_daily_calls(workspace, model.id, today),
        data_protection=inspect_data_protection(tables or OpenTables(workspace), model, version, reference, today),
        words=preferences.load(workspace).words,
        newest_outcome=log.newest_outcome(workspace, model.id),
    )


def _subject(model: Model, version: ModelVersion, live: Live | None) -> Subject:
    card = version.card
    return Subject(
        **card.shared(),
        model=model.id,
        name=model.name,
        version=version.number,
        trained=_day(version.created),
        live_since=_day(live.since) if live else None,
        left_out={column.column: column.why for column in card.left_out},
        drivers={driver.column: driver.share for driver in card.drivers},
        nouns=templates.template(model.template).nouns,
        learned_until=date.fromisoformat(card.learned_period[1][:10]) if card.learned_period else None,
        worth=model.worth,
        stake=templates.template(model.template).stakes.choice(model.plan.stakes),
        seen_to=model.plan.seen_to,
    )


def _answers(workspace: Workspace, model_id: str, reference: Reference, today: date) -> Answers:
    columns = [asked.name for asked in reference.inputs]
    found = log.answers(workspace, model_id, columns, today - timedelta(days=DAYS))
    return found.where(~np.isnan(found.answer)).between(EPOCH, today)


def _daily_calls(workspace: Workspace, model_id: str, today: date) -> tuple[DailyCalls, ...]:
    days = tallies.daily_calls(workspace, model_id, today - timedelta(days=DAYS))
    return tuple(day for day in days if day.day <= today)


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])

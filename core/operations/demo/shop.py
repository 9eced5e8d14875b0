"""Making the practice shop happen, and taking it away again."""

from datetime import UTC, date, datetime, time, timedelta

import pandas as pd

from core.common.actor import OWNER, Actor
from core.common.progress import SILENT, Progress
from core.data import dataset
from core.data.dataset import OpenTables
from core.models import registry
from core.models.registry import ModelVersion
from core.models.templates import template
from core.models.training import Plan, guess_roles, train
from core.monitoring import checkup
from core.operations import retraining
from core.operations.demo.stories import STORIES, Story
from core.reporting import monthly
from core.serving import deployment
from core.serving.deployment.predict import records
from core.storage.workspace import Workspace

NAME = "Harbour Street Sports"
SEED = 20
MADE_FOR = date(2026, 3, 1)
"""The day on which the templates' practice data ends."""


def exists(workspace: Workspace) -> bool:
    """Return whether anything of the practice shop is there."""
    return any(model.practice for model in registry.all_models(workspace)) or any(
        table.practice for table in dataset.all_datasets(workspace)
    )


def add(
    workspace: Workspace,
    *,
    who: Actor,
    today: date | None = None,
    progress: Progress = SILENT,
) -> dict[str, list[str]]:
    """Put the shop up, in the place of an earlier one, and return {"models": ids}.

    When it is stopped, or fails half-way, what is there of it is taken away again. Raises Cancelled.
    """
    remove(workspace, who=who)
    today = today or datetime.now(UTC).date()
    each = 0.9 / len(STORIES)
    try:
        models = [
            _live_through(workspace, story, today, who=who, progress=progress.part(place * each, (place + 1) * each))
            for place, story in enumerate(STORIES)
        ]
        progress.say(0.9, "Writing the monthly reports…")
        for model, month in monthly.missed_months(workspace, today):
            if model in models:
                monthly.make(workspace, model, month, who=who)
    except BaseException:
        remove(workspace, who=who)
        raise
    progress.end("The practice shop is open.")
    return {"models": models}


def remove(workspace: Workspace, *, who: Actor = OWNER) -> dict[str, list[str]]:
    """Remove its models, their answers and reports, and its tables; return {"models": ids that were removed}."""
    models = [model.id for model in registry.all_models(workspace) if model.practice]
    for model in models:
        deployment.forget_model(workspace, model)
        registry.delete(workspace, model, who)
    for table in dataset.all_datasets(workspace):
        if table.practice:
            dataset.delete(workspace, table.id, who)
    deployment.publish(workspace)
    return {"models": models}


def _live_through(workspace: Workspace, story: Story, today: date, *, who: Actor, progress: Progress) -> str:
    """Trains a model as of its first week, asks it week by week, and checks it at each month's end and today."""
    start = today - timedelta(weeks=story.first_week)
    learned = _rows(story, story.learned_rows, SEED, start)
    table = dataset.add_frame(workspace, learned, f"{story.table} (practice)", "practice.csv", practice=True, who=who)
    question = template(story.template)
    plan = Plan(
        story.template, table.id, guess_roles(question, table.columns, learned), None, stakes=question.stakes.keys[0]
    )
    tables = OpenTables(workspace)
    trained = train(
        workspace,
        plan,
        tables=tables,
        who=who,
        practice=True,
        created=_morning(start),
        progress=progress.part(0.0, 0.5),
    )
    model = trained.model
    seen = checkup.run(workspace, model, start, who=who, tables=tables)
    registry.set_findings(workspace, model, trained.number, seen.findings)
    registry.set_worth(workspace, model, story.worth, who)
    deployment.deploy(workspace, model, who=who, since=_morning(start))
    progress.say(0.6, f"Asking it for {story.first_week} weeks…")
    for weeks_ago in range(story.first_week, 0, -1):
        _one_week(workspace, story, trained, today, weeks_ago)
    progress.say(0.9, "Looking after it…")
    for day in [*_month_ends(start, today), today]:
        checkup.run(workspace, model, day, who=who)
    if story.taught_again:
        unseen = Progress(should_stop=progress.should_stop)
        fresh = retraining.Fresh(outcomes=True)
        newer = retraining.retrain(workspace, model, fresh, who=who, progress=unseen, tables=tables)
        checkup.check_new_version(workspace, newer, who=who, tables=tables)
    return model


def _one_week(workspace: Workspace, story: Story, version: ModelVersion, today: date, weeks_ago: int) -> None:
    """Asks about a week's rows; what really happened is told `outcome_after` weeks later, if that is not still to come."""
    day = today - timedelta(weeks=weeks_ago - 1, days=1)
    rows = _rows(story, story.rows_a_week, SEED + weeks_ago, today - timedelta(weeks=story.first_week))
    model, target = version.model, version.card.target
    asked = story.mishap(rows, weeks_ago).drop(columns=[target], errors="ignore")
    answers = deployment.predict_rows(workspace, model, records(asked), source="practice", day=day)
    if story.outcome_after is not None and weeks_ago > story.outcome_after:
        known = pd.DataFrame({"id": [answer.id for answer in answers], "actual": rows[target].to_numpy()})
        told = day + timedelta(weeks=story.outcome_after)
        deployment.record_outcomes(workspace, model, known, "id", "actual", day=told)


def _rows(story: Story, count: int, seed: int, start: date) -> pd.DataFrame:
    """Practice data with its dates moved to end when the story starts, all alike: prices follow the season in them."""
    frame = template(story.template).practice(count, seed)
    moved = pd.Timestamp(start) - pd.Timestamp(MADE_FOR)
    return frame.assign(**{name: frame[name] + moved for name in frame.select_dtypes("datetime").columns})


def _month_ends(start: date, today: date) -> list[date]:
    """The last days of the months between, oldest first."""
    found: list[date] = []
    first = today.replace(day=1)
    while (end := first - timedelta(days=1)) > start:
        found.insert(0, end)
        first = end.replace(day=1)
    return found


def _morning(day: date) -> str:
    return datetime.combine(day, time(9), UTC).isoformat(timespec="milliseconds")

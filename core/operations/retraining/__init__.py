"""Teaching a model again on fresh rows: a new version beside the old one, which goes on answering until somebody decides.

`training_set`: what is learned from, put together by `plan_transfer` (the plan, fitted to the new table) and `logged_rows` (answers
whose end is known, as rows). `feedback_loop`: rows whose end the model itself had a hand in. `version_comparison`: old and new
compared. `schedule`: when that happens by itself.
"""

from dataclasses import replace

from core.common.actor import Actor
from core.common.errors import NotPossibleNow
from core.common.progress import SILENT, Progress
from core.common.words import Words
from core.data.dataset import OpenTables
from core.models import comparison, registry, training
from core.models.comparison import Remarks
from core.models.registry import ModelVersion, OnKept
from core.models.templates import template as template_of
from core.models.training import TrainingRequest
from core.operations.retraining import feedback_loop, version_comparison
from core.operations.retraining.schedule import Schedule, deploy_if_better, due, first_monday, schedule_of, set_schedule
from core.operations.retraining.training_set import Fresh, RetrainingSet, training_set_of
from core.storage import preferences
from core.storage.store import Database
from core.storage.workspace import Workspace

__all__ = ["Fresh", "Schedule", "deploy_if_better", "due", "first_monday", "retrain", "schedule_of", "set_schedule"]


def retrain(
    workspace: Workspace,
    model_id: str,
    fresh: Fresh | None = None,
    *,
    who: Actor,
    progress: Progress = SILENT,
    on_kept: OnKept = lambda _db, _version: None,
    tables: OpenTables | None = None,
) -> ModelVersion:
    """Make and keep the next version of a model, with how it compares with the one that is live (else the newest). It does not go
    live by itself. `on_kept` is called inside the transaction that keeps both.

    Raises:
        NotTrainable: the table and the question do not go together; with what would help.
        NotFound: the model or the table is not there.
        NotPossibleNow: another version was made at the same time.
        Cancelled: it was asked to stop. Nothing is kept.
    """
    progress.say(0.0, "Opening the table…")
    training_set = training_set_of(
        tables or OpenTables(workspace), registry.find(workspace, model_id), fresh or Fresh()
    )
    model, words = training_set.model, preferences.load(workspace).words
    made = training.make(_request(training_set, words), progress)
    progress.say(0.95, "Comparing it with the version before…")
    touched = feedback_loop.count_influence(workspace, training_set)
    facts = (*training_set.transferred.remarks, *training_set.used.remarks(words))
    told = version_comparison.compare(workspace, training_set, made, Remarks(facts, touched.remarks(words)))

    def kept(db: Database, version: ModelVersion) -> None:
        if version.number != told.version:
            raise NotPossibleNow("Another version was made at the same time.", "Look at that one first.")
        comparison.keep(db, model.id, told)
        on_kept(db, version)

    return registry.save(
        workspace,
        replace(training_set.transferred.plan, positive=made.card.positive or None),
        made,
        model_id=model.id,
        content=training_set.table.content,
        fresh={"from_use": training_set.from_use, "acted_on": touched.acted_on, "asked_before": touched.asked_before},
        who=who,
        on_kept=kept,
    )


def _request(rows: RetrainingSet, words: Words) -> TrainingRequest:
    """What training is asked to do with them."""
    template, plan = template_of(rows.model.template), rows.transferred.plan
    return TrainingRequest(template, plan, rows.table.columns, rows.frame, words, rows.model.worth, rows.met_by_old)

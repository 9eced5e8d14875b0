"""The new version beside the old one, each by its exported form, on rows that neither had learned from."""

import pandas as pd

from core.inference.exported import Exported
from core.models import comparison
from core.models.comparison import ComparedRows, ComparisonRules, Contest, PhrasingContext, Remarks, VersionComparison
from core.models.problem_types import learning_type
from core.models.registry import TrainedModel, versions
from core.models.templates import template as template_of
from core.models.training_rows import Mask, TrainingRows
from core.operations.retraining.training_set import RetrainingSet
from core.storage import preferences
from core.storage.workspace import Workspace

MOST_OUTCOMES = 2000
MOST_DIFFERENT = 50
"""Values of a column that still make groups."""


def compare(
    workspace: Workspace, training_set: RetrainingSet, made: TrainedModel, remarks: Remarks
) -> VersionComparison:
    """Compare a version just made with the older one. `remarks`: what else the owner has to know."""
    number = versions(workspace, training_set.model.id)[0].number + 1
    new = Exported.from_bytes(made.exported)
    learned = TrainingRows.from_bytes(made.training_rows)
    card, rules = made.card, learning_type(made.card.predicts).comparison
    context = PhrasingContext(
        new=number,
        old=training_set.old.number,
        nouns=template_of(training_set.model.template).nouns,
        unit=card.unit,
        words=preferences.load(workspace).words,
    )
    groups, categories = _columns(training_set, made)
    contest = Contest(number, training_set.old.number, rules, context, training_set.model.worth, groups, categories)
    fair = _fair(training_set, training_set.frame, learned)
    known = learned.met(training_set.frame)
    aside = int((~known & ~fair).sum()) if known is not None and training_set.old_learned else 0
    newest = training_set.used.frame.iloc[-MOST_OUTCOMES:]
    return comparison.compare_versions(
        contest,
        _rows(training_set, rules, training_set.frame[fair], new),
        _rows(training_set, rules, newest[_fair(training_set, newest, learned)], new),
        left_aside=aside,
        remarks=remarks,
    )


def _fair(training_set: RetrainingSet, frame: pd.DataFrame, learned: TrainingRows) -> Mask:
    return comparison.fair(frame, training_set.transferred.as_old(frame), training_set.old_learned, learned)


def _rows(
    training_set: RetrainingSet, rules: ComparisonRules, frame: pd.DataFrame, new: Exported
) -> ComparedRows | None:
    plan = training_set.transferred.plan
    target = plan.column("target")
    if target is None:
        return None
    return comparison.select_rows(
        rules,
        frame,
        target,
        training_set.old_form,
        new,
        renamed=training_set.transferred.renamed,
        person=plan.column("person"),
    )


def _columns(training_set: RetrainingSet, made: TrainedModel) -> tuple[list[str], list[str]]:
    """Columns of groups to treat fairly, and those of few values that the model goes by most."""
    groups = [
        name for name in training_set.transferred.plan.roles.get("group", ()) if name in training_set.frame.columns
    ]
    kinds = {asked.name: asked.kind for asked in made.reference.inputs}
    weighty = [driver.column for driver in made.card.drivers if kinds.get(driver.column) in ("category", "yes_no")]
    few = [name for name in weighty if training_set.frame[name].nunique() <= MOST_DIFFERENT]
    return groups, few

"""The new version beside the old one, each by its exported form, on rows that neither had learned from."""

import pandas as pd

from core.inference.exported import Exported
from core.models import comparison
from core.models.comparison import Cases, Comparison, Contest, Remarks, Voice
from core.models.registry import Made, versions
from core.models.templates import template as template_of
from core.models.training_rows import LearnedRows, Mask
from core.operations.retraining.training_set import Lesson
from core.storage import preferences
from core.storage.workspace import Workspace

MOST_OUTCOMES = 2000
MOST_DIFFERENT = 50
"""Values of a column that still make groups."""


def compare(workspace: Workspace, lesson: Lesson, made: Made, remarks: Remarks) -> Comparison:
    """`remarks`: what else the owner has to know."""
    number = versions(workspace, lesson.model.id)[0].number + 1
    new = Exported.from_bytes(made.exported)
    learned = LearnedRows.from_bytes(made.learned)
    card = made.card
    voice = Voice(
        new=number,
        old=lesson.old.number,
        predicts=card.predicts,
        nouns=template_of(lesson.model.template).nouns,
        unit=card.unit,
        words=preferences.load(workspace).words,
    )
    groups, categories = _columns(lesson, made)
    contest = Contest(number, lesson.old.number, voice, lesson.model.worth, groups, categories)
    fair = _fair(lesson, lesson.frame, learned)
    known = learned.met(lesson.frame)
    aside = int((~known & ~fair).sum()) if known is not None and lesson.old_learned else 0
    newest = lesson.used.frame.iloc[-MOST_OUTCOMES:]
    return comparison.compared(
        contest,
        _cases(lesson, lesson.frame[fair], new),
        _cases(lesson, newest[_fair(lesson, newest, learned)], new),
        left_aside=aside,
        remarks=remarks,
    )


def _fair(lesson: Lesson, frame: pd.DataFrame, learned: LearnedRows) -> Mask:
    return comparison.fair(frame, lesson.carried.as_old(frame), lesson.old_learned, learned)


def _cases(lesson: Lesson, frame: pd.DataFrame, new: Exported) -> Cases | None:
    plan = lesson.carried.plan
    target = plan.column("target")
    if target is None:
        return None
    return comparison.cases_of(
        frame, target, lesson.old_form, new, renamed=lesson.carried.renamed, person=plan.column("person")
    )


def _columns(lesson: Lesson, made: Made) -> tuple[list[str], list[str]]:
    """Columns of groups to treat fairly, and those of few values that the model goes by most."""
    groups = [name for name in lesson.carried.plan.roles.get("group", ()) if name in lesson.frame.columns]
    kinds = {asked.name: asked.kind for asked in made.reference.inputs}
    weighty = [driver.column for driver in made.card.drivers if kinds.get(driver.column) in ("category", "yes_no")]
    few = [name for name in weighty if lesson.frame[name].nunique() <= MOST_DIFFERENT]
    return groups, few

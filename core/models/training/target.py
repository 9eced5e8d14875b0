"""The column of answers, read as its kind of answer takes it."""

from collections.abc import Iterable

import pandas as pd

from core.data.reading import Column as TableColumn
from core.models.learning.targets import Target, TargetColumn, check_known
from core.models.problem_types import learning_type
from core.models.registry import Plan
from core.models.template import Template


def read_target(asked: TargetColumn) -> Target:
    """Return the known answers of a column as codes. Raise NotTrainable, with what would help."""
    predicts = asked.template.predicts(asked.values)
    check_known(asked)
    return learning_type(predicts).answers.read_target(asked)


def planned_target(
    template: Template, plan: Plan, frame: pd.DataFrame, columns: Iterable[TableColumn]
) -> Target | None:
    """Return what a plan's question asks for in its table; None for one without a known answer. Raise NotTrainable."""
    name = plan.column("target")
    if not name:
        return None
    column = next((each for each in columns if each.name == name), None)
    return read_target(TargetColumn(template, name, frame[name], column, plan.positive))

"""The column of answers, read as its kind of answer takes it."""

from core.models.learning.targets import Target, TargetColumn, check_known
from core.models.problem_types import learning_type


def read_target(asked: TargetColumn) -> Target:
    """Return the known answers of a column as codes. Raise NotTrainable, with what would help."""
    predicts = asked.template.predicts(asked.values)
    check_known(asked)
    return learning_type(predicts).answers.read_target(asked)

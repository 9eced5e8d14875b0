"""What an indicator may see: `shapes` says what, `recent` cuts out the newest part, `building` and `data_protection` build it."""

from datetime import date
from typing import TYPE_CHECKING

from core.monitoring.window.data_protection_shapes import Custody, DataColumn, KeyFacts
from core.monitoring.window.recent import Recent, recent
from core.monitoring.window.shapes import Answers, Service, Subject, Window

if TYPE_CHECKING:
    from core.storage.workspace import Workspace

__all__ = ["Answers", "Custody", "DataColumn", "KeyFacts", "Recent", "Service", "Subject", "Window", "build", "recent"]


def build(workspace: "Workspace", model_id: str, today: date, number: int | None = None) -> Window:
    """Everything that can be judged about a model as of `today`: the version of that number, else its live one, else its newest.

    Raises NotFound.
    """
    from core.monitoring.window.building import build  # needs all that models need, which the shapes do not

    return build(workspace, model_id, today, number)

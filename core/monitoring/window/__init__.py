"""What an indicator may see: `contents` says what, `recent` cuts out the newest part, `building` and `data_protection` build it;
`plain_text` searches the files each night."""

from datetime import date
from typing import TYPE_CHECKING

from core.monitoring.window.contents import Subject, Window
from core.monitoring.window.data_protection_facts import DataColumn, DataProtection, KeyFacts
from core.monitoring.window.recent import Recent, recent
from core.serving.prediction_log.columns import Answers
from core.serving.prediction_log.tallies import DailyCalls

if TYPE_CHECKING:
    from core.data.dataset import OpenTables
    from core.storage.workspace import Workspace

__all__ = [
    "Answers",
    "DailyCalls",
    "DataColumn",
    "DataProtection",
    "KeyFacts",
    "Recent",
    "Subject",
    "Window",
    "build",
    "recent",
]


def build(
    workspace: "Workspace", model_id: str, today: date, number: int | None = None, tables: "OpenTables | None" = None
) -> Window:
    """Build everything that can be judged about a model as of `today`: the version of that number, else its live one, else its newest.

    Raises NotFound.
    """
    from core.monitoring.window.building import build  # needs all that models need, which its contents do not

    return build(workspace, model_id, today, number, tables)

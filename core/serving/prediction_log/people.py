"""Which answers are about one person: by the owner's own id, and by what was sent, opened in memory a month at a time."""

import contextlib
import json
from collections.abc import Collection
from typing import Any

from core.common.words import folded
from core.serving.prediction_log import sealed
from core.serving.prediction_log.schema import for_reading
from core.storage.workspace import Workspace

_BY_SUBJECT = "SELECT seq FROM prediction WHERE subject = ?"


def answers_about(workspace: Workspace, value: str, subjects: Collection[int]) -> list[int]:
    """Return the numbers of answers for which `value` was sent in any column, or that are about one of `subjects`.

    `subjects`: as endpoint.pseudonyms makes them. Raises DamagedFile for sealed inputs that were altered.
    """
    sought = folded(value)
    with contextlib.closing(for_reading(workspace.settings.predictions_db)) as db:
        found = {seq for subject in subjects for (seq,) in db.execute(_BY_SUBJECT, (subject,))}
        for month in workspace.month_keys.months():
            found.update(seq for seq, plain in sealed.of_month(workspace, db, month) if _holds(plain, sought))
    return sorted(found)


def _holds(plain: bytes, sought: str) -> bool:
    return any(_is(sent, sought) for sent in json.loads(plain))


def _is(sent: Any, sought: str) -> bool:
    if sent is None or isinstance(sent, bool):
        return False
    if isinstance(sent, float) and sent.is_integer():
        sent = int(sent)
    return folded(str(sent)) == sought

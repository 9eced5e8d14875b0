"""How calmly it is said whether everything could be brought back, and what is used about people."""

from datetime import timedelta
from typing import Any

import pytest

from core.common.finding import Finding
from core.monitoring.indicator import judge
from core.monitoring.indicators import backup
from core.monitoring.window import Window
from tests.core.monitoring.indicators.made import TODAY, made, with_data_protection

NONE = {"last_backup": None, "last_trial_restore": None, "trial_restore_rows": None, "recovery_key_saved": False}


def after(days: int, **changed: Any) -> Finding:
    window: Window = with_data_protection(made(), begun=TODAY - timedelta(days=days), **changed)
    return judge(backup.INDICATOR, window)


def test_practice_data_needs_no_backup() -> None:
    said = after(120, practice=True, **NONE)
    assert (said.level, said.action) == ("not_yet", None)


@pytest.mark.parametrize(("days", "level"), [(0, "not_yet"), (2, "not_yet"), (3, "watch"), (29, "watch"), (30, "act")])
def test_a_missing_backup_is_said_the_louder_the_longer_it_is_missing(days: int, level: str) -> None:
    assert after(days, **NONE).level == level


@pytest.mark.parametrize(("days", "level"), [(0, "good"), (6, "good"), (7, "watch"), (60, "watch")])
def test_the_recovery_key_has_a_week(days: int, level: str) -> None:
    said = after(days, recovery_key_saved=False)
    assert said.level == level
    assert said.action == (None if level == "good" else "save_recovery_key")


def test_a_backup_that_does_not_open_is_an_alarm_at_once() -> None:
    said = after(1, trial_restore_rows=0)
    assert (said.level, said.action) == ("act", "backup_now")

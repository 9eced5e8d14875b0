"""Whether everything could be brought back if this computer were lost."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.finding import Level
from core.indicator import Indicator, NotApplicable
from core.window import Window
from core.words import Words

SETTLING, LATE = 3, 30
"""Days in use before a backup is expected, and before none is an alarm."""
RECENT, OLD, TRIED = 7, 30, 45


@dataclass(frozen=True)
class Reading:
    in_use: int
    age: int | None
    """Days since the newest backup; None if there is none."""
    tried: int | None
    """Days since one was opened and read again."""
    rows: int | None
    key_saved: bool
    practice: bool


def measure(window: Window) -> Reading:
    custody, today = window.custody, window.today
    in_use = max(0, (today - (window.subject.live_since or today)).days)
    last, tried = custody.last_backup, custody.last_trial_restore
    if last is None and in_use < SETTLING:
        raise NotApplicable("No backup is due yet: the first one is made in the night.", "", "backup_now")
    return Reading(
        in_use,
        max(0, (today - last).days) if last else None,
        max(0, (today - tried).days) if tried else None,
        custody.trial_restore_rows,
        custody.recovery_key_saved,
        custody.practice,
    )


def grade(reading: Reading) -> Level:
    """Practice data is no loss."""
    late = reading.in_use >= LATE and (reading.age is None or reading.age > OLD)
    broken = reading.tried is not None and not reading.rows
    if (late or broken) and not reading.practice:
        return "act"
    fine = reading.age is not None and reading.age <= RECENT and not broken
    proven = reading.in_use < LATE or (reading.tried is not None and reading.tried <= TRIED and reading.key_saved)
    return "good" if fine and proven else "watch"


def slots(reading: Reading, words: Words) -> Mapping[str, str]:
    age = "none yet" if reading.age is None else _ago(reading.age, words)
    return {
        "age": age,
        "tried": _tried(reading, words),
        "key": "The recovery key is saved." if reading.key_saved else "The recovery key was not saved yet.",
    }


def _tried(reading: Reading, words: Words) -> str:
    if reading.tried is None:
        return "No backup was tried out yet."
    if not reading.rows:
        return "The last one could not be opened when it was tried."
    return f"One was tried out {_ago(reading.tried, words)}, and {words.counted(reading.rows, 'row')} came back."


def _ago(days: int, words: Words) -> str:
    return "today" if days == 0 else f"{words.counted(days, 'day')} ago"


INDICATOR = Indicator(
    key="backup",
    title="Backup",
    question="Could everything be brought back?",
    group="privacy",
    needs=0,
    why="Computers break. Without a backup that opens, data, models and their history are gone.",
    method="Age of the newest backup, of the newest trial restore, and whether the recovery key was saved.",
    measure=measure,
    grade=grade,
    says={
        "good": "Newest backup: {age}. {tried} {key}",
        "watch": "Newest backup: {age}. {tried} {key}",
        "act": "Newest backup: {age}. {tried} If this computer broke today, your work would be lost.",
    },
    advice={
        "watch": "Make a backup, and keep it and the recovery key in another place.",
        "act": "Make a backup now, and keep it on another disk.",
    },
    slots=slots,
    value=lambda reading: None if reading.age is None else float(reading.age),
    unit=lambda _reading: "days",
    figures=lambda reading: f"Backup age {reading.age}, trial age {reading.tried}, rows {reading.rows}.",
    actions={"act": "backup_now", "watch": "backup_now"},
    rank=61,
)

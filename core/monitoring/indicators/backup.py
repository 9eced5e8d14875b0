"""Whether everything could be brought back if this computer were lost."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.common.finding import Level
from core.common.words import Words
from core.monitoring.indicator import Indicator, NotApplicable
from core.monitoring.window import Window

SETTLING, LATE = 3, 30
"""Days after the first model from which on a backup is expected, and from which on none is an alarm."""
KEY_DUE = 7
"""Days after which the recovery key should be saved: without it no backup opens on another computer."""
RECENT, OLD, TRIED = 7, 30, 45


@dataclass(frozen=True)
class BackupReading:
    in_use: int
    """Days since the model was first made."""
    age: int | None
    """Days since the newest backup; None if there is none."""
    tried: int | None
    """Days since one was opened and read again."""
    rows: int | None
    key_saved: bool

    @property
    def opens(self) -> bool:
        """Return whether the newest trial went well, where there was one."""
        return self.tried is None or bool(self.rows)

    @property
    def fresh(self) -> bool:
        """Return whether there is a backup that is new enough and opens."""
        return self.age is not None and self.age <= RECENT and self.opens

    @property
    def proven(self) -> bool:
        """Return whether a backup was tried in time: a trial is due once a month."""
        return self.in_use < LATE or (self.tried is not None and self.tried <= TRIED)

    @property
    def key_in_time(self) -> bool:
        """Return whether the recovery key was saved, or need not be yet."""
        return self.key_saved or self.in_use < KEY_DUE


def measure(window: Window) -> BackupReading:
    """Return how old the newest backup and its newest trial are. Raises NotApplicable before one is due."""
    protection, today = window.data_protection, window.today
    if protection.practice:
        raise NotApplicable("This is practice data, so no backup is needed.")
    in_use = max(0, (today - protection.begun).days)
    last, tried = protection.last_backup, protection.last_trial_restore
    if last is None and in_use < SETTLING:
        raise NotApplicable(
            "No backup is due yet: the first one is made by itself at night, while this computer is on."
        )
    return BackupReading(
        in_use,
        max(0, (today - last).days) if last else None,
        max(0, (today - tried).days) if tried else None,
        protection.trial_restore_rows,
        protection.recovery_key_saved,
    )


def grade(reading: BackupReading) -> Level:
    late = reading.in_use >= LATE and (reading.age is None or reading.age > OLD)
    if late or not reading.opens:
        return "act"
    return "good" if reading.fresh and reading.proven and reading.key_in_time else "watch"


def slots(reading: BackupReading, words: Words) -> Mapping[str, str]:
    only_key = reading.fresh and reading.proven
    return {
        "newest": _newest(reading, words),
        "tried": _tried(reading, words),
        "key": "The recovery key is saved." if reading.key_saved else "The recovery key is not saved yet.",
        "mend": "Save the recovery key in another place: without it, no other computer can open a backup."
        if only_key
        else "Leave Plainwell on for a night, or make a backup now. Keep it in another place.",
        "button": "save_recovery_key" if only_key else "backup_now",
    }


def _newest(reading: BackupReading, words: Words) -> str:
    if reading.age is None:
        return "There is no backup yet."
    return f"The newest backup is {words.few(reading.age, 'day')} old." if reading.age else "A backup was made today."


def _tried(reading: BackupReading, words: Words) -> str:
    if reading.tried is None:
        return "No backup was tried out yet." if reading.age is not None else ""
    if not reading.rows:
        return "When one was tried out, it could not be opened."
    return f"One was tried out {_ago(reading.tried, words)}, and {words.counted(reading.rows, 'row')} came back."


def _ago(days: int, words: Words) -> str:
    return "today" if days == 0 else f"{words.few(days, 'day')} ago"


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
        "good": "{newest} {tried} {key}",
        "watch": "Your backup needs a moment of your time. {newest} {tried} {key}",
        "act": "Your work is not safe. {newest} {tried} If this computer broke today, your work would be lost.",
    },
    advice={
        "watch": "{mend}",
        "act": "Make a backup now, and keep it on another disk.",
    },
    slots=slots,
    value=lambda reading: None if reading.age is None else float(reading.age),
    unit=lambda reading: "day" if reading.age == 1 else "days",
    figures=lambda reading: f"Backup age {reading.age}, trial age {reading.tried}, rows {reading.rows}.",
    actions={"act": "backup_now", "watch": "{button}"},
    rank=61,
)

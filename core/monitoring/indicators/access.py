"""Who can ask the model, and who tries to without a key."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.common.finding import Level
from core.common.words import Words
from core.monitoring.indicator import Indicator, NotApplicable
from core.monitoring.window import KeyFacts, Window

ODD, MANY = 20, 200
"""Calls with a wrong key on one day: a mistyped key gives a few, a shop with an old key or a stranger gives many."""
IDLE, AGED = 180, 730
"""Days."""


@dataclass(frozen=True)
class AccessReading:
    keys: int
    idle: int
    """Keys that were not used for long, and still open the door."""
    aged: int
    """Keys that are old and never end."""
    wrong: int
    wrong_worst: int


def measure(window: Window) -> AccessReading:
    """Count the keys that open the model and the calls with a wrong one.

    Raises NotApplicable before there are any.
    """
    protection = window.data_protection
    alive = [key for key in protection.keys if key.expires is None or key.expires > window.today]
    if not alive and not protection.wrong_keys:
        raise NotApplicable("No key was given out yet, so nobody outside can ask the model.")

    def age(key: KeyFacts) -> int:
        return (window.today - key.created).days

    return AccessReading(
        len(alive),
        sum((window.today - (key.last_used or key.created)).days > IDLE for key in alive),
        sum(key.expires is None and age(key) > AGED for key in alive),
        protection.wrong_keys,
        protection.wrong_keys_worst_day,
    )


def grade(reading: AccessReading) -> Level:
    """Grade by calls with a wrong key, and by keys that are not used or old."""
    if reading.wrong_worst >= MANY:
        return "act"
    return "watch" if reading.wrong_worst >= ODD or reading.idle or reading.aged else "good"


def slots(reading: AccessReading, words: Words) -> Mapping[str, str]:
    doubts = []
    if reading.wrong_worst >= ODD:
        doubts.append(
            f"On one day of the last month, {words.counted(reading.wrong_worst, 'call')} came with a wrong key."
        )
    if reading.idle:
        doubts.append(f"{words.few(reading.idle, 'key').capitalize()} not used for half a year can still ask.")
    if reading.aged and not reading.idle:
        doubts.append(f"{words.few(reading.aged, 'key').capitalize()} older than two years can still ask.")
    return {
        "keys": words.few(reading.keys, "key").capitalize(),
        "wrong": words.few(reading.wrong, "call").capitalize(),
        "worst": words.counted(reading.wrong_worst, "call"),
        "doubts": " ".join(doubts),
    }


INDICATOR = Indicator(
    key="access",
    title="Who can ask it",
    question="Are the keys in the right hands?",
    group="privacy",
    needs=0,
    why="Whoever has a key can ask your model as often as they like, and learn from its answers.",
    method="Keys alive, idle for 180 days or older than two years without an end; calls with a wrong key in 30 days.",
    measure=measure,
    grade=grade,
    says={
        "good": "{keys} can ask the model. {wrong} came with a wrong key in the last month.",
        "watch": "Look at who can ask the model. {doubts}",
        "act": "Someone tried wrong keys. On one day of the last month, {worst} came with a wrong key. They got no answer.",
    },
    advice={
        "watch": "Make a new key for those who need one, and end the old ones.",
        "act": "See whether your shop still uses an old key. If not, somebody on your network is trying keys.",
    },
    slots=slots,
    value=lambda reading: float(reading.wrong),
    unit=lambda reading: "call" if reading.wrong == 1 else "calls",
    figures=lambda reading: (
        f"{reading.keys} keys, {reading.idle} idle, {reading.aged} aged; {reading.wrong} wrong in 30 days."
    ),
    actions={"act": "new_key", "watch": "new_key"},
    rank=63,
)

"""Whether what is kept about people is sealed, and opens with the right key alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.common.finding import Level
from core.common.words import Words, clean
from core.monitoring.indicator import Indicator
from core.monitoring.window import Window


@dataclass(frozen=True)
class EncryptionReading:
    unsealed: tuple[str, ...]
    opened: int
    private: bool


def measure(window: Window) -> EncryptionReading:
    """Return what should be encrypted and is not, how many seals were tried, and who may read the keys."""
    protection = window.data_protection
    return EncryptionReading(protection.unsealed, protection.opened_samples, protection.key_folder_private)


def grade(reading: EncryptionReading) -> Level:
    if reading.unsealed:
        return "act"
    return "good" if reading.private and reading.opened else "watch"


def slots(reading: EncryptionReading, words: Words) -> Mapping[str, str]:
    doubt = (
        "Other users of this computer can get at the keys."
        if not reading.private
        else "Nothing sealed was found, so the seal could not be tried."
    )
    mend = (
        "Ask whoever looks after this computer to close the folder of keys to other users."
        if not reading.private
        else "Look again tomorrow. If it stays like this, tell whoever looks after Plainwell."
    )
    return {
        "opened": words.few(reading.opened, "sealed piece"),
        "unsealed": words.items([clean(name, 40) for name in reading.unsealed]),
        "doubt": doubt,
        "mend": mend,
    }


INDICATOR = Indicator(
    key="encryption",
    title="Locked away",
    question="Can somebody who takes the files read them?",
    group="privacy",
    needs=0,
    why="Laptops get lost and disks get sold. Sealed files say nothing to whoever finds them without the key.",
    method="AES-256-GCM: samples opened with the right key and refused with a wrong one; files searched for plain text.",
    measure=measure,
    grade=grade,
    says={
        "good": "Tables, models and inputs are sealed. Tried on {opened}: the right key opens them, a wrong one does not.",
        "watch": "The lock could be tighter. {doubt}",
        "act": "Something is not locked away. Not everything is sealed that should be: {unsealed}.",
    },
    advice={
        "watch": "{mend}",
        "act": "Keep this computer to yourself, and tell whoever looks after Plainwell.",
    },
    slots=slots,
    value=lambda reading: float(len(reading.unsealed)),
    unit=lambda reading: "file not sealed" if len(reading.unsealed) == 1 else "files not sealed",
    figures=lambda reading: f"{reading.opened} samples tried, {len(reading.unsealed)} unsealed.",
    rank=62,
)

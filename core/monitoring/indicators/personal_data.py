"""Which columns about people the model uses."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.common.finding import Level
from core.common.words import Words, clean
from core.data.personal import DESCRIBING
from core.monitoring.indicator import Indicator
from core.monitoring.window import DataColumn, Window

TOGETHER = 3
"""From so many columns on that each say a little about a person, they often point at one (Sweeney, 2000)."""

MARK = "If {it} not about a person, mark that in Your data."
"""They are guesses by name and content, and the owner's to correct."""


@dataclass(frozen=True)
class PersonalDataReading:
    used: tuple[DataColumn, ...]
    kept: tuple[DataColumn, ...]
    """Personal columns that the model uses, and those of the table that it does not."""
    columns: int

    @property
    def direct(self) -> tuple[DataColumn, ...]:
        """Return the used columns that say by themselves who somebody is, or are very private."""
        return tuple(column for column in self.used if column.personal not in DESCRIBING)


def measure(window: Window) -> PersonalDataReading:
    """Return the personal columns that the model uses, and those of its table that it does not."""
    personal = [column for column in window.data_protection.columns if column.personal]
    return PersonalDataReading(
        tuple(column for column in personal if column.used),
        tuple(column for column in personal if not column.used),
        sum(column.used for column in window.data_protection.columns),
    )


def grade(reading: PersonalDataReading) -> Level:
    if reading.direct:
        return "act"
    return "watch" if len(reading.used) >= TOGETHER else "good"


def slots(reading: PersonalDataReading, words: Words) -> Mapping[str, str]:
    one = len(reading.direct) == 1
    return {
        "direct": _names(reading.direct, words),
        "says": "says who somebody is, or is very private" if one else "say who somebody is, or are very private",
        "they": "it" if one else "they",
        "them": "it" if one else "them",
        "mark": MARK.format(it="it is" if one else "they are"),
        "used": _names(reading.used, words),
        "state": _state(reading, words),
    }


def _state(reading: PersonalDataReading, words: Words) -> str:
    if reading.used:
        used, it = _names(reading.used, words), "it is" if len(reading.used) == 1 else "they are"
        return f"Of the columns that it uses, {used} may say something about a person. {MARK.format(it=it)}"
    if reading.kept:
        left_out = f"{_names(reading.kept, words)} {'was' if len(reading.kept) == 1 else 'were'} left out."
        return f"It uses no column that we know to be about a person. {left_out}"
    return "No column of the table was found to be about a person."


def _names(columns: tuple[DataColumn, ...], words: Words) -> str:
    return words.items([f"“{clean(column.name, 40)}”" for column in columns])


INDICATOR = Indicator(
    key="personal_data",
    title="What it knows about people",
    question="Which personal data does it use?",
    group="privacy",
    needs=0,
    why="What is not used cannot be misused. People trust you with what they tell you.",
    method="Personal columns, found by name and content or marked by the owner, among the inputs of the model.",
    measure=measure,
    grade=grade,
    says={
        "good": "{state}",
        "watch": "The model may point at people. Together, {used} may point at one person.",
        "act": "The model uses what says who someone is. It uses {direct}. As far as we can tell, {they} {says}.",
    },
    advice={
        "watch": f"See whether it is as good without one of them. {MARK.format(it='they are')}",
        "act": "Train it again without {them}, unless you need {them} and may use {them}. {mark}",
    },
    slots=slots,
    value=lambda reading: float(len(reading.used)),
    unit=lambda reading: "column" if len(reading.used) == 1 else "columns",
    figures=lambda reading: f"{len(reading.used)} of {reading.columns} inputs are personal.",
    actions={"act": "retrain", "watch": "retrain"},
    rank=70,
)

"""How figures of quality are written: as counts of 100, or as amounts in the unit of what is predicted."""

from collections.abc import Callable
from dataclasses import dataclass

from core.common.words import Words
from core.models.metrics.intervals import Range
from core.monitoring.window import Subject


@dataclass(frozen=True)
class Scale:
    """How one sort of figures is written."""

    unit: Callable[[Subject], str]
    text: Callable[[float, Subject, Words], str]
    """As in "84 of 100"."""
    range_text: Callable[[Range, Subject, Words], str]
    """As in "(81 to 87)"."""
    top: float | None = None
    """Upper end of a picture's axis, where there is one."""
    top_label: str = ""


def format_amount(figure: float, subject: Subject, words: Words) -> str:
    """Write a number in the unit of what is predicted: as money where that is a currency ("EUR")."""
    unit = subject.unit
    if len(unit) == 3 and unit.isupper():
        return words.short_amount(figure, unit)
    return f"{words.rounded(figure)} {unit}".rstrip()


def _range_of_amounts(figure: Range, subject: Subject, words: Words) -> str:
    low, high = (format_amount(end, subject, words) for end in (max(0.0, figure.low), figure.high))
    return f"({low} to {high})"


SHARE = Scale(
    unit=lambda _subject: "of 1",
    text=lambda figure, _subject, words: words.of_100(figure),
    range_text=lambda figure, _subject, words: words.range_of_100(figure.low, figure.high),
    top=1.0,
    top_label="100 of 100",
)
AMOUNT = Scale(unit=lambda subject: subject.unit, text=format_amount, range_text=_range_of_amounts)

"""Figures of quality in the owner's words: counts before shares, amounts in their unit, months one after the other."""

from collections.abc import Mapping
from datetime import date

from core.common.words import Words
from core.models.metrics.intervals import Range
from core.monitoring.quality.measures import Measure
from core.monitoring.window import Subject


def in_words(figure: float, subject: Subject, words: Words) -> str:
    """A figure of the subject's measure: "84 of 100", or an amount."""
    return amount(figure, subject, words) if subject.predicts == "number" else words.of_100(figure)


def filled(sentence: str, figure: Range, subject: Subject, words: Words) -> str:
    """A measure's sentence with its slots filled: {value}, {hundred}, {range} and the template's nouns."""
    return sentence.format_map(
        {
            **subject.nouns,
            "value": in_words(figure.value, subject, words),
            "hundred": _of_these(figure.value, words),
            "range": _range(figure, subject, words),
        }
    )


def _of_these(share: float, words: Words) -> str:
    """How many of the 100 that the sentence has named already."""
    if 0 < share <= 0.005:
        return "fewer than 1"
    return words.of_100(share).removesuffix(" of 100")


def _range(figure: Range, subject: Subject, words: Words) -> str:
    """As in "(81 to 87)"."""
    if subject.predicts != "number":
        return words.range_of_100(figure.low, figure.high)
    return f"({amount(max(0.0, figure.low), subject, words)} to {amount(figure.high, subject, words)})"


def course(of: Measure, months: Mapping[date, Range], subject: Subject, words: Words) -> str:
    """From two months on, as in "Right answers stayed near 82 of 100 until May 2026, and fell to 74 of 100 in June 2026."."""
    first, before, last = (words.month(list(months)[place]) for place in (0, -2, -1))
    *earlier, newest = (figure.value for figure in months.values())
    said = in_words(newest, subject, words)
    low, high = (in_words(end, subject, words) for end in (min(earlier), max(earlier)))
    if len(earlier) == 1:
        return f"{of.course} were {low} in {first} and {said} in {last}."
    stayed = f"{of.course} stayed " + (
        f"near {high}" if low == high else f"between {low.removesuffix(' of 100')} and {high}"
    )
    if min(earlier) <= newest <= max(earlier) or said in (low, high):
        return f"{stayed} from {first} to {last}."
    return f"{stayed} until {before}, and {'fell' if newest < min(earlier) else 'rose'} to {said} in {last}."


def amount(figure: float, subject: Subject, words: Words) -> str:
    """A number in the unit of what is predicted: money where that is a currency ("EUR")."""
    unit = subject.unit
    if len(unit) == 3 and unit.isupper():
        return Words(words.locale, unit).money(float(f"{figure:.3g}"))
    return f"{words.rounded(figure)} {unit}".rstrip()

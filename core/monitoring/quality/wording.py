"""Figures of quality in the owner's words: counts before shares, amounts in their unit, months one after the other."""

from collections.abc import Mapping
from datetime import date

from core.common.words import Words
from core.models.metrics.intervals import Range
from core.monitoring.quality.metric import QualityMetric
from core.monitoring.window import Subject


def result_sentence(metric: QualityMetric, figure: Range, subject: Subject, words: Words) -> str:
    """Say what a figure of a model's answers came to, with its range."""
    return _filled(metric.result, metric, figure, subject, words)


def guessing_sentence(metric: QualityMetric, figure: Range, subject: Subject, words: Words) -> str:
    """Say what guessing gets by the same measure."""
    return _filled(metric.guessing, metric, figure, subject, words)


def _filled(sentence: str, metric: QualityMetric, figure: Range, subject: Subject, words: Words) -> str:
    """The slots are {value}, {hundred}, {range} and the template's nouns."""
    return sentence.format_map(
        {
            **subject.nouns,
            "value": metric.scale.text(figure.value, subject, words),
            "hundred": _of_these(figure.value, words),
            "range": metric.scale.range_text(figure, subject, words),
        }
    )


def _of_these(share: float, words: Words) -> str:
    """How many of the 100 that the sentence has named already."""
    if 0 < share <= 0.005:
        return "fewer than 1"
    return words.of_100(share).removesuffix(" of 100")


def course(metric: QualityMetric, months: Mapping[date, Range], subject: Subject, words: Words) -> str:
    """Say how a figure went over two months or more.

    As in "Right answers stayed near 82 of 100 until May 2026, and fell to 74 of 100 in June 2026.".
    """
    first, before, last = (words.month(list(months)[place]) for place in (0, -2, -1))
    *earlier, newest = (figure.value for figure in months.values())
    now, low, high = (metric.scale.text(figure, subject, words) for figure in (newest, min(earlier), max(earlier)))
    if len(earlier) == 1:
        return f"{metric.course} were {low} in {first} and {now} in {last}."
    stayed = f"{metric.course} stayed " + (
        f"near {high}" if low == high else f"between {low.removesuffix(' of 100')} and {high}"
    )
    if min(earlier) <= newest <= max(earlier) or now in (low, high):
        return f"{stayed} from {first} to {last}."
    return f"{stayed} until {before}, and {'fell' if newest < min(earlier) else 'rose'} to {now} in {last}."

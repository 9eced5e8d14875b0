"""One answer of a model in words: what it says, how sure it is, and what spoke for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from core.common.finding import Chart, Series
from core.common.words import Words, clean
from core.inference.problem_type import AnswerFacts
from core.models.registry import Card
from core.serving.endpoint.answering import Answer

_BANDS = {
    "high": "This is high enough for a warning.",
    "medium": "This is below the limit for a warning, but worth an eye.",
    "low": "This is well below the limit for a warning.",
}
MOST_DRIVERS = 6
MOST_REASON = 200
"""Characters of a reason: names of columns can be long."""
MOST_VALUE = 40
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}($|[T ])")


@dataclass(frozen=True)
class AnswerText:
    """One answer in words: `headline` is the answer, `detail` how to take it, `reasons` the strongest first."""

    headline: str
    detail: str
    reasons: tuple[str, ...]


def describe_answer(
    card: Card, nouns: Mapping[str, str], answer: Answer, words: Words, row: Mapping[str, object] | None = None
) -> AnswerText:
    """Say what a model answered, for people.

    `nouns` are those of its template; `answer` was given, not refused. `row`: what was asked about, so that each reason can
    say what stood there.
    """
    reasons = tuple(
        clean(reason["says"], most=MOST_REASON) + (f": {_stood(row.get(reason['column']), words)}" if row else "")
        for reason in answer.reasons or ()
    )
    return AnswerText(_headline(card, nouns, answer, words), _detail(card, answer, words), reasons)


def drivers(card: Card) -> Chart | None:
    """Return the chart of what a model goes by: how much of what it knows comes from each column, of 100. None without drivers."""
    strongest = card.drivers[:MOST_DRIVERS]
    if not strongest:
        return None
    shares = [round(driver.share * 100, 1) for driver in strongest]
    first = f"Of what it knows, about {max(1, round(shares[0]))} of 100 comes from “{clean(strongest[0].column)}”."
    return Chart("bar", tuple(driver.column for driver in strongest), (Series("Weight", shares),), first)


def _stood(value: object, words: Words) -> str:
    """As in "here it is “monthly”"."""
    if value is None or value == "":
        return "here it is not known"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"here it is {words.number(value, 0 if float(value).is_integer() else 2)}"
    if (at := _moment(value)) is not None:
        return f"here it is {words.moment(at) if at.time() > time.min else words.day(at)}"
    return f"here it is “{clean(value, most=MOST_VALUE)}”"


def _moment(value: object) -> datetime | None:
    """A day, or a day with a time, as it was sent; None for whatever is no ISO date."""
    text = value if isinstance(value, str) else value.isoformat() if isinstance(value, date) else ""
    try:
        return datetime.fromisoformat(text) if _DAY.match(text) else None
    except ValueError:
        return None


def _headline(card: Card, nouns: Mapping[str, str], answer: Answer, words: Words) -> str:
    score = answer.score if answer.score is not None else 0.0
    return card.answer_type.headline(AnswerFacts(answer.answer, score, nouns, card.unit, words))


def _detail(card: Card, answer: Answer, words: Words) -> str:
    if answer.low is not None and answer.high is not None:
        return f"Most such cases lie between {words.amount(answer.low, card.unit)} and {words.amount(answer.high, card.unit)}."
    if answer.band is None:
        return ""
    return f"{_BANDS[answer.band]} It looks out for “{clean(card.positive)}” in “{clean(card.target)}”."


def format_code(card: Card, code: float | None, words: Words) -> str:
    """Return a logged answer, coded as in core.models.reference, as its label or as an amount; empty where there is none."""
    if code is None:
        return ""
    return card.labels[int(code)] if card.labels else words.amount(code, card.unit)

"""How many requests got no answer: because they were wrong, or because something broke here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.common.finding import Cause, Chart, Level, Series
from core.common.words import Words
from core.models.metrics.intervals import proportion_range
from core.monitoring.indicator import Indicator, NotApplicable
from core.monitoring.window import DailyCalls, Window

DAYS = 7
FAILED, REFUSED = 0.005, 0.05
"""The lower end of the share has to be above this, so that one mishap in ten requests is no alarm."""
MANY_FAILED, MANY_REFUSED = 0.02, 0.5
FEWEST = 2
"""One slip is none, however few requests there were."""


@dataclass(frozen=True)
class ErrorsReading:
    days: tuple[DailyCalls, ...]
    requests: int
    failed: int
    refused: int
    since: date | None
    """The first of the days on which it was more than usual."""

    def beyond(self, failed: float, refused: float) -> bool:
        """Return whether the share of failed or of refused requests is surely above its limit."""
        if self.failed + self.refused < FEWEST:
            return False
        return (
            proportion_range(self.failed, self.requests).low > failed
            or proportion_range(self.refused, self.requests).low > refused
        )


def measure(window: Window) -> ErrorsReading:
    """Count the requests of the last seven days, and those without an answer. Raises NotApplicable if there were none."""
    first = window.today - timedelta(days=DAYS - 1)
    days = tuple(day for day in window.daily_calls if first <= day.day <= window.today and day.requests)
    requests = sum(day.requests for day in days)
    if not requests:
        raise NotApplicable(
            "No shop or program asked this model in the last week.",
            "Connect your shop, or try it with one case.",
            "connect",
        )
    bad = [day for day in days if day.failed > FAILED * day.requests or day.refused > REFUSED * day.requests]
    return ErrorsReading(
        days,
        requests,
        sum(day.failed for day in days),
        sum(day.refused for day in days),
        bad[0].day if bad else None,
    )


def grade(reading: ErrorsReading) -> Level:
    """Grade by the lower ends of the shares of failed and of refused requests."""
    if reading.beyond(MANY_FAILED, MANY_REFUSED):
        return "act"
    return "watch" if reading.beyond(FAILED, REFUSED) else "good"


def slots(reading: ErrorsReading, words: Words) -> Mapping[str, str]:
    return {
        "requests": words.counted(reading.requests, "request"),
        "bad": _bad(reading, words),
        "result": _result(reading, words),
        "since": words.day(reading.since or reading.days[0].day),
    }


def _result(reading: ErrorsReading, words: Words) -> str:
    requests = words.counted(reading.requests, "request")
    if reading.failed or reading.refused:
        return f"Of {requests} in the last week, {_bad(reading, words)}."
    whole = "The one request" if reading.requests == 1 else f"All {requests}"
    return f"{whole} of the last week got an answer."


def _bad(reading: ErrorsReading, words: Words) -> str:
    """As in "3 were sent wrong and one failed here"; what did not happen is not told."""
    parts = []
    if reading.refused:
        parts.append(
            "one was sent wrong" if reading.refused == 1 else f"{words.number(reading.refused)} were sent wrong"
        )
    if reading.failed:
        parts.append(f"{'one' if reading.failed == 1 else words.number(reading.failed)} failed here")
    return " and ".join(parts)


def chart(reading: ErrorsReading, words: Words) -> Chart | None:
    if not reading.failed + reading.refused:
        return None
    worst = max(reading.days, key=lambda day: day.failed + day.refused)
    lost, requests = words.number(worst.failed + worst.refused), words.counted(worst.requests, "request")
    return Chart(
        kind="bar",
        places=tuple(words.weekday(day.day) for day in reading.days),
        series=(
            Series("Sent wrong", tuple(day.refused for day in reading.days)),
            Series("Failed here", tuple(day.failed for day in reading.days)),
        ),
        shows=f"The worst day was {words.weekday(worst.day)}: {lost} of {requests} got no answer.",
    )


INDICATOR = Indicator(
    key="errors",
    title="Requests without an answer",
    question="Does everyone who asks get an answer?",
    group="health",
    needs=0,
    why="Whoever gets no answer goes on without it, and you do not see them in any figure.",
    method="Refused and failed requests of the last 7 days, lower end of Wilson's range.",
    measure=measure,
    grade=grade,
    says={
        "good": "{result}",
        "watch": "Some requests get no answer. {result} It began on {since}.",
        "act": "Many requests get no answer. It began on {since}. Of {requests} in the last week, {bad}.",
    },
    advice={
        "watch": "Ask whoever connected your shop to look at the messages that it gets back.",
        "act": "Ask whoever connected your shop to look today. See too whether the disk is full.",
    },
    slots=slots,
    value=lambda reading: (reading.failed + reading.refused) / reading.requests,
    unit=lambda _reading: "of all requests",
    figures=lambda reading: f"Failed {reading.failed}, refused {reading.refused}, n = {reading.requests}.",
    period=lambda reading, words: words.period(reading.days[0].day, reading.days[-1].day),
    chart=chart,
    cause=lambda reading: Cause("errors", (), reading.since.isoformat() if reading.since else None),
    actions={"act": "connect", "watch": "connect"},
    rank=45,
)

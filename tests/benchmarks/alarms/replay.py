"""A shop's last four months of use, as a window: cases drawn at random in time, with or without a fault from one day on."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from core.models.reference import Floats, Whole
from core.monitoring.window import Answers, DailyCalls, Window
from core.monitoring.window.contents import EPOCH
from tests.benchmarks.alarms.faults import Fault, Log
from tests.benchmarks.alarms.shops import Shop

Mask = npt.NDArray[np.bool_]
MONTHS, MONTH = 4, 28
"""Whole weeks, so that each month is alike; the fault begins with the last one."""
KNOWN_AFTER = 7
"""Days until it is known what really happened."""
REFUSED = 0.01
"""The share of requests that is wrong on an ordinary day."""


def replay(
    shop: Shop,
    size: int,
    seed: int,
    usual: Log,
    fault: Fault | None = None,
    spoilt: Log | None = None,
    weights: Floats | None = None,
) -> Window:
    """`size` cases in each month. No case comes twice in a month, and each month is drawn anew."""
    rng = np.random.default_rng([seed, size])
    today = shop.asked.today + timedelta(days=MONTHS * MONTH)
    rows, ages = _drawn(shop, size, rng, weights)
    bad = (ages < MONTH) & (fault is not None)
    log, slow = _taken(usual, spoilt or usual, rows, bad), np.zeros(len(ages))
    if fault:
        harm = 0.8 * (1 - ages / (MONTHS * MONTH)) if fault.slowly else np.where(bad, 0.7, 0.0)
        log = fault.log(log, harm, rng)
        slow = np.where(bad & (rng.random(len(ages)) < 0.3), fault.milliseconds, 0.0)
    answers = Answers(
        seq=np.arange(len(ages)),
        at=np.sort(((today - EPOCH).days - ages) * 86_400.0 + rng.integers(0, 86_400, len(ages))),
        version=np.full(len(ages), shop.asked.subject.version),
        score=log.score,
        answer=log.answer,
        latency=(1000 * (rng.gamma(2.0, 0.1, len(ages)) + slow)).astype(np.int64),
        bins=log.bins,
        actual=np.where(ages < KNOWN_AFTER, np.nan, log.actual),
    )
    return replace(
        shop.asked,
        today=today,
        subject=replace(shop.asked.subject, live_since=shop.asked.today),
        answers=answers,
        daily_calls=_daily_calls(size, today, fault, rng),
        newest_outcome=None if np.isnan(log.actual).all() else today - timedelta(days=KNOWN_AFTER),
    )


def _drawn(shop: Shop, size: int, rng: np.random.Generator, weights: Floats | None) -> tuple[Whole, Whole]:
    """The cases, oldest first, and how many days ago each came."""
    rows, ages = [], []
    for month in range(MONTHS - 1, -1, -1):
        chances = weights / weights.sum() if weights is not None and month == 0 else None
        rows.append(rng.choice(len(shop.actual), size, replace=False, p=chances))
        ages.append(np.sort(month * MONTH + rng.integers(0, MONTH, size))[::-1])
    return np.concatenate(rows), np.concatenate(ages)


def _taken(usual: Log, spoilt: Log, rows: Whole, bad: Mask) -> Log:
    return Log(
        np.where(bad, spoilt.score[rows], usual.score[rows]),
        np.where(bad, spoilt.answer[rows], usual.answer[rows]),
        usual.actual[rows],
        np.where(bad[:, None], spoilt.bins[rows], usual.bins[rows]),
    )


def _daily_calls(size: int, today: date, fault: Fault | None, rng: np.random.Generator) -> tuple[DailyCalls, ...]:
    days = []
    for age in range(MONTHS * MONTH - 1, -1, -1):
        requests = int(rng.poisson(size / MONTH))
        day = DailyCalls(today - timedelta(days=age), requests, int(rng.binomial(requests, REFUSED)), 0)
        days.append(fault.service(day) if fault and age < MONTH else day)
    return tuple(days)

"""What goes wrong in a replay, as one entry each: how cases are spoilt, and what should be said of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from core.common.finding import What
from core.inference.inputs import ABSENT, Input
from core.models.features import Column, bins_of
from core.models.reference import Bytes, Floats
from core.monitoring.window import DailyCalls
from tests.benchmarks.alarms.shops import Shop


@dataclass(frozen=True)
class Log:
    """The shop's n cases as they were answered."""

    score: Floats
    answer: Floats
    actual: Floats
    bins: Bytes


Rng = np.random.Generator


@dataclass(frozen=True)
class Fault:
    """Something that happens from one day on."""

    name: str
    what: What | None
    """The cause that should be named; None where an indicator is enough."""
    indicators: tuple[str, ...]
    """Of which one should speak at least."""
    kinds: tuple[str, ...] = ()
    """Of columns that it can befall; empty where it befalls none."""
    spoils: Callable[[Column, Input], Column] | None = None
    log: Callable[[Log, Floats, Rng], Log] = lambda log, _hit, _rng: log
    """(log, (n,) share of the harm on each row's day, ...) -> log"""
    weights: Callable[[Shop, str], Floats] | None = None
    """How likely each case is to come in."""
    milliseconds: float = 0.0
    service: Callable[[DailyCalls], DailyCalls] = lambda day: day
    slowly: bool = False
    """It grows over all months, instead of beginning four weeks ago."""
    predicts: tuple[str, ...] = ("yes_no", "number", "category", "segments")


def answered(shop: Shop, columns: list[Column], absent: int | None = None) -> Log:
    """What the model answers to cases with these values; `absent` is the place of a column that is not sent."""
    many, bins = shop.exported.answers_of(columns), bins_of(shop.exported.inputs, columns)
    if absent is not None:
        bins[:, absent] = ABSENT
    return Log(many.score, many.code, shop.actual, bins)


def befalls(shop: Shop, fault: Fault) -> str | None:
    """The column that the model leans on most among those that can have the fault."""
    able = [asked.name for asked in shop.exported.inputs if asked.kind in fault.kinds]
    weight = shop.asked.subject.drivers
    return max(able, key=lambda name: weight.get(name, 0.0)) if able else None


def spoilt(shop: Shop, fault: Fault, column: str | None) -> Log:
    columns, absent = list(shop.columns), None
    if fault.spoils and column:
        place = [asked.name for asked in shop.exported.inputs].index(column)
        columns[place] = fault.spoils(columns[place], shop.exported.inputs[place])
        absent = place if fault.what == "renamed" else None
    return answered(shop, columns, absent)


def _empty(column: Column, _asked: Input) -> Column:
    return np.full(len(column), None if column.dtype == object else np.nan, dtype=column.dtype)


def _stuck(column: Column, _asked: Input) -> Column:
    """At the value of its first case that has one."""
    return np.full(len(column), pd.Series(column).dropna().iloc[0], dtype=column.dtype)


def _renamed_values(column: Column, _asked: Input) -> Column:
    return np.array([None if value is None else f"{value} (new)" for value in column], dtype=object)


def _other_rule(log: Log, hit: Floats, rng: Rng) -> Log:
    """The outcomes of the rows that are hit change places among each other: inputs tell nothing of them any more."""
    actual, rows = log.actual.copy(), np.flatnonzero(rng.random(len(hit)) < hit)
    actual[rows] = actual[rng.permutation(rows)]
    return replace(log, actual=actual)


def _overtrust(log: Log, hit: Floats, _rng: Rng) -> Log:
    """Chances are pushed to the ends: their logarithmic odds are doubled."""
    kept = np.clip(log.score, 1e-6, 1 - 1e-6)
    return replace(log, score=np.where(hit > 0, kept**2 / (kept**2 + (1 - kept) ** 2), log.score))


def _more_of_one_kind(shop: Shop, column: str) -> Floats:
    """Six times as many of the cases in the upper half of a number."""
    values = shop.columns[[asked.name for asked in shop.exported.inputs].index(column)]
    return np.where(values > np.nanmedian(values), 6.0, 1.0)


ANY = ("number", "yes_no", "category")
FEED = ("data_feed",)
FAULTS = (
    Fault("column empty", "missing", FEED, ANY, _empty),
    Fault("column not sent", "renamed", FEED, ANY, _empty),
    Fault("unit x 10", "unit", FEED, ("number",), lambda column, _: column * 10),
    Fault("unit x 2.54", "unit", FEED, ("number",), lambda column, _: column * 2.54),
    Fault("number stuck", "frozen", FEED, ("number",), _stuck),
    Fault("words stuck", "frozen", FEED, ("category",), _stuck),
    Fault("words renamed", "new_category", FEED, ("category",), _renamed_values),
    Fault("more of one kind", "mix", ("input_drift", "answer_drift"), ("number",), weights=_more_of_one_kind),
    Fault("other rule", "rule_changed", ("live_accuracy",), log=_other_rule, predicts=("yes_no", "number", "category")),
    Fault("slow decline", "rule_changed", ("live_accuracy", "trend"), log=_other_rule, slowly=True,
          predicts=("yes_no", "number", "category")),
    Fault("chances too sure", None, ("calibration",), log=_overtrust, predicts=("yes_no", "category")),
    Fault("requests fail", "errors", ("errors",), service=lambda day: replace(day, failed=round(0.2 * day.requests))),
    Fault("slow answers", "slow", ("speed",), milliseconds=3000.0),
)  # fmt: skip

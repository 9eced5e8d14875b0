"""How good a model is, in one picture, with what it shows in words."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from core.common.finding import Chart, Series
from core.common.words import clean
from core.models.reference import Floats
from core.models.training.describing import Facts, amount

PLACES = 10
BANDS = 5


def chart(facts: Facts) -> Chart:
    """The one picture of the result."""
    return _CHARTS[facts.predicts](facts)


def _gains(facts: Facts) -> Chart:
    """How many of those who will are among the first ones it names."""
    score, actual = facts.reference.held_score, facts.reference.held_actual
    ranked = np.cumsum(actual[np.argsort(-score, kind="stable")]) / max(1.0, actual.sum())
    shares = np.arange(1, PLACES + 1) / PLACES
    found = [0.0] + [float(ranked[max(0, round(share * len(ranked)) - 1)]) for share in shares]
    places = ("0", *(f"{round(share * 100)} of 100" for share in shares))
    many, will = facts.nouns["many"], facts.nouns["will"]
    return Chart(
        kind="line",
        places=places,
        series=(Series("With this model", found), Series("At random", [0.0, *map(float, shares)])),
        shows=f"The first 20 of 100 {many} it names hold {round(found[2] * 100)} of 100 of all that {will}. At random it is 20.",
        top=1.0,
        top_label=f"all that {will}",
    )


def _errors(facts: Facts) -> Chart:
    """The typical error in bands of the number given."""
    told, actual = facts.reference.held_score, facts.reference.held_actual
    edges = np.unique(np.quantile(told, np.linspace(0, 1, BANDS + 1)))
    band = np.clip(np.searchsorted(edges, told, "right") - 1, 0, max(0, len(edges) - 2))
    off = [
        float(np.median(np.abs(told - actual)[band == each]))
        for each in range(max(1, len(edges) - 1))
        if (band == each).any()
    ]
    places = tuple(f"{amount(float(low), facts)} to {amount(float(high), facts)}" for low, high in pairwise(edges))
    places = places[: len(off)] or ("all",)
    return Chart(
        kind="bar",
        places=places,
        series=(Series("Typically off by", off),),
        shows=f"From {places[0]}, it is typically off by {amount(off[0], facts)}; from {places[-1]}, by {amount(off[-1], facts)}."
        if len(off) > 1
        else f"It is typically off by {amount(off[0], facts)}.",
    )


def _hits(facts: Facts) -> Chart:
    """How often each answer is right when it was the real one."""
    answer, actual, words = facts.reference.held_answer, facts.reference.held_actual, facts.words
    common = np.argsort(-np.bincount(actual.astype(np.int64), minlength=len(facts.labels)), kind="stable")[:PLACES]
    right = [float((answer[actual == label] == label).mean()) if (actual == label).any() else None for label in common]
    known = [
        (share, clean(facts.labels[label], 30)) for share, label in zip(right, common, strict=True) if share is not None
    ]
    best, worst = (f"“{name}” {words.of_100(share)} times" for share, name in (max(known), min(known)))
    return Chart(
        kind="bar",
        places=tuple(clean(facts.labels[label], 30) for label in common),
        series=(Series("Found", right),),
        shows=f"When it was the real answer, it found {best}, and {worst}.",
        top=1.0,
        top_label="always",
    )


def _sizes(facts: Facts) -> Chart:
    shares: Floats = facts.reference.answer_shares
    most, fewest = (
        f"“{clean(facts.labels[at], 40)}” has {facts.words.of_100(shares[at])} {facts.nouns['many']}"
        for at in (int(shares.argmax()), int(shares.argmin()))
    )
    return Chart(
        kind="bar",
        places=tuple(clean(label, 40) for label in facts.labels),
        series=(Series("Share", [float(share) for share in shares]),),
        shows=f"The largest group, {most}. The smallest, {fewest}.",
        top_label="of all",
    )


_CHARTS: dict[str, Callable[[Facts], Chart]] = {
    "yes_no": _gains,
    "number": _errors,
    "category": _hits,
    "segments": _sizes,
}

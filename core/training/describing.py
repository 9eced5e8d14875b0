"""How good a model is, in words and one picture: counts before shares, ranges in brackets, and what guessing gets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from core.finding import Chart, Series
from core.measures import Scores
from core.model_version import Worth
from core.reference import Floats, Reference
from core.training.deciding import brought
from core.words import Words, clean

FEW_ROWS = 500
PLACES = 10
BANDS = 5


@dataclass(frozen=True)
class Facts:
    """What is put into words. Scores are of held-back rows."""

    predicts: str
    target: str
    positive: str
    labels: tuple[str, ...]
    nouns: Mapping[str, str]
    unit: str
    rows_learned: int
    rows_held: int
    split: str
    learned_until: str
    """As in "3 May 2015"; empty without a date."""
    rare: int
    """Rows left out because their answer was too rare."""
    scores: Scores
    baseline: Mapping[str, float]
    reference: Reference
    words: Words


def summary(facts: Facts) -> tuple[str, ...]:
    """How good it is: the sentence that matters most first."""
    return (*_SUMMARIES[facts.predicts](facts), _tested(facts))


def _of_yes_no(facts: Facts) -> tuple[str, ...]:
    many, will, words = facts.nouns["many"], facts.nouns["will"], facts.words
    told = f"It warns when “{clean(facts.target, 40)}” is likely to be “{clean(facts.positive, 40)}”."
    precision, recall = facts.scores.get("precision"), facts.scores.get("recall")
    if precision is None or recall is None:
        return (f"In its test it warned about none of the {many}.", told)
    random = words.number(round(facts.baseline["precision"] * 100))
    return (
        f"Of 100 {many} it warns you about, about {_hundred(precision, words)} {will}. Picking at random: {random}.",
        f"Of 100 {many} who {will}, it names about {_hundred(recall, words)} beforehand."
        if facts.nouns["one"] == "customer"
        else f"Of 100 {many} that {will}, it names about {_hundred(recall, words)} beforehand.",
        told,
    )


def _of_number(facts: Facts) -> tuple[str, ...]:
    off, words = facts.scores["mae"], facts.words
    guess = amount(facts.baseline["mae"], facts)
    told = [
        f"It is off by {amount(off['value'], facts)} on average ({amount(off['low'], facts)} to {amount(off['high'], facts)}).",
        f"Always saying the middle number would be off by {guess}.",
    ]
    covered = facts.scores.get("interval_coverage")
    if covered:
        told.append(
            f"For {_hundred(covered, words)} of 100 {facts.nouns['many']}, the real number lay in the range it gave."
        )
    return tuple(told)


def _of_category(facts: Facts) -> tuple[str, ...]:
    right, words = facts.scores["accuracy"], facts.words
    guess = words.number(round(facts.baseline["accuracy"] * 100))
    return (
        f"It gives the right answer for {_hundred(right, words)} of 100 {facts.nouns['many']}.",
        f"Always giving the most common answer would be right for {guess} of 100.",
        f"It chooses among {words.counted(len(facts.labels), 'answer')} in “{clean(facts.target, 40)}”.",
    )


def _of_segments(facts: Facts) -> tuple[str, ...]:
    words, found = facts.words, len(facts.labels)
    apart, crowd = facts.scores["silhouette"]["value"], facts.baseline["silhouette"]
    clear = (
        "They are clearly apart." if apart > crowd + 0.1 else "They shade into one another; take them as a rough order."
    )
    again = facts.scores["stability"]["value"]
    sure = "Other rows give the same groups." if again >= 0.8 else "With other rows, some of them come out differently."
    return (f"It found {words.counted(found, 'group')} of {facts.nouns['many']}. {clear}", sure)


_SUMMARIES: dict[str, Callable[[Facts], tuple[str, ...]]] = {
    "yes_no": _of_yes_no,
    "number": _of_number,
    "category": _of_category,
    "segments": _of_segments,
}


def _tested(facts: Facts) -> str:
    words, many = facts.words, facts.nouns["many"]
    how = {"by time": "newer ones ", "by person": "rows of other people "}.get(facts.split, "")
    learned, held = words.number(facts.rows_learned), words.number(facts.rows_held)
    return f"It learned from {learned} {many} and was tested on {held} {how}that it had never seen."


def limits(facts: Facts) -> tuple[str, ...]:
    """What it is not good for."""
    many, found = facts.nouns["many"], []
    if _hardly_better(facts):
        found.append("It is hardly better than guessing. Do not rely on it; other columns may help.")
    if facts.rows_learned < FEW_ROWS:
        found.append(f"It learned from few {many}, so its figures may change with more of them.")
    if facts.rare:
        found.append(
            f"Answers that are rare were left out ({facts.words.counted(facts.rare, 'row')}); it never gives them."
        )
    if facts.learned_until:
        found.append(f"What it knows ends on {facts.learned_until}. The older it gets, the less it fits.")
    elif facts.predicts != "segments":
        found.append("Its table has no date, so nobody knows yet how it does on later rows.")
    found.append(f"It only knows {many} like those in the table. It says what is likely, not why.")
    return tuple(found)


def _hardly_better(facts: Facts) -> bool:
    if facts.predicts == "yes_no":
        return facts.scores.get("auc", {"low": 0.0})["low"] < 0.55
    if facts.predicts == "number":
        return facts.scores["mae"]["high"] > 0.97 * facts.baseline["mae"]
    if facts.predicts == "category":
        return facts.scores["accuracy"]["low"] <= facts.baseline["accuracy"]
    return facts.scores["silhouette"]["high"] <= facts.baseline["silhouette"]


def worth_in_money(reference: Reference, worth: Worth, threshold: float, many: str, words: Words) -> str | None:
    """What 100 answers are worth with the owner's amounts; None while these are not known. Nothing is trained anew."""
    found = brought(reference, worth, threshold)
    if found is None:
        return None
    gained, without = (words.money(amount) for amount in found)
    best_without = "doing nothing" if found[1] <= 0 else "warning about everybody"
    return f"With your amounts, it brings about {gained} for each 100 {many}; {best_without} brings {without}."


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
        shows=f"Among the first 20 of 100 {many} it names are {round(found[2] * 100)} of 100 of those that {will}.",
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
    return Chart(
        kind="bar",
        places=places[: len(off)] or ("all",),
        series=(Series("Typically off by", off),),
        shows="A bar for each fifth of the numbers it gave: by how much they are typically off.",
    )


def _hits(facts: Facts) -> Chart:
    """How often each answer is right when it was the real one."""
    answer, actual = facts.reference.held_answer, facts.reference.held_actual
    common = np.argsort(-np.bincount(actual.astype(np.int64), minlength=len(facts.labels)), kind="stable")[:PLACES]
    right = [float((answer[actual == label] == label).mean()) if (actual == label).any() else None for label in common]
    return Chart(
        kind="bar",
        places=tuple(clean(facts.labels[label], 30) for label in common),
        series=(Series("Found", right),),
        shows="A bar for each of the most common answers: how often it was found when it was the real one.",
        top=1.0,
        top_label="always",
    )


def _sizes(facts: Facts) -> Chart:
    shares: Floats = facts.reference.answer_shares
    return Chart(
        kind="bar",
        places=tuple(clean(label, 40) for label in facts.labels),
        series=(Series("Share", [float(share) for share in shares]),),
        shows=f"A bar for each group: how many of all {facts.nouns['many']} belong to it.",
        top_label="of all",
    )


_CHARTS: dict[str, Callable[[Facts], Chart]] = {
    "yes_no": _gains,
    "number": _errors,
    "category": _hits,
    "segments": _sizes,
}


def amount(value: float, facts: Facts) -> str:
    """A number with three digits that count, as money where it is money."""
    rounded = float(f"{value:.3g}")
    return Words(facts.words.locale, facts.unit).money(rounded) if facts.unit else facts.words.rounded(rounded)


def _hundred(score: Mapping[str, float], words: Words) -> str:
    """As in "62 (55 to 69)"."""
    return f"{words.number(round(score['value'] * 100))} {words.range_of_100(score['low'], score['high'])}"

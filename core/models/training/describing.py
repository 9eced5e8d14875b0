"""How good a model is, in words: counts before shares, ranges in brackets, and what guessing gets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.common.words import Words, clean
from core.models.model_facts import HasModelFacts, ModelFacts
from core.models.reference import Reference
from core.models.registry import Worth
from core.models.training.thresholds import brought

FEW_ROWS = 500


@dataclass(frozen=True)
class Facts(HasModelFacts):
    """What is put into words."""

    facts: ModelFacts
    nouns: Mapping[str, str]
    learned_until: str
    """As in "3 May 2015"; empty without a date."""
    rare: int
    """Rows left out because their answer was too rare."""
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
        f"When 100 {many} {will}, it names about {_hundred(recall, words)} of them beforehand.",
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
    if apart <= crowd + 0.1:
        clear = "They shade into one another; take them as a rough order."
    elif apart < 0.5:
        clear = f"They differ, with some {facts.nouns['many']} in between."
    else:
        clear = "They are clearly apart."
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


def amount(value: float, facts: Facts) -> str:
    """A number with three digits that count, as money where it is money."""
    rounded = float(f"{value:.3g}")
    return Words(facts.words.locale, facts.unit).money(rounded) if facts.unit else facts.words.rounded(rounded)


def _hundred(score: Mapping[str, float], words: Words) -> str:
    """As in "62 (55 to 69)"."""
    return f"{words.number(round(score['value'] * 100))} {words.range_of_100(score['low'], score['high'])}"

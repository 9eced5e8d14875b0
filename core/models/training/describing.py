"""How good a model is, in words: counts before shares, ranges in brackets, and what guessing gets."""

from core.common.words import Words
from core.models.learning.result_facts import ResultFacts
from core.models.learning.thresholds import brought
from core.models.problem_types import learning_type
from core.models.reference import Reference
from core.models.registry import Worth

FEW_ROWS = 500


def summarise(facts: ResultFacts) -> tuple[str, ...]:
    """Say how good it is: the sentence that matters most first."""
    return (*learning_type(facts.predicts).summarise(facts), _tested(facts))


def _tested(facts: ResultFacts) -> str:
    words, many = facts.words, facts.nouns["many"]
    how = {"by time": "newer ones ", "by person": "rows of other people "}.get(facts.split, "")
    learned, held = words.number(facts.rows_learned), words.number(facts.rows_held)
    return f"It learned from {learned} {many} and was tested on {held} {how}that it had never seen."


def limits(facts: ResultFacts) -> tuple[str, ...]:
    """Say what it is not good for."""
    many, found = facts.nouns["many"], []
    if learning_type(facts.predicts).hardly_better(facts):
        found.append("It is hardly better than guessing. Do not rely on it; other columns may help.")
    if facts.rows_learned < FEW_ROWS:
        found.append(f"It learned from few {many}, so its figures may change with more of them.")
    if facts.rare:
        found.append(
            f"Answers that are rare were left out ({facts.words.counted(facts.rare, 'row')}); it never gives them."
        )
    if facts.learned_until:
        found.append(f"What it knows ends on {facts.learned_until}. The older it gets, the less it fits.")
    elif facts.target:
        found.append("Its table has no date, so nobody knows yet how it does on later rows.")
    found.append(f"It only knows {many} like those in the table. It says what is likely, not why.")
    return tuple(found)


def worth_in_money(reference: Reference, worth: Worth, threshold: float, many: str, words: Words) -> str | None:
    """Say what 100 answers are worth with the owner's amounts; None while these are not known. Nothing is trained anew."""
    found = brought(reference, worth, threshold)
    if found is None:
        return None
    gained, without = (words.money(amount) for amount in found)
    best_without = "doing nothing" if found[1] <= 0 else "warning about everybody"
    return f"With your amounts, it brings about {gained} for each 100 {many}; {best_without} brings {without}."

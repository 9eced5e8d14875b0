"""How a version did for the larger groups among the rows that were held back, for its card."""

from collections.abc import Callable, Iterator

from core.common.words import Words, clean
from core.inference.inputs import Input
from core.models.problem_types import learning_type
from core.models.reference import Floats, Reference
from core.models.registry import Card

FEWEST = 30
"""Rows of a group below which nothing is said."""
MOST_COLUMNS, MOST_VALUES = 2, 3


def groups(card: Card, reference: Reference, words: Words) -> Iterator[str]:
    """Yield a sentence on each of the largest groups in the columns that weigh most; none where there is no right answer."""
    answers = learning_type(card.predicts).known_answers
    if answers is None:
        return
    places = {asked.name: place for place, asked in enumerate(reference.inputs)}
    weighty = [places[driver.column] for driver in card.drivers if driver.column in places]
    few = [place for place in weighty if reference.inputs[place].kind in ("category", "yes_no")]
    for place in few[:MOST_COLUMNS]:
        yield from _of_column(answers.describe_group, card.unit, reference, words, place)


def _of_column(
    describe: Callable[[Floats, Floats, Words, str], str], unit: str, reference: Reference, words: Words, place: int
) -> Iterator[str]:
    asked, bins = reference.inputs[place], reference.held_bins[:, place]
    found = [(name, bins == asked.bin(value)) for name, value in _values(asked)]
    largest = sorted(found, key=lambda each: -int(each[1].sum()))[:MOST_VALUES]
    for name, inside in largest:
        if inside.sum() >= FEWEST:
            figure = describe(reference.held_answer[inside], reference.held_actual[inside], words, unit)
            yield f"“{clean(name, 30)}” in “{clean(asked.name, 30)}”: {figure}, of {words.counted(int(inside.sum()), 'row')}."


def _values(asked: Input) -> list[tuple[str, str | float]]:
    if asked.kind == "yes_no":
        return [("yes", 1.0), ("no", 0.0)]
    return [(name, name) for name in asked.categories]

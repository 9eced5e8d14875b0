"""Sums of weighted parts: logistic regression, ridge and their kin, with scaling and one-hot encoding folded in."""

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from core.inference.features import tokens

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Weights = list[float]
"""One for each output."""


class NumberTerm(msgspec.Struct, frozen=True):
    """A number times its weights.

    `fill` stands in for a missing value, which brings `missing` besides. `mean` is the mean part met in training.
    """

    part: int
    weights: Weights
    missing: Weights
    fill: float
    mean: float
    mean_missing: float

    def usual(self, output: int) -> float:
        """Return the mean effect on one output over the rows of training."""
        return self.weights[output] * self.mean + self.missing[output] * self.mean_missing


class CategoryTerm(msgspec.Struct, frozen=True):
    """A category, one-hot encoded: each value has weights of its own."""

    part: int
    weights: dict[str, Weights]
    other: Weights
    """Of values that were rare or never met."""
    mean: Weights

    def usual(self, output: int) -> float:
        """Return the mean effect on one output over the rows of training."""
        return self.mean[output]


class TextTerm(msgspec.Struct, frozen=True):
    """Words weighted by how rare they are (TF-IDF), the text's length set to one."""

    part: int
    words: dict[str, int]
    rarity: list[float]
    weights: list[Weights]
    """(words, outputs)"""
    mean: Weights

    def usual(self, output: int) -> float:
        """Return the mean effect on one output over the rows of training."""
        return self.mean[output]


class Linear(msgspec.Struct, tag="linear", frozen=True):
    """A sum of terms for each output, with `start` (an intercept for each) to begin with."""

    start: Weights
    numbers: list[NumberTerm]
    categories: list[CategoryTerm]
    texts: list[TextTerm]

    def outputs(self, parts: Sequence[Any]) -> list[float]:
        """Return one row's sums, one for each output."""
        if len(self.start) == 1:
            return [self._only(parts)]
        sums = list(self.start)
        for _, effect in self._effects(parts):
            for output, moved in enumerate(effect):
                sums[output] += moved
        return sums

    def _only(self, parts: Sequence[Any]) -> float:
        """The one sum of a row, where a model has only one (most have): without a list for each term."""
        total = self.start[0]
        for number in self.numbers:
            value = parts[number.part]
            if math.isnan(value):
                total += number.missing[0]
                value = number.fill
            total += number.weights[0] * value
        for category in self.categories:
            total += category.weights.get(parts[category.part], category.other)[0]
        for text in self.texts:
            total += _text_effects(text, parts[text.part], 1)[0]
        return total

    def effects(self, parts: Sequence[Any], output: int) -> dict[int, float]:
        """Return by part how much it moves one output of one row away from the mean of training: exact."""
        moved: dict[int, float] = {}
        for term, effect in self._effects(parts):
            moved[term.part] = moved.get(term.part, 0.0) + effect[output] - term.usual(output)
        return moved

    def _effects(self, parts: Sequence[Any]) -> "list[tuple[NumberTerm | CategoryTerm | TextTerm, Weights]]":
        """Every term's effect on one row's outputs."""
        found: list[tuple[NumberTerm | CategoryTerm | TextTerm, Weights]] = []
        for number in self.numbers:
            value = parts[number.part]
            if math.isnan(value):
                pairs = zip(number.weights, number.missing, strict=True)
                found.append((number, [weight * number.fill + lost for weight, lost in pairs]))
            else:
                found.append((number, [weight * value for weight in number.weights]))
        for category in self.categories:
            found.append((category, category.weights.get(parts[category.part], category.other)))
        for text in self.texts:
            found.append((text, _text_effects(text, parts[text.part], len(self.start))))
        return found

    def outputs_of_many(self, columns: "Sequence[npt.NDArray[Any]]") -> "npt.NDArray[np.float64]":
        """Return the (n, outputs) sums of n rows, given as one column for each part."""
        import numpy as np

        sums = np.tile(np.array(self.start), (len(columns[0]), 1))
        for number in self.numbers:
            values = columns[number.part]
            missing = np.isnan(values)
            sums += np.where(missing, number.fill, values)[:, None] * np.array(number.weights)
            sums += missing[:, None] * np.array(number.missing)
        for category in self.categories:
            sums += np.array([category.weights.get(value, category.other) for value in columns[category.part]])
        for text in self.texts:
            sums += np.array([_text_effects(text, value, len(self.start)) for value in columns[text.part]])
        return sums


def _text_effects(text: TextTerm, value: str, outputs: int) -> Weights:
    """TF-IDF as scikit-learn's TfidfVectorizer has it: counts times rarity, divided by their Euclidean length."""
    counts = Counter(text.words[word] for word in tokens(value) if word in text.words)
    heard = {word: count * text.rarity[word] for word, count in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in heard.values())) or 1.0
    sums = [0.0] * outputs
    for word, weight in heard.items():
        for output, per_word in enumerate(text.weights[word]):
            sums[output] += weight / length * per_word
    return sums

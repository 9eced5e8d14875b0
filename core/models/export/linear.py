"""Weighted sums, with scaling and one-hot encoding folded into the weights."""

from typing import Any

import numpy as np
from sklearn.pipeline import Pipeline

from core.inference.linear import CategoryTerm, Linear, NumberTerm, TextTerm
from core.models.export.columns import one_hot, part_of, positions
from core.models.reference import Floats


def linear(pipeline: Pipeline) -> Linear:
    model, columns = pipeline["sum"], pipeline["columns"]
    weights = np.atleast_2d(model.coef_).T  # (features, outputs)
    start = np.atleast_1d(model.intercept_).astype(np.float64)
    spans = columns.output_indices_
    numbers, shift = _numbers(positions(columns, "numbers"), columns, weights[spans["numbers"]])
    categories = _categories(positions(columns, "categories"), columns, weights[spans["categories"]])
    texts = [
        _text(part_of(column), vectorizer, weights[spans[name]])
        for name, vectorizer, column in columns.transformers_
        if name.startswith("words of ")
    ]
    return Linear((start + shift).tolist(), numbers, categories, texts)


def _numbers(places: list[int], columns: Any, weights: Floats) -> tuple[list[NumberTerm], Floats]:
    """Scaling folded into the weights; what it takes off every row goes into the start."""
    if not places:
        return [], np.zeros(weights.shape[1])
    filled, scaled = columns.named_transformers_["numbers"]["filled"], columns.named_transformers_["numbers"]["scaled"]
    folded = weights / scaled.scale_[:, None]
    shift = -(folded * scaled.mean_[:, None]).sum(axis=0)
    indicators = {int(at): len(places) + place for place, at in enumerate(filled.indicator_.features_)}
    nothing = [0.0] * weights.shape[1]
    numbers = []
    for at, part in enumerate(places):
        flag = indicators.get(at)
        numbers.append(
            NumberTerm(
                part=part,
                weights=folded[at].tolist(),
                missing=nothing if flag is None else folded[flag].tolist(),
                fill=float(filled.statistics_[at]),
                mean=float(scaled.mean_[at]),
                mean_missing=0.0 if flag is None else float(scaled.mean_[flag]),
            )
        )
    return numbers, shift


def _categories(places: list[int], columns: Any, weights: Floats) -> list[CategoryTerm]:
    if not places:
        return []
    encoder = columns.named_transformers_["categories"]
    found = []
    for at, part in enumerate(places):
        words, unseen = one_hot(encoder, at)
        effects = {word: row @ weights for word, row in words.items()}
        mean = np.mean(list(effects.values()), axis=0)
        found.append(
            CategoryTerm(
                part=part,
                weights={word: effect.tolist() for word, effect in effects.items()},
                other=(unseen @ weights).tolist(),
                mean=mean.tolist(),
            )
        )
    return found


def _text(part: int, vectorizer: Any, weights: Floats) -> TextTerm:
    words = {str(word): int(at) for word, at in vectorizer.vocabulary_.items()}
    mean = [0.0] * weights.shape[1]
    return TextTerm(part, words, vectorizer.idf_.tolist(), weights.tolist(), mean)

"""Nearest middles."""

from typing import Any

import numpy as np
from sklearn.pipeline import Pipeline

from core.inference.centroids import Centroids, OneHotCategory, ScaledNumber
from core.models.export.columns import one_hot, positions


def centroids(pipeline: Pipeline) -> Centroids:
    columns, groups = pipeline["columns"], pipeline["groups"]
    numbers, categories = positions(columns, "numbers"), positions(columns, "categories")
    measures = []
    if numbers:
        filled, even = columns.named_transformers_["numbers"]["filled"], columns.named_transformers_["numbers"]["even"]
        scaler = even._scaler
        measures = [
            ScaledNumber(part, *map(float, facts))
            for part, *facts in zip(
                numbers, filled.statistics_, even.lambdas_, scaler.mean_, scaler.scale_, strict=True
            )
        ]
    flags = positions(columns, "flags")
    if flags:  # a yes or no enters as it is: power 1, mean 0, spread 1
        filled = columns.named_transformers_["flags"]
        measures += [
            ScaledNumber(part, float(usual), 1.0, 0.0, 1.0)
            for part, usual in zip(flags, filled.statistics_, strict=True)
        ]
    sorts = []
    if categories:
        steps = columns.named_transformers_["categories"]
        for at, part in enumerate(categories):
            sorts.append(_sort(part, at, steps))
    return Centroids(measures, sorts, groups.cluster_centers_.tolist())


def _sort(part: int, at: int, steps: Any) -> OneHotCategory:
    encoder = steps["places"]
    words, unseen = one_hot(encoder, at)
    width = int(encoder._n_features_outs[at])
    first = int(np.cumsum(encoder._n_features_outs)[at]) - width
    places = {word: int(np.argmax(row)) - first for word, row in words.items()}
    return OneHotCategory(part, places, int(np.argmax(unseen)) - first if unseen.any() else None, width)

"""Boosted trees: their nodes read out of the fitted model, which has no public way to them."""

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.pipeline import Pipeline

from core.inference.trees import LEAF, CategorySets, Trees
from core.models.export.columns import as_fitted, positions
from core.models.reference import Floats


def trees(pipeline: Pipeline) -> Trees:
    model, columns = pipeline["trees"], pipeline["columns"]
    categories, numbers = positions(columns, "categories"), positions(columns, "numbers")
    encoder = columns.named_transformers_["categories"] if categories else None
    by_output = list(zip(*model._predictors, strict=True))
    known = model._bin_mapper.make_known_categories_bitsets() if categories else None
    nodes = _Flat(len(categories), known)
    roots = [[nodes.add(tree) for tree in trees] for trees in by_output]
    base = np.ravel(model._baseline_prediction).astype(float).tolist()
    inner = model._preprocessor.named_transformers_["encoder"] if categories else None
    sets = [_sets(part, at, encoder, inner, nodes.masks[at]) for at, part in enumerate(categories) if nodes.masks[at]]
    packed = nodes.packed(len(numbers))
    return Trees(numbers=numbers, sets=sets, roots=roots, base=base, **packed)


class _Flat:
    """Gathers the nodes of all trees. Categories come first among a booster's columns, then numbers."""

    def __init__(self, categories: int, known: tuple[Any, Any] | None) -> None:
        self.categories = categories
        self.known = known
        self.masks: list[dict[bytes, int]] = [{} for _ in range(categories)]
        self.rows: list[tuple[int, int, float, int, int, float]] = []
        """(column or -1, which slot of the column, threshold or leaf, yes, no, mean)"""

    def add(self, tree: Any) -> int:
        """Appends a tree's nodes; gives the position of its root."""
        start = len(self.rows)
        means = _means(tree.nodes)
        for node, mean in zip(tree.nodes, means, strict=True):
            self.rows.append(self._row(node, tree.raw_left_cat_bitsets, start, mean))
        return start

    def _row(self, node: Any, bitsets: Any, start: int, mean: float) -> tuple[int, int, float, int, int, float]:
        if node["is_leaf"]:
            return LEAF, 0, float(node["value"]), 0, 0, mean
        column, left, right = int(node["feature_idx"]), start + int(node["left"]), start + int(node["right"])
        if node["is_categorical"]:
            mask = self._mask(column, bitsets[int(node["bitset_idx"])], bool(node["missing_go_to_left"]))
            return column, self.masks[column].setdefault(mask, len(self.masks[column])), 0.5, left, right, mean
        threshold = float(node["num_threshold"])
        if node["missing_go_to_left"]:  # "not above" instead of "at most": NaN then takes the other way
            return column, 1, float(np.nextafter(-threshold, -np.inf)), right, left, mean
        return column, 0, threshold, left, right, mean

    def _mask(self, column: int, bitset: Any, missing_left: bool) -> bytes:
        """One byte for each of 256 codes, and one for missing: 0 if it goes left."""
        known, places = self.known or (None, None)
        assert known is not None
        assert places is not None
        left, met = _bits(bitset), _bits(known[places[column]])
        goes_left = np.where(met, left, left | missing_left)
        return (~np.append(goes_left, missing_left)).astype(np.uint8).tobytes()

    def packed(self, numbers: int) -> dict[str, bytes]:
        starts, at = [], 2 * numbers
        for masks in self.masks:
            starts.append(at)
            at += len(masks)
        column, which, threshold, yes, no, mean = (np.array(values) for values in zip(*self.rows, strict=True))
        firsts = np.array([*starts, *(2 * number for number in range(numbers)), 0])
        slots = np.where(column < 0, LEAF, firsts[column] + which)
        return {
            "slots": slots.astype(np.int32).tobytes(),
            "thresholds": threshold.astype(np.float64).tobytes(),
            "left": yes.astype(np.int32).tobytes(),
            "right": no.astype(np.int32).tobytes(),
            "means": mean.astype(np.float64).tobytes(),
        }


def _bits(words: Any) -> npt.NDArray[np.bool_]:
    """256 bits from eight 32-bit words."""
    return np.unpackbits(np.asarray(words, dtype="<u4").view(np.uint8), bitorder="little").astype(bool)


def _means(nodes: Any) -> Floats:
    """Each node's mean leaf, weighted by rows. Children stand after their parents."""
    means: Floats = nodes["value"].astype(np.float64)
    for at in range(len(nodes) - 1, -1, -1):
        node = nodes[at]
        if not node["is_leaf"]:
            left, right = int(node["left"]), int(node["right"])
            counts = float(nodes["count"][left]), float(nodes["count"][right])
            means[at] = (means[left] * counts[0] + means[right] * counts[1]) / max(sum(counts), 1.0)
    return means


def _sets(part: int, at: int, encoder: Any, inner: Any, masks: dict[bytes, int]) -> CategorySets:
    """What each value answers to each of the masks, in their order."""
    codes = {float(code): place for place, code in enumerate(inner.categories_[at])}
    words = [str(word) for word in encoder.categories_[at]]
    frame = np.full((len(words), len(encoder.categories_)), words[0] if words else "", dtype=object)
    for other, categories in enumerate(encoder.categories_):
        frame[:, other] = categories[0]
    frame[:, at] = words
    outer = encoder.transform(as_fitted(frame, encoder))[:, at]
    known = {
        word: bytes(mask[codes.get(float(code), 256)] for mask in masks)
        for word, code in zip(words, outer, strict=True)
    }
    return CategorySets(part, known, bytes(mask[256] for mask in masks))

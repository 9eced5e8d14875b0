"""Two or three columns that give the answer only together: parts of a sum, a total and its count, a beginning and an end."""

from collections.abc import Mapping
from itertools import combinations

import numpy as np
from sklearn.tree import DecisionTreeClassifier

from core.models.metrics.ranking import macro_auc
from core.models.reference import Floats, Whole

MOST_COLUMNS = 30
MOST_ROWS = 2000
FEWEST_ROWS = 100
EXACTLY = 0.999
"""R2 of a weighted sum (or product), AUC of a small tree: so much is no chance, and no honest business."""
_MOST_LABELS = 12
_SAME = 1e-9


def find_terms_of_amount(columns: Mapping[str, Floats], codes: Floats, seed: int = 0) -> tuple[str, ...]:
    """Return the two or three numeric columns (n,) of which a weighted sum or a product is the amount, or none.

    Tries every sum of two or three columns, and of their logarithms (products and ratios), by least squares.
    """
    names, table, codes = _candidates(columns, codes, seed)
    return tuple(names[place] for place in _sum_of(table, codes) or _product_of(table, codes)) if names else ()


def find_pair_for_labels(columns: Mapping[str, Floats], codes: Floats, seed: int = 0) -> tuple[str, ...]:
    """Return the two numeric columns (n,) that together give the answer away, or none.

    Fits a small tree on each two columns with their difference and ratio, judged on rows that it did not learn from.
    """
    names, table, codes = _candidates(columns, codes, seed)
    return tuple(names[place] for place in _of_labels(table, codes, seed)) if names else ()


def _candidates(columns: Mapping[str, Floats], codes: Floats, seed: int) -> tuple[list[str], Floats, Floats]:
    """Names, and a sample of the rows: (rows, columns) and (rows,). No names where there is too little to look at."""
    names = [name for name, values in columns.items() if np.isnan(values).mean() < 0.5 and np.nanstd(values) > 0]
    names = names[:MOST_COLUMNS]
    if len(names) < 2 or len(codes) < FEWEST_ROWS:
        return [], np.zeros((0, 0)), codes
    rows = np.random.default_rng(seed).permutation(len(codes))[:MOST_ROWS]
    return names, np.stack([columns[name] for name in names], axis=1)[rows], codes[rows]


def _product_of(table: Floats, codes: Floats) -> tuple[int, ...]:
    positive = (np.nan_to_num(table, nan=1.0) > 0).all(axis=0)
    if not (codes > 0).all() or positive.sum() < 2:
        return ()
    found = _sum_of(np.log(table[:, positive]), np.log(codes))
    return tuple(int(np.flatnonzero(positive)[place]) for place in found)


def _sum_of(table: Floats, codes: Floats) -> tuple[int, ...]:
    whole = ~np.isnan(table).any(axis=1)
    if whole.sum() < FEWEST_ROWS:
        table = table[:, np.isnan(table).mean(axis=0) == 0] if whole.sum() < len(table) else table
        return () if table.shape[1] < 2 or np.isnan(table).any() else _sum_of(table, codes)
    table, codes = table[whole], codes[whole]
    spread = table.std(axis=0)
    if codes.std() == 0 or (spread == 0).any():
        return ()
    even, answer = (table - table.mean(axis=0)) / spread, (codes - codes.mean()) / codes.std()
    among, with_answer = even.T @ even / len(even), even.T @ answer / len(even)
    for size in (2, 3):
        sets = np.array(list(combinations(range(table.shape[1]), size)), dtype=np.int64)
        best = _best_fit(among, with_answer, sets)
        if best is not None:
            return best
    return ()


def _best_fit(among: Floats, with_answer: Floats, sets: Whole) -> tuple[int, ...] | None:
    """The first set whose least-squares fit is all but exact (R2 from correlations alone)."""
    if not len(sets):
        return None
    own = among[sets[:, :, None], sets[:, None, :]]
    free = np.linalg.det(own) > _SAME
    own, sets = own[free], sets[free]
    asked = with_answer[sets]
    found = (asked * np.linalg.solve(own, asked[..., None])[..., 0]).sum(axis=1)
    if not len(found) or found.max() < EXACTLY:
        return None
    return tuple(int(place) for place in sets[found.argmax()])


def _of_labels(table: Floats, codes: Floats, seed: int) -> tuple[int, ...]:
    if len(np.unique(codes)) > _MOST_LABELS:
        return ()
    half = len(codes) // 2
    if min(_fewest(codes[:half]), _fewest(codes[half:])) < 5 or len(np.unique(codes[:half])) < 2:
        return ()
    pairs = list(combinations(range(table.shape[1]), 2))
    skills = [_of_pair(table[:, pair], codes, half, seed) for pair in pairs]
    best = int(np.argmax(skills))
    return pairs[best] if skills[best] >= EXACTLY else ()


def _fewest(codes: Floats) -> int:
    return int(np.unique(codes, return_counts=True)[1].min())


def _of_pair(pair: Floats, codes: Floats, half: int, seed: int) -> float:
    """AUC (for several answers the mean over all) on the second half of a small tree that saw the first."""
    both = np.column_stack([pair, pair[:, 0] - pair[:, 1], _ratio(pair)])
    tree = DecisionTreeClassifier(max_depth=4, min_samples_leaf=5, random_state=seed).fit(both[:half], codes[:half])
    probabilities, actual = tree.predict_proba(both[half:]), codes[half:]
    return float(np.nan_to_num(macro_auc(actual, probabilities, tree.classes_)))


def _ratio(pair: Floats) -> Floats:
    usable = np.abs(pair[:, 1]) > _SAME
    return np.asarray(np.divide(pair[:, 0], pair[:, 1], out=np.full(len(pair), np.nan), where=usable))

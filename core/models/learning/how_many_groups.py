"""How many groups there are: as many as lie well apart, and are found again on other rows."""

from dataclasses import dataclass

import numpy as np
from sklearn.cluster import KMeans

from core.common.progress import Progress
from core.models.estimators.groups import k_means
from core.models.metrics.segments import MOST_ROWS, agreement, silhouettes
from core.models.reference import Floats

MOST_GROUPS = 8
FEWEST_IN_GROUP = 0.03
STABLE = 0.7
"""Groups that are found again at least this well on other rows (agreement)."""
NEARLY = 0.05
"""Of a silhouette, and of an agreement: what lies no further below the best is as good."""
FEW = 4
"""Where no groups are found again, at most so many are made: more of them would only look as if they meant something."""
PAIRS = 6


@dataclass(frozen=True)
class GroupingTrial:
    """So many groups, and how well they hold."""

    model: KMeans
    silhouette: float
    agreements: list[float]
    """Of groups found on halves of the rows, drawn again and again: 1 the same, 0 as by chance."""
    smallest: float
    """Share of the rows."""

    @property
    def stability(self) -> float:
        return float(np.mean(self.agreements))


def best_number(places: Floats, seed: int, progress: Progress) -> GroupingTrial:
    """Return the most groups of those that lie nearly as far apart as any, and are found again nearly as surely."""
    tries = []
    most = min(MOST_GROUPS, len(places) // 20)
    looking = progress.part(0.15, 0.8, f"Looking for groups among {len(places):,} rows…", steps=most - 1)
    looking.at(0.0)
    for k in range(2, most + 1):
        tries.append(_tried(places, k, seed))
        looking.advance()
    stable = [each for each in tries if each.stability >= STABLE and each.smallest >= FEWEST_IN_GROUP]
    if not stable:
        return max(tries[: FEW - 1], key=lambda each: each.stability)
    farthest = max(each.silhouette for each in stable)
    apart = [each for each in stable if each.silhouette >= farthest - NEARLY]
    surest = max(each.stability for each in apart)
    return [each for each in apart if each.stability >= surest - NEARLY / 2][-1]


def _tried(places: Floats, k: int, seed: int) -> GroupingTrial:
    rng = np.random.default_rng(seed + k)
    model = k_means(k, seed).fit(places)
    some = rng.permutation(len(places))[:MOST_ROWS]
    agreements = []
    for _ in range(PAIRS):
        order = rng.permutation(len(places))[: 2 * 5000]
        halves = order[::2], order[1::2]
        one, other = (k_means(k, seed).fit(places[half]).predict(places[some]) for half in halves)
        agreements.append(agreement(one, other))
    smallest = float(np.bincount(model.labels_, minlength=k).min() / len(places))
    return GroupingTrial(model, float(silhouettes(places[some], model.labels_[some]).mean()), agreements, smallest)

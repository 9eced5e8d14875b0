"""Finding groups of rows that are alike: how many, how sure, and what sets each apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.cluster import KMeans
from sklearn.pipeline import Pipeline

from core.errors import NotTrainable
from core.estimators.groups import evened, middles
from core.exported import Exported, Many
from core.exporting import form_of, proven
from core.inputs import Input
from core.measures import Scores
from core.measures.segments import MOST_ROWS, agreement, silhouettes
from core.preparing import Column, layout, table
from core.reference import Floats, Reference, Whole
from core.training.columns import Chosen
from core.training.naming import Group, named_groups
from core.training.remembering import Side, remember
from core.training.splitting import Split
from core.training.steps import Steps
from core.training.supervised import described, to_check
from core.training.target import FEWEST_ROWS

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
class Grouped:
    fitted: Pipeline
    method: str
    exported: Exported
    reference: Reference
    scores: Scores
    baseline: dict[str, float]
    drivers: dict[str, float]
    groups: tuple[Group, ...]
    checked_rows: int
    largest_difference: float


@dataclass(frozen=True)
class _Try:
    model: KMeans
    silhouette: float
    agreements: list[float]
    smallest: float

    @property
    def stability(self) -> float:
        return float(np.mean(self.agreements))


def group(chosen: Chosen, parted: Split, seed: int, steps: Steps) -> Grouped:
    """The whole way for groups. Raises Cancelled, NotTrainable."""
    if len(parted.held) < FEWEST_ROWS:
        raise NotTrainable(
            f"The table has only {len(parted.held)} rows; at least {FEWEST_ROWS} are needed to find groups.",
            "Add rows, then try again.",
        )
    learned = [column[~parted.held] for column in chosen.values]
    held = [column[parted.held] for column in chosen.values]
    inputs = described(chosen, learned)
    columns = evened(layout(inputs)).set_output(transform="default")
    places = np.asarray(columns.fit_transform(table(inputs, learned)))
    best = _best_number(places, seed, steps)
    fitted = Pipeline([("columns", columns), ("groups", best.model)])
    steps.say(0.8, "Finding words for the groups…")
    found = named_groups(inputs, learned, best.model.labels_)
    exported = _exported(fitted, inputs, [group.name for group in found])
    checked = to_check(held, learned, exported, seed)
    largest = proven(fitted, exported, checked)
    before, told = exported.answers_of(learned), exported.answers_of(held)
    held_places = np.asarray(columns.transform(table(inputs, held)))
    return Grouped(
        fitted=fitted,
        method=f"k-means on evened columns, {len(found)} groups",
        exported=exported,
        reference=remember(inputs, len(found), _side(learned, before), _side(held, told), seed),
        scores=_scores(held_places, told.code.astype(np.int64), best, seed),
        baseline=_baseline(places, best.model.n_clusters, seed),
        drivers=_drivers(inputs, learned, best.model.labels_),
        groups=found,
        checked_rows=len(checked[0]),
        largest_difference=largest,
    )


def _best_number(places: Floats, seed: int, steps: Steps) -> _Try:
    """The most groups of those that lie nearly as far apart as any, and are found again nearly as surely."""
    tries = []
    most = min(MOST_GROUPS, len(places) // 20)
    steps.say(0.15, f"Looking for groups among {len(places):,} rows…", until=0.8, strides=most - 1)
    for k in range(2, most + 1):
        steps.check()
        tries.append(_tried(places, k, seed))
        steps.advance()
    stable = [each for each in tries if each.stability >= STABLE and each.smallest >= FEWEST_IN_GROUP]
    if not stable:
        return max(tries[: FEW - 1], key=lambda each: each.stability)
    farthest = max(each.silhouette for each in stable)
    apart = [each for each in stable if each.silhouette >= farthest - NEARLY]
    surest = max(each.stability for each in apart)
    return [each for each in apart if each.stability >= surest - NEARLY / 2][-1]


def _tried(places: Floats, k: int, seed: int) -> _Try:
    rng = np.random.default_rng(seed + k)
    model = middles(k, seed).fit(places)
    some = rng.permutation(len(places))[:MOST_ROWS]
    agreements = []
    for _ in range(PAIRS):
        order = rng.permutation(len(places))[: 2 * 5000]
        halves = order[::2], order[1::2]
        one, other = (middles(k, seed).fit(places[half]).predict(places[some]) for half in halves)
        agreements.append(agreement(one, other))
    smallest = float(np.bincount(model.labels_, minlength=k).min() / len(places))
    return _Try(model, float(silhouettes(places[some], model.labels_[some]).mean()), agreements, smallest)


def _scores(places: Floats, groups: Whole, best: _Try, seed: int) -> Scores:
    some = np.random.default_rng(seed).permutation(len(places))[:MOST_ROWS]
    each = silhouettes(places[some], groups[some])
    error = 1.96 * float(each.std() / np.sqrt(len(each)))
    value = float(each.mean())
    low, high = np.quantile(best.agreements, [0.025, 0.975])
    return {
        "silhouette": {"value": value, "low": value - error, "high": value + error, "rows": float(len(each))},
        "stability": {"value": best.stability, "low": float(low), "high": float(high), "rows": float(len(groups))},
    }


def _baseline(places: Floats, k: int, seed: int) -> dict[str, float]:
    """The same on a table whose columns were shuffled one by one: an even crowd without groups."""
    rng = np.random.default_rng(seed)
    some = places[rng.permutation(len(places))[:MOST_ROWS]]
    crowd = np.stack([rng.permutation(column) for column in some.T], axis=1)
    return {"silhouette": float(silhouettes(crowd, middles(k, seed).fit_predict(crowd)).mean()), "stability": 0.0}


def _drivers(inputs: Sequence[Input], columns: Sequence[Column], groups: Whole) -> dict[str, float]:
    """How much of each column's spread lies between the groups (eta squared), as shares."""
    apart = {}
    for asked, column in zip(inputs, columns, strict=True):
        places = np.asarray(
            evened(layout([asked])).set_output(transform="default").fit_transform(table([asked], [column]))
        )
        whole = float(places.var(axis=0).sum())
        between = sum(
            (groups == each).mean() * ((places[groups == each].mean(axis=0) - places.mean(axis=0)) ** 2).sum()
            for each in np.unique(groups)
        )
        apart[asked.name] = float(between / whole) if whole else 0.0
    total = sum(apart.values()) or 1.0
    return {name: value / total for name, value in sorted(apart.items(), key=lambda found: -found[1])}


def _exported(fitted: Pipeline, inputs: Sequence[Input], labels: list[str]) -> Exported:
    form = form_of(fitted, "segments", target="", labels=labels, inputs=[asked.as_dict() for asked in inputs])
    return Exported.from_bytes(Exported(form).to_bytes())


def _side(columns: Sequence[Column], many: Many) -> Side:
    nothing = np.full(len(many.score), np.nan)
    return Side(columns, nothing, nothing, many, many.score)

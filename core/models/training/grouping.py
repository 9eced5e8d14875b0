"""Finding groups of rows that are alike, and what sets each apart."""

from collections.abc import Sequence

import numpy as np
from sklearn.pipeline import Pipeline

from core.common.errors import NotTrainable
from core.inference.exported import AnswerColumns, Exported
from core.inference.inputs import Input
from core.models.estimators.groups import evened, middles
from core.models.export import form_of, proven
from core.models.features import Column, layout, table
from core.models.metrics import Scores
from core.models.metrics.bootstrap import middle_95
from core.models.metrics.intervals import mean_range
from core.models.metrics.segments import MOST_ROWS, silhouettes
from core.models.reference import Floats, Whole
from core.models.training.columns import Chosen
from core.models.training.how_many_groups import Try, best_number
from core.models.training.naming import named_groups
from core.models.training.reference_building import Side, remember
from core.models.training.splitting import Split
from core.models.training.steps import Steps
from core.models.training.supervised import MADE_UP_ROWS, Learned, described, to_check
from core.models.training.target import FEWEST_ROWS


def group(chosen: Chosen, parted: Split, seed: int, steps: Steps) -> Learned:
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
    best = best_number(places, seed, steps)
    fitted = Pipeline([("columns", columns), ("groups", best.model)])
    steps.say(0.8, "Finding words for the groups…")
    found = named_groups(inputs, learned, best.model.labels_)
    exported = _exported(fitted, inputs, [group.name for group in found])
    checked = to_check(held, learned, exported, seed)
    largest = proven(fitted, exported, checked)
    before, told = exported.answers_of(learned), exported.answers_of(held)
    held_places = np.asarray(columns.transform(table(inputs, held)))
    return Learned(
        fitted=fitted,
        method=f"k-means on evened columns, {len(found)} groups",
        exported=exported,
        reference=remember(inputs, len(found), _side(learned, before), _side(held, told), seed),
        scores=_scores(held_places, told.code.astype(np.int64), best, seed),
        baseline=_baseline(places, best.model.n_clusters, seed),
        drivers=_drivers(inputs, learned, best.model.labels_),
        groups=found,
        checked_rows=len(checked[0]),
        checked_made_up=MADE_UP_ROWS,
        largest_difference=largest,
    )


def _scores(places: Floats, groups: Whole, best: Try, seed: int) -> Scores:
    some = np.random.default_rng(seed).permutation(len(places))[:MOST_ROWS]
    each = silhouettes(places[some], groups[some])
    apart = mean_range(each)
    low, high = middle_95(best.agreements, best.stability)
    return {
        "silhouette": {"value": apart.value, "low": apart.low, "high": apart.high, "rows": float(apart.rows)},
        "stability": {"value": best.stability, "low": low, "high": high, "rows": float(len(groups))},
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


def _side(columns: Sequence[Column], many: AnswerColumns) -> Side:
    nothing = np.full(len(many.score), np.nan)
    return Side(columns, nothing, nothing, many, many.score)

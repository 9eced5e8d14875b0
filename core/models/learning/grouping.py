"""Finding groups of rows that are alike, and what sets each apart."""

from collections.abc import Sequence

import numpy as np
from sklearn.pipeline import Pipeline

from core.common.errors import NotTrainable
from core.common.progress import Progress
from core.inference.exported import AnswerColumns, Exported
from core.inference.inputs import Input
from core.models.estimators.groups import even_columns, k_means
from core.models.export import form_of, prove
from core.models.features import Column, layout, table
from core.models.learning.group_names import name_groups
from core.models.learning.how_many_groups import GroupingTrial, best_number
from core.models.learning.reference_building import ReferenceRows, build_reference
from core.models.learning.targets import FEWEST_ROWS
from core.models.learning.training_result import TrainingResult
from core.models.learning.training_set import TrainingSet
from core.models.metrics import Scores
from core.models.metrics.bootstrap import middle_95
from core.models.metrics.intervals import mean_range
from core.models.metrics.segments import MOST_ROWS, silhouettes
from core.models.reference import Floats, Whole


def learn_groups(predicts: str, training: TrainingSet, progress: Progress) -> TrainingResult:
    """Find groups among the rows that are not held back. Raise Cancelled, NotTrainable."""
    held, seed = training.split.held, training.seed
    if len(held) < FEWEST_ROWS:
        raise NotTrainable(
            f"The table has only {len(held)} rows; at least {FEWEST_ROWS} are needed to find groups.",
            "Add rows, then try again.",
        )
    learned_columns, held_columns = training.chosen.rows(~held), training.chosen.rows(held)
    inputs = training.chosen.describe(learned_columns)
    columns = even_columns(layout(inputs)).set_output(transform="default")
    places = np.asarray(columns.fit_transform(table(inputs, learned_columns)))
    best = best_number(places, seed, progress)
    fitted = Pipeline([("columns", columns), ("groups", best.model)])
    progress.say(0.8, "Finding words for the groups…")
    groups = name_groups(inputs, learned_columns, best.model.labels_)
    exported = _exported(fitted, predicts, inputs, [group.name for group in groups])
    proven = prove(fitted, exported, held_columns, learned_columns, seed)
    before, after = exported.answers_of(learned_columns), exported.answers_of(held_columns)
    held_places = np.asarray(columns.transform(table(inputs, held_columns)))
    of_learned, of_held = _rows(learned_columns, before), _rows(held_columns, after)
    return TrainingResult(
        fitted=fitted,
        method=f"k-means on evened columns, {len(groups)} groups",
        exported=exported,
        reference=build_reference(inputs, len(groups), of_learned, of_held, seed),
        scores=_scores(held_places, after.code.astype(np.int64), best, seed),
        baseline=_baseline(places, best.model.n_clusters, seed),
        drivers=_drivers(inputs, learned_columns, best.model.labels_),
        proven=proven,
        groups=groups,
    )


def _scores(places: Floats, groups: Whole, best: GroupingTrial, seed: int) -> Scores:
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
    return {"silhouette": float(silhouettes(crowd, k_means(k, seed).fit_predict(crowd)).mean()), "stability": 0.0}


def _drivers(inputs: Sequence[Input], columns: Sequence[Column], groups: Whole) -> dict[str, float]:
    """How much of each column's spread lies between the groups (eta squared), as shares."""
    apart = {}
    for asked, column in zip(inputs, columns, strict=True):
        places = np.asarray(
            even_columns(layout([asked])).set_output(transform="default").fit_transform(table([asked], [column]))
        )
        whole = float(places.var(axis=0).sum())
        between = sum(
            (groups == each).mean() * ((places[groups == each].mean(axis=0) - places.mean(axis=0)) ** 2).sum()
            for each in np.unique(groups)
        )
        apart[asked.name] = float(between / whole) if whole else 0.0
    total = sum(apart.values()) or 1.0
    return {name: value / total for name, value in sorted(apart.items(), key=lambda found: -found[1])}


def _exported(fitted: Pipeline, predicts: str, inputs: Sequence[Input], labels: list[str]) -> Exported:
    form = form_of(fitted, predicts, target="", labels=labels, inputs=[asked.as_dict() for asked in inputs])
    return Exported.from_bytes(Exported(form).to_bytes())


def _rows(columns: Sequence[Column], many: AnswerColumns) -> ReferenceRows:
    nothing = np.full(len(many.score), np.nan)
    return ReferenceRows(columns, nothing, nothing, many, many.score)

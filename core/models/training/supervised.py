"""Learning from known answers: chosen, fitted, exported, proven, judged on rows that were held back."""

from dataclasses import dataclass, replace

import numpy as np
from sklearn.base import BaseEstimator

from core.inference.exported import Exported
from core.inference.inputs import Input
from core.models.export import form_of, made_up, proven
from core.models.features import Column, describe, layout, table
from core.models.metrics import Scores
from core.models.reference import Floats, Reference
from core.models.registry import Worth
from core.models.training import evaluation, thresholds
from core.models.training.choosing import Best, Task, choose
from core.models.training.columns import Chosen
from core.models.training.naming import Group
from core.models.training.reference_building import Side, remember
from core.models.training.splitting import Split, folds
from core.models.training.steps import Steps
from core.models.training.target import Target

MADE_UP_ROWS = 1000
FEWEST_CHECKED, MOST_CHECKED = 1000, 2000
"""Rows of the table on which the exported form is compared with the model: the held-back ones, and where these are few, others too."""
MANY_ROWS = 20_000


@dataclass(frozen=True)
class Learned:
    """What a training found, before it is put into words."""

    fitted: BaseEstimator
    method: str
    exported: Exported
    reference: Reference
    scores: Scores
    baseline: dict[str, float]
    drivers: dict[str, float]
    checked_rows: int
    checked_made_up: int
    largest_difference: float
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True)
class Lesson:
    """What is learned from: n usable rows."""

    chosen: Chosen
    target: Target
    days: Floats | None
    """(n,): days since 1970, where there is a date."""
    parted: Split
    worth: Worth
    seed: int


def learn(lesson: Lesson, steps: Steps) -> Learned:
    """The whole way for questions whose answers are known. Raises Cancelled, NotTrainable."""
    chosen, target, parted, seed = lesson.chosen, lesson.target, lesson.parted, lesson.seed
    codes, held = target.codes[target.usable], parted.held
    learned_columns, held_columns = _rows(chosen, ~held), _rows(chosen, held)
    inputs = described(chosen, learned_columns)
    best = _best(lesson, inputs, learned_columns, steps)
    exported = _exported(best, inputs, codes[~held], target, lesson.worth)
    steps.say(0.75, f"Checking it on {int(held.sum()):,} rows that it has never seen…")
    checked = to_check(held_columns, learned_columns, exported, seed)
    largest = proven(best.fitted, exported, checked)
    told = evaluation.tell(exported, held_columns, codes[held])
    before = evaluation.tell(exported, learned_columns, codes[~held])
    steps.say(0.82, "Working out how sure these figures are…")
    scores = evaluation.score(target.predicts, told, parted.units[held], seed)
    steps.say(0.9, "Finding out what matters most…")
    at = np.full(len(codes), np.nan) if lesson.days is None else lesson.days
    return Learned(
        fitted=best.fitted,
        method=best.method,
        exported=exported,
        reference=remember(
            inputs,
            len(target.labels),
            Side(learned_columns, codes[~held], at[~held], before.many, before.losses),
            Side(held_columns, codes[held], at[held], told.many, told.losses),
            seed,
        ),
        scores=scores,
        baseline=evaluation.guess(target.predicts, codes[~held], told),
        drivers=evaluation.drivers(exported, held_columns, codes[held], seed),
        checked_rows=len(checked[0]),
        checked_made_up=MADE_UP_ROWS,
        largest_difference=largest,
    )


def to_check(held: list[Column], learned: list[Column], exported: Exported, seed: int) -> list[Column]:
    """Rows of the table, held-back ones first, and MADE_UP_ROWS made-up ones."""
    made = made_up(learned, exported, MADE_UP_ROWS, seed)
    return [
        np.concatenate([unseen[:MOST_CHECKED], met[: max(0, FEWEST_CHECKED - len(unseen))], odd])
        for unseen, met, odd in zip(held, learned, made, strict=True)
    ]


def described(chosen: Chosen, learned: list[Column]) -> list[Input]:
    """The inputs, as the learned rows have them."""
    facts = zip(chosen.names, chosen.kinds, learned, chosen.personal, chosen.spelled, strict=True)
    return [
        replace(describe(name, kind, column, personal), written=written, unit=unit)
        for name, kind, column, personal, (written, unit) in facts
    ]


def _best(lesson: Lesson, inputs: list[Input], columns: list[Column], steps: Steps) -> Best:
    target, learned, seed = lesson.target, ~lesson.parted.held, lesson.seed
    codes, units = target.codes[target.usable][learned], lesson.parted.units[learned]
    parts = 5 if len(codes) < MANY_ROWS else 3
    task = Task(
        predicts=target.predicts,
        table=table(inputs, columns),
        codes=codes,
        parts=layout(inputs),
        folds=folds(codes if target.labels else None, units, parts, seed),
        positive=relative(codes, target),
        seed=seed,
    )
    steps.say(0.2, f"Learning from {len(codes):,} rows…", until=0.75, strides=2 * parts + 2)
    return choose(task, steps)


def _exported(best: Best, inputs: list[Input], codes: Floats, target: Target, worth: Worth) -> Exported:
    ratio = relative(codes, target)
    form = form_of(
        best.fitted,
        target.predicts,
        target=target.name,
        labels=list(target.labels),
        inputs=[asked.as_dict() for asked in inputs],
        exponential=ratio,
        threshold=thresholds.threshold(codes, best.unseen, worth) if target.predicts == "yes_no" else 0.5,
        margin=thresholds.margin(codes, best.unseen, ratio) if target.predicts == "number" else None,
        scale=float(np.abs(codes).mean()) if target.predicts == "number" else 1.0,
        written=target.written,
        unit=target.unit,
    )
    # As it will be read again: what is proven is what is served.
    return Exported.from_bytes(Exported(form).to_bytes())


def relative(codes: Floats, target: Target) -> bool:
    """Whether a number is learned by ratio, not by difference: all of them are above zero."""
    return target.predicts == "number" and bool((codes > 0).all())


def _rows(chosen: Chosen, mask: np.ndarray) -> list[Column]:
    return [column[mask] for column in chosen.values]

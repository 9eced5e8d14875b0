"""Learning from known answers: chosen, fitted, exported, proven, judged on rows that were held back."""

import numpy as np

from core.common.progress import Progress
from core.inference.exported import Exported
from core.inference.inputs import Input
from core.models.export import form_of, prove
from core.models.features import Column, layout, table
from core.models.learning import evaluation
from core.models.learning.choosing import ChoiceRows, ChosenModel
from core.models.learning.evaluation import Evaluation
from core.models.learning.known_answers import KnownAnswers
from core.models.learning.reference_building import ReferenceRows, build_reference
from core.models.learning.splitting import folds
from core.models.learning.training_result import TrainingResult
from core.models.learning.training_set import TrainingSet
from core.models.metrics import Scores, with_ranges
from core.models.reference import Floats, Reference, Whole

MANY_ROWS = 20_000


def learn_from_answers(answers: KnownAnswers, training: TrainingSet, progress: Progress) -> TrainingResult:
    """Train on the rows that are not held back, and judge on those that are. Raise Cancelled, NotTrainable."""
    chosen, codes, held = training.chosen, training.known_target.known, training.split.held
    learned_columns, held_columns = chosen.rows(~held), chosen.rows(held)
    inputs = chosen.describe(learned_columns)
    best = _best(answers, training, inputs, learned_columns, progress)
    exported = _exported(answers, training, inputs, best)
    progress.say(0.75, f"Checking it on {int(held.sum()):,} rows that it has never seen…")
    proven = prove(best.fitted, exported, held_columns, learned_columns, training.seed)
    on_learned = answers.evaluate(exported, learned_columns, codes[~held])
    on_held = answers.evaluate(exported, held_columns, codes[held])
    progress.say(0.82, "Working out how sure these figures are…")
    scores = _scores(answers, on_held, training.split.units[held], training.seed)
    progress.say(0.9, "Finding out what matters most…")
    return TrainingResult(
        fitted=best.fitted,
        method=best.method,
        exported=exported,
        reference=_reference(training, inputs, on_learned, on_held),
        scores=scores,
        baseline=answers.baseline(codes[~held], on_held),
        drivers=evaluation.drivers(answers.evaluate, exported, held_columns, codes[held], training.seed),
        proven=proven,
    )


def _best(
    answers: KnownAnswers, training: TrainingSet, inputs: list[Input], columns: list[Column], progress: Progress
) -> ChosenModel:
    target, learned = training.known_target, ~training.split.held
    codes, units = target.known[learned], training.split.units[learned]
    parts = 5 if len(codes) < MANY_ROWS else 3
    shared = folds(codes if target.labels else None, units, parts, training.seed)
    rows = ChoiceRows(table(inputs, columns), codes, layout(inputs), shared, training.seed)
    learning = progress.part(0.2, 0.75, f"Learning from {len(codes):,} rows…", steps=2 * parts + 2)
    learning.at(0.0)
    return answers.choose(rows, learning)


def _exported(answers: KnownAnswers, training: TrainingSet, inputs: list[Input], best: ChosenModel) -> Exported:
    target = training.known_target
    form = form_of(
        best.fitted,
        target.predicts,
        target=target.name,
        labels=list(target.labels),
        inputs=[asked.as_dict() for asked in inputs],
        written=target.written,
        unit=target.unit,
        **answers.form_facts(target.known[~training.split.held], best.out_of_fold, training.worth),
    )
    # As it will be read again: what is proven is what is served.
    return Exported.from_bytes(Exported(form).to_bytes())


def _scores(answers: KnownAnswers, found: Evaluation, units: Whole, seed: int) -> Scores:
    """All figures of the contract, with ranges. `units` (n,): rows that belong together."""

    def measured(weights: Floats) -> dict[str, float]:
        return answers.measure(found, weights)

    return with_ranges(measured, len(found.actual), units, seed)


def _reference(training: TrainingSet, inputs: list[Input], on_learned: Evaluation, on_held: Evaluation) -> Reference:
    chosen, held = training.chosen, training.split.held
    at = np.full(len(held), np.nan) if training.days is None else training.days

    def rows(mask: np.ndarray, found: Evaluation) -> ReferenceRows:
        return ReferenceRows(chosen.rows(mask), found.actual, at[mask], found.many, found.losses)

    labels = len(training.known_target.labels)
    return build_reference(inputs, labels, rows(~held, on_learned), rows(held, on_held), training.seed)

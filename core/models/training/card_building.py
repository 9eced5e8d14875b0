"""A version's card, put together from what the training found."""

import time

from core.common.words import Words
from core.models.learning.result_facts import ResultFacts
from core.models.learning.training_result import TrainingResult
from core.models.learning.training_set import TrainingSet
from core.models.model_facts import ModelFacts
from core.models.problem_types import learning_type
from core.models.registry import Card, Driver
from core.models.template import Template
from core.models.training import describing


def card_of(template: Template, words: Words, training: TrainingSet, found: TrainingResult, started: float) -> Card:
    """Return the card. `started` is the moment (time.monotonic) at which the training began."""
    period, target = training.period, training.target
    facts = ResultFacts(
        **_facts(template, words, training, found).shared(),
        nouns=template.nouns,
        learned_until=words.day(period[1]) if period else "",
        rare=target.rare if target else 0,
        reference=found.reference,
        words=words,
    )
    return Card(
        **facts.shared(),
        learned_period=(period[0].isoformat(), period[1].isoformat()) if period else None,
        drivers=tuple(Driver(column, share) for column, share in found.drivers.items()),
        left_out=training.chosen.left_out,
        seconds=round(time.monotonic() - started, 2),
        checked_rows=found.proven.rows,
        checked_made_up=found.proven.made_up,
        largest_difference=found.proven.largest_difference,
        method=found.method,
        summary=describing.summarise(facts),
        limits=describing.limits(facts),
        chart=learning_type(facts.predicts).draw(facts),
        segments=found.groups,
    )


def _facts(template: Template, words: Words, training: TrainingSet, found: TrainingResult) -> ModelFacts:
    target, held = training.target, training.split.held
    return ModelFacts(
        template=template.key,
        predicts=found.exported.predicts,
        target=target.name if target else "",
        positive=target.positive if target else "",
        labels=found.exported.labels,
        rows_learned=int((~held).sum()),
        rows_held=int(held.sum()),
        split=training.split.how,
        scores=found.scores,
        baseline=dict(found.baseline),
        powers=training.chosen.powers,
        threshold=found.exported.form.threshold,
        unit=words.currency if template.money and target and target.is_amount else "",
    )

"""A version's card, put together from what the training found."""

import time
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from core.common.words import Words
from core.models.model_facts import ModelFacts
from core.models.reference import Floats
from core.models.registry import Card, Driver, Segment
from core.models.template import Template
from core.models.training import charts, describing
from core.models.training.columns import Chosen
from core.models.training.describing import Facts
from core.models.training.splitting import Split
from core.models.training.supervised import Learned
from core.models.training.target import Target

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Table:
    """The usable rows: n of them."""

    target: Target | None
    days: Floats | None
    """(n,): days since 1970, where there is a date."""
    chosen: Chosen
    parted: Split

    @property
    def period(self) -> tuple[date, date] | None:
        """The days of the oldest and the newest learned row."""
        if self.days is None:
            return None
        known = self.days[~self.parted.held & ~np.isnan(self.days)]
        if not len(known):
            return None
        return _EPOCH + timedelta(days=int(known.min())), _EPOCH + timedelta(days=int(known.max()))


def card_of(template: Template, words: Words, table: Table, found: Learned, started: float) -> Card:
    """`started` is the moment (time.monotonic) at which the training began."""
    period, target = table.period, table.target
    told = Facts(
        facts=_facts(template, words, table, found),
        nouns=template.nouns,
        learned_until=words.day(period[1]) if period else "",
        rare=target.rare if target else 0,
        reference=found.reference,
        words=words,
    )
    return Card(
        facts=told.facts,
        learned_period=(period[0].isoformat(), period[1].isoformat()) if period else None,
        drivers=tuple(Driver(column, share) for column, share in found.drivers.items()),
        left_out=table.chosen.left_out,
        seconds=round(time.monotonic() - started, 2),
        checked_rows=found.checked_rows,
        checked_made_up=found.checked_made_up,
        largest_difference=found.largest_difference,
        method=found.method,
        summary=describing.summary(told),
        limits=describing.limits(told),
        chart=charts.chart(told),
        segments=tuple(Segment(each.name, each.size, each.share, each.apart) for each in found.groups),
    )


def _facts(template: Template, words: Words, table: Table, found: Learned) -> ModelFacts:
    target, predicts = table.target, found.exported.predicts
    return ModelFacts(
        template=template.key,
        predicts=predicts,
        target=target.name if target else "",
        positive=target.positive if target else "",
        labels=found.exported.labels,
        rows_learned=int((~table.parted.held).sum()),
        rows_held=int(table.parted.held.sum()),
        split=table.parted.how,
        scores=found.scores,
        baseline=dict(found.baseline),
        powers=table.chosen.powers,
        threshold=found.exported.form.threshold,
        unit=words.currency if template.money and predicts == "number" else "",
    )

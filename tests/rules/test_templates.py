"""What every question has to keep to, whichever it is."""

from pathlib import Path

import pytest
import textstat

import core.models.templates
from core.common.actor import OWNER
from core.data import dataset
from core.inference.exported import Exported
from core.models import registry, training
from core.models.template import Template
from core.models.templates import all_templates
from core.storage.workspace import Workspace

ROLES = {"target", "id", "person", "date", "amount", "item", "quantity", "text", "group", "ignore"}
KINDS = {"number", "date", "yes_no", "category", "text", "id", "email", "phone", "postcode", "empty"}
JARGON = {
    "inference",
    "drift",
    "auc",
    "precision",
    "recall",
    "calibration",
    "feature",
    "label",
    "pipeline",
    "endpoint",
    "deploy",
}
FILES = [path for path in Path(core.models.templates.__path__[0]).glob("*.py") if not path.name.startswith("_")]
TEMPLATES = pytest.mark.parametrize("template", all_templates().values(), ids=all_templates())


def sentences(template: Template) -> list[str]:
    return [template.title, template.promise, template.one_row, *(ask.question for ask in template.asks)]


def test_every_file_holds_a_question() -> None:
    assert set(all_templates()) == {path.stem for path in FILES}
    assert len(all_templates()) == len(FILES) >= 4


@TEMPLATES
def test_it_asks_for_parts_that_exist(template: Template) -> None:
    assert all(ask.role in ROLES for ask in template.asks)
    assert all(set(ask.kinds) <= KINDS for ask in template.asks)
    assert len({ask.role for ask in template.asks}) == len(template.asks)
    assert all(hint == hint.casefold() for ask in template.asks for hint in ask.hints)
    assert set(template.nouns) >= {"one", "many", "did", "will", "did_not"}


@TEMPLATES
def test_its_words_are_plain(template: Template) -> None:
    for sentence in sentences(template):
        assert len(sentence.split()) <= 25, sentence
        assert not JARGON & set(sentence.casefold().split()), sentence
        assert "!" not in sentence
    assert textstat.flesch_kincaid_grade(" ".join(sentences(template))) < 9


@TEMPLATES
def test_its_practice_data_is_the_same_for_the_same_seed(template: Template) -> None:
    one, again, other = template.practice(120, 1), template.practice(120, 1), template.practice(120, 2)
    assert one.equals(again)
    assert not one.equals(other)
    assert len(one) == 120


@TEMPLATES
def test_the_whole_way_works_on_its_practice_data(template: Template, workspace: Workspace) -> None:
    kept = dataset.add_frame(
        workspace, template.practice(600, 0), template.key, f"{template.key}.csv", practice=True, who=OWNER
    )
    plan = training.plan(workspace, template.key, kept.id, {})
    assert all(plan.column(ask.role) for ask in template.asks if ask.required)
    version = training.train(workspace, plan, who=OWNER, practice=True)
    card = version.card
    assert card.template == template.key
    assert card.checked_made_up >= 1000
    assert card.checked_rows >= card.checked_made_up + min(1000, card.rows_learned + card.rows_held)
    assert all(each.why for each in card.left_out)
    for sentence in (*card.summary, *card.limits, *(each.sentence for each in card.left_out)):
        assert len(sentence.split()) <= 25, sentence
        assert not JARGON & set(sentence.casefold().strip(".").split()), sentence
    assert card.chart
    assert len(card.chart.places) == len(card.chart.series[0].values)
    exported = Exported.from_bytes(registry.exported_bytes(workspace, version.model))
    told = exported.answer([asked.typical for asked in exported.inputs])
    assert told.answer in card.labels if card.labels else told.answer == told.score
    asked = {column.name for column in kept.columns}
    assert {one.name for one in exported.inputs} <= asked


@TEMPLATES
def test_its_model_beats_guessing_on_its_practice_data(template: Template, workspace: Workspace) -> None:
    kept = dataset.add_frame(
        workspace, template.practice(900, 5), template.key, f"{template.key}.csv", practice=True, who=OWNER
    )
    card = training.train(workspace, training.plan(workspace, template.key, kept.id, {}), who=OWNER).card
    better = {"yes_no": "auc", "number": "r2", "category": "accuracy", "segments": "silhouette"}[card.predicts]
    assert card.scores[better]["low"] > card.baseline[better]

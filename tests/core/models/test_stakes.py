"""What depends on a model's answers: said before it is made or later, kept through new versions, and told as a finding."""

from dataclasses import replace
from datetime import date

import pytest

from core.common.actor import OWNER
from core.common.errors import NotFound
from core.data import dataset
from core.models import registry, training
from core.models.templates import all_templates, template
from core.monitoring import window
from core.monitoring.indicator import judge
from core.monitoring.indicators.sensitive_use import INDICATOR as SENSITIVE_USE
from core.monitoring.indicators.uniqueness import INDICATOR as UNIQUENESS
from core.operations import retraining
from core.storage.workspace import Workspace


@pytest.fixture
def model(workspace: Workspace) -> str:
    rows = template("churn").practice(300, 1)
    rows["town"] = ["Aston" if place % 2 else "Bexley" for place in range(300)]
    kept = dataset.add_frame(workspace, rows, "Members", "members.csv", who=OWNER)
    dataset.mark_personal(workspace, kept.id, "age", "age")
    dataset.mark_personal(workspace, kept.id, "town", "location")
    plan = training.plan(workspace, "churn", kept.id, {"target": ("left",)}, stakes="price")
    return training.train(workspace, plan, who=OWNER).model


def said(workspace: Workspace, model: str) -> tuple[str, str]:
    finding = judge(SENSITIVE_USE, window.build(workspace, model, date(2026, 11, 1)))
    return finding.level, finding.sentence + finding.advice


def test_every_question_asks_what_depends_on_it_and_begins_with_nothing() -> None:
    for asked in all_templates().values():
        first, *others = asked.stakes.choices
        assert asked.stakes.question.endswith("?")
        assert not first.delicate
        assert others
        assert all(choice.delicate for choice in others)


def test_an_answer_that_is_none_of_the_choices_is_refused_with_the_choices(workspace: Workspace) -> None:
    kept = dataset.add_frame(workspace, template("churn").practice(60, 1), "Members", "members.csv", who=OWNER)
    with pytest.raises(NotFound) as refused:
        training.plan(workspace, "churn", kept.id, {}, stakes="weather")
    assert "living" in refused.value.advice


def test_what_depends_on_it_stays_said_until_it_is_said_anew(workspace: Workspace, model: str) -> None:
    level, told = said(workspace, model)
    assert level == "watch"
    assert "A price or a discount" in told
    registry.set_stakes(workspace, model, "living", seen_to=False)
    level, told = said(workspace, model)
    assert level == "watch"
    assert "a person decide" in told
    retraining.retrain(workspace, model, who=OWNER)
    assert said(workspace, model)[0] == "watch", "a new version does not forget what was said later"
    registry.set_stakes(workspace, model, "living", seen_to=True)
    assert said(workspace, model)[0] == "good"
    registry.set_stakes(workspace, model, "", seen_to=False)
    assert said(workspace, model)[0] == "not_yet"


def test_rows_that_stand_alone_are_counted_among_those_it_learned_from(workspace: Workspace, model: str) -> None:
    seen = window.build(workspace, model, date(2026, 11, 1))
    assert seen.reference.alike.sum() == seen.subject.rows_learned
    assert judge(UNIQUENESS, seen).level in ("good", "watch")
    older = replace(seen, reference=replace(seen.reference, alike=seen.reference.alike[:0]))
    assert judge(UNIQUENESS, older).level == "not_yet"

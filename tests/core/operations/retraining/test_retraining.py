"""A model is taught again: on another table, one that grew, answers whose end is known. The old version goes on answering."""

import pandas as pd
import pytest

from core.common.actor import OWNER
from core.common.errors import NotTrainable
from core.data import dataset
from core.models import comparison, registry
from core.models.registry import Worth
from core.monitoring import checkup
from core.operations import retraining
from core.operations.retraining import Fresh
from core.serving import deployment
from core.serving.prediction_log import cases
from core.storage.workspace import Workspace
from tests.core.operations.retraining.towns import first_version, table, used
from tests.demo_tables import customers


def told(workspace: Workspace, model: str, number: int) -> comparison.VersionComparison:
    found = comparison.kept(workspace, model, number)
    assert found
    return found.comparison


def test_a_new_version_waits_and_the_old_one_goes_on_answering(workspace: Workspace) -> None:
    old = first_version(workspace, customers(300, 1))
    new = retraining.retrain(
        workspace, old.model, Fresh(table(workspace, customers(300, 2, first=1000), "Newer")), who=OWNER
    )
    assert new.number == 2
    assert registry.find(workspace, old.model).plan.roles["target"] == ("left",)
    live = deployment.live_of(workspace, old.model)
    assert live
    assert live.version == 1
    assert [each.comparison.version for each in comparison.waiting(workspace)] == [2]
    assert "Version 2" in told(workspace, old.model, 2).headline
    deployment.deploy(workspace, old.model, 2, who=OWNER, confirmed="Who leaves")
    assert comparison.waiting(workspace) == []


def test_more_and_cleaner_rows_make_a_better_version(workspace: Workspace) -> None:
    old = first_version(workspace, customers(120, 1, noise=0.8))
    fresh = Fresh(table(workspace, customers(1200, 2, first=1000), "Newer"))
    found = told(workspace, old.model, retraining.retrain(workspace, old.model, fresh, who=OWNER).number)
    assert found.level == "better"
    assert found.held.figures[0].low > 0
    assert found.headline == "Version 2 is better than version 1."


def test_the_same_table_again_makes_about_the_same_version_on_rows_that_neither_learned_from(
    workspace: Workspace,
) -> None:
    frame = customers(1200, 1)
    old = first_version(workspace, frame)
    learned = registry.training_rows(workspace, old.model, 1)
    new = retraining.retrain(workspace, old.model, who=OWNER)
    found = told(workspace, old.model, new.number)
    assert found.level == "same"
    again = registry.training_rows(workspace, old.model, 2)
    assert learned
    assert again
    both = learned.met(frame) | again.met(frame)
    assert found.held.rows == int((~both).sum()) > 100


def test_rows_that_the_old_version_had_learned_from_never_flatter_it(workspace: Workspace) -> None:
    """The old one knows its noisy rows by heart; of the newer table half are these, and they are left out."""
    known = customers(400, 1)
    old = first_version(workspace, known)
    mixed = pd.concat([known, customers(400, 2, first=5000)], ignore_index=True)
    new = retraining.retrain(workspace, old.model, Fresh(table(workspace, mixed, "Both")), who=OWNER)
    learned = registry.training_rows(workspace, old.model, 1)
    again = registry.training_rows(workspace, old.model, new.number)
    assert learned
    assert again
    held = mixed[~again.met(mixed)]
    assert len(held)
    assert not learned.met(held).any(), "there are new rows enough, so only those are held back"
    assert told(workspace, old.model, 2).held.rows == len(held)


def test_a_rule_that_turned_round_makes_the_old_version_worse_and_the_other_way_round(workspace: Workspace) -> None:
    old = first_version(workspace, customers(400, 1))
    now = Fresh(table(workspace, customers(400, 2, first=1000, turned=True), "Now"))
    found = told(workspace, old.model, retraining.retrain(workspace, old.model, now, who=OWNER).number)
    assert found.level == "better"
    assert "95" in " ".join(found.sentences) or found.held.figures[0].gain > 0.3


def test_too_few_new_rows_are_said_to_be_too_few(workspace: Workspace) -> None:
    old = first_version(workspace, customers(400, 1))
    known = customers(400, 1)
    learned = registry.training_rows(workspace, old.model, 1)
    assert learned
    only = pd.concat([known[learned.met(known)], customers(20, 2, first=5000)], ignore_index=True)
    found = told(
        workspace,
        old.model,
        retraining.retrain(workspace, old.model, Fresh(table(workspace, only, "Old")), who=OWNER).number,
    )
    assert found.level == "cannot_tell"
    assert found.left_aside > 0
    assert "had learned from them" in " ".join(found.sentences)


def test_roles_follow_a_renamed_column_and_what_is_missing_or_new_is_said(workspace: Workspace) -> None:
    old = first_version(workspace, customers(300, 1))
    other = customers(300, 2, first=1000).rename(columns={"town": "towns", "spent": "money spent"})
    other["colour"] = ["red", "blue", "green"] * 100
    new = retraining.retrain(workspace, old.model, Fresh(table(workspace, other, "Other")), who=OWNER)
    assert new.plan
    assert new.plan.roles["group"] == ("towns",)
    said = " ".join(told(workspace, old.model, 2).sentences)
    assert "“town” is called “towns”" in said
    assert "“colour”" in said
    assert told(workspace, old.model, 2).held.rows > 30, "the old version is asked with the names it knows"


def test_a_table_without_the_answer_is_refused_in_words(workspace: Workspace) -> None:
    old = first_version(workspace, customers(200, 1))
    other = customers(200, 2).drop(columns="left")
    with pytest.raises(NotTrainable, match="no column “left”"):
        retraining.retrain(workspace, old.model, Fresh(table(workspace, other, "Other")), who=OWNER)
    assert len(registry.versions(workspace, old.model)) == 1


def test_a_table_that_grew_is_learned_from_as_it_is_now(workspace: Workspace) -> None:
    old = first_version(workspace, customers(300, 1))
    more = table(workspace, customers(200, 2, first=1000), "More")
    dataset.append(workspace, old.dataset, more)
    new = retraining.retrain(workspace, old.model, who=OWNER)
    assert new.card.rows_learned + new.card.rows_held == 500
    assert (new.dataset, new.content != old.content) == (old.dataset, True)


def test_it_learns_from_answers_whose_end_is_known(workspace: Workspace) -> None:
    old = first_version(workspace, customers(300, 1))
    used(workspace, old.model, customers(150, 2, first=2000), ends=120)
    new = retraining.retrain(workspace, old.model, Fresh(outcomes=True), who=OWNER)
    assert new.fresh["from_use"] == 120
    assert new.card.rows_learned + new.card.rows_held == 420
    found = told(workspace, old.model, 2)
    assert found.outcomes.rows > 0
    assert "learned from 120 answers" in " ".join(found.sentences)
    with workspace.store.reading() as db:
        tables = [row["n"] for row in db.query("SELECT count(*) AS n FROM dataset")]
    assert tables == [1], "what people sent is learned from, and kept nowhere else"


def test_answers_of_a_month_whose_key_is_gone_are_counted_and_not_learned_from(workspace: Workspace) -> None:
    old = first_version(workspace, customers(300, 1))
    used(workspace, old.model, customers(60, 2, first=2000))
    for month in workspace.month_keys.months():
        workspace.month_keys.destroy(month)
    new = retraining.retrain(workspace, old.model, Fresh(outcomes=True), who=OWNER)
    assert new.fresh["from_use"] == 0
    assert "What was sent for 60 other answers is not kept" in " ".join(told(workspace, old.model, 2).sentences)


def test_rows_that_somebody_acted_on_first_are_counted_and_flagged(workspace: Workspace) -> None:
    old = first_version(workspace, customers(300, 1))
    asked = customers(80, 2, first=2000)
    answers = deployment.predict_rows(workspace, old.model, asked.drop(columns="left").to_dict("records"), source="api")
    ids = [answer.id for answer in answers]
    said = ["followed"] * 30 + ["changed"] * 10
    deployment.record_decisions(workspace, old.model, pd.DataFrame({"id": ids[:40], "did": said}), "id", "did")
    deployment.record_outcomes(workspace, old.model, pd.DataFrame({"id": ids, "end": asked["left"]}), "id", "end")
    assert sum(case.acted_on for case in cases.labelled(workspace, old.model, 100)) == 30

    new = retraining.retrain(workspace, old.model, Fresh(outcomes=True), who=OWNER)
    assert (new.fresh["acted_on"], new.fresh["asked_before"]) == (30, 50)
    flagged = " ".join(told(workspace, old.model, 2).sentences)
    assert "In 30 rows, somebody had acted on this model's answer" in flagged

    from_a_file = Fresh(table(workspace, pd.concat([customers(200, 3, first=8000), asked]), "By file"))
    again = retraining.retrain(workspace, old.model, from_a_file, who=OWNER)
    assert again.fresh["acted_on"] == 30, "they are known by the owner's own id too"


def test_money_and_groups_are_told(workspace: Workspace) -> None:
    old = first_version(workspace, customers(400, 1, noise=0.6))
    registry.set_worth(workspace, old.model, Worth(80.0, 40.0))
    fresh = Fresh(table(workspace, customers(1500, 2, first=1000), "Newer"))
    new = retraining.retrain(workspace, old.model, fresh, who=OWNER)
    found = told(workspace, old.model, new.number)
    assert found.money
    assert round(found.money.gain) > 0
    assert {(part.column, part.value) for part in found.groups} >= {("town", "Leeds"), ("town", "York")}
    assert "With your amounts, it brings about £" in " ".join(found.sentences)
    assert new.card.threshold == pytest.approx(1 / 3, abs=0.001), "the owner's amounts are carried over"


def test_what_is_found_in_a_waiting_version_does_not_become_the_check_up_of_the_live_one(workspace: Workspace) -> None:
    old = first_version(workspace, customers(300, 1))
    checkup.run(workspace, old.model, who=OWNER)
    new = retraining.retrain(workspace, old.model, who=OWNER)
    findings = checkup.check_new_version(workspace, new, who=OWNER)
    assert findings
    latest = checkup.latest(workspace, old.model)
    assert latest
    assert latest.version == 1


def test_a_deleted_model_leaves_no_comparison_and_no_learned_rows(workspace: Workspace) -> None:
    old = first_version(workspace, customers(200, 1), live=False)
    retraining.retrain(workspace, old.model, who=OWNER)
    registry.delete(workspace, old.model, who=OWNER)
    assert comparison.kept_all(workspace) == []
    with workspace.store.reading() as db:
        left = [row["purpose"] for row in db.query("SELECT purpose FROM blob")]
    assert not [purpose for purpose in left if purpose.startswith("model")]

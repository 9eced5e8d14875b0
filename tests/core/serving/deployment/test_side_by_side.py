"""Two versions at work, in words: they are told apart by outcomes, and only when chance does not explain it."""

from typing import Any

import pandas as pd
import pytest

from core.common.actor import OWNER
from core.common.errors import NotPossibleNow
from core.common.words import Words
from core.models import registry
from core.serving import deployment
from core.serving.trial_text import describe_trial
from core.storage.workspace import Workspace
from tests.core.serving.deployment.test_versions_live import rows, trained  # noqa: F401 - trained is a fixture

WORDS = Words("en_GB", "GBP")


def told(workspace: Workspace, model: str) -> dict[str, str]:
    return {said.about: said.sentence for said in describe_trial(workspace, model, WORDS).findings}


def settle(workspace: Workspace, model: str, answers: list[Any], actual: Any) -> None:
    frame = pd.DataFrame({"id": [answer.id for answer in answers], "actual": [actual(each) for each in answers]})
    deployment.record_outcomes(workspace, model, frame, "id", "actual")


def test_one_version_alone_is_beside_nobody(workspace: Workspace, model: str) -> None:
    deployment.deploy(workspace, model, 1, who=OWNER)
    with pytest.raises(NotPossibleNow):
        describe_trial(workspace, model, WORDS)


def test_a_watching_version_is_compared_row_by_row(workspace: Workspace, model: str) -> None:
    deployment.deploy(workspace, model, 1, who=OWNER)
    deployment.deploy(workspace, model, 2, who=OWNER, shadow=True)
    answers = deployment.predict_rows(workspace, model, rows(workspace, model, 30), source="api")
    said = told(workspace, model)
    assert said["Answers"] == "Version 2 has watched 30 rows. Your shop got the answers of version 1."
    assert said["Agreement"] == "Both said the same in 100 of 100 rows."
    assert "20 more outcomes" in said["Outcomes"]
    settle(workspace, model, answers, lambda answer: answer.answer)
    both = describe_trial(workspace, model, WORDS)
    assert both.findings[-1].sentence == "Both were right in 100 of 100 cases whose end is known."
    assert "too early" in both.headline


def test_a_version_that_is_right_more_often_is_named(workspace: Workspace, model: str) -> None:
    labels = registry.version(workspace, model, 1).card.labels
    deployment.deploy(workspace, model, 1, who=OWNER)
    deployment.deploy(workspace, model, 2, who=OWNER, share=0.5)
    answers = deployment.predict_rows(workspace, model, rows(workspace, model, 120), source="api")
    wrong = {labels[0]: labels[1], labels[1]: labels[0]}
    settle(workspace, model, answers, lambda each: each.answer if each.version == 2 else wrong[each.answer])
    found = describe_trial(workspace, model, WORDS)
    assert found.headline == "Version 2 is right more often so far."
    assert found.findings[-1].better == 2
    settle(workspace, model, answers, lambda each: each.answer if each.version == 1 else wrong[each.answer])
    assert describe_trial(workspace, model, WORDS).findings[-1].better == 1


def test_troubles_are_told(workspace: Workspace, model: str) -> None:
    deployment.deploy(workspace, model, 1, who=OWNER)
    deployment.deploy(workspace, model, 3, who=OWNER, shadow=True)
    deployment.predict_rows(workspace, model, rows(workspace, model, 10), source="api")
    assert told(workspace, model)["Without an answer"] == "Version 3 could not answer 10 rows. Version 1 did."

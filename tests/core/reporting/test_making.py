"""The whole way: a trained model, answers of past months in the log, and the reports that are due."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

from core.common.actor import OWNER, WORKER
from core.common.errors import NotFound, NotPossibleNow, OwnerError
from core.data import dataset
from core.models.template import Template
from core.models.templates import churn
from core.models.training import Plan, guess_roles, train
from core.monitoring import checkup, window
from core.reporting import monthly
from core.reporting.figures import Counted, counted
from core.reporting.months import Month
from core.serving import deployment
from core.serving.prediction_log.reading import answered_and_labelled
from core.storage.settings import Settings
from core.storage.workspace import Workspace, open_workspace

MONTHS = [Month(2026, number) for number in (8, 9, 10)]
NOVEMBER = datetime(2026, 11, 12, 9, 30, tzinfo=UTC)
ROWS = 60


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, str]:
    """A gym's workspace and the id of its live model, which answered and learned what happened in three months."""
    workspace = open_workspace(Settings(home=tmp_path_factory.mktemp("shop")))
    template: Template = churn.TEMPLATE
    table = dataset.add_frame(workspace, template.practice(700, 1), "Members", "members.csv", who=OWNER)
    frame = dataset.frame(workspace, table.id)
    plan = Plan(template.key, table.id, guess_roles(template, table.columns, frame), positive=None)
    version = train(workspace, plan, name="Who might leave", who=OWNER)
    deployment.deploy(workspace, version.model, who=OWNER)
    for number, month in enumerate(MONTHS):
        members = template.practice(ROWS, 10 + number)
        members["member"] = [f"{month}-{row}" for row in range(ROWS)]
        answer(workspace, version.model, members, month)
    return workspace, version.model


def answer(workspace: Workspace, model: str, members: pd.DataFrame, month: Month) -> None:
    """Asks about all members in the middle of the month, and says at its end who left."""
    out = workspace.settings.home / "answers.csv"
    deployment.predict_file(workspace, model, members.drop(columns="left"), out, day=month.first.replace(day=10))
    told = deployment.record_outcomes(workspace, model, members, "member", "left", day=month.last)
    assert told.matched == ROWS
    out.unlink()


def test_a_month_is_reported_from_its_own_answers(shop: tuple[Workspace, str]) -> None:
    workspace, model = shop
    made = monthly.make(workspace, model, "2026-09", OWNER, at=NOVEMBER)
    said = monthly.contents(workspace, made.id)
    assert (said.month_in_words, said.through) == ("September 2026", date(2026, 9, 30))
    assert said.figures[1].value == str(ROWS)
    assert {finding.group for finding in (*said.health, *said.privacy)} == {"health", "privacy"}
    assert made.is_final
    assert made.pages >= 3
    kept = next(done for done in checkup.history(workspace, model) if done.day == date(2026, 9, 30))
    reported = {finding.indicator: finding.sentence for finding in (*said.health, *said.privacy)}
    assert {finding.indicator: finding.sentence for finding in kept.findings} == reported


def test_a_month_is_counted_as_the_log_counts_it(shop: tuple[Workspace, str]) -> None:
    workspace, model = shop
    for month in MONTHS:
        seen = counted(window.build(workspace, model, month.last), month.first)
        assert (seen.answers, seen.outcomes) == answered_and_labelled(workspace, model, month.first, month.last)
        assert seen == Counted(ROWS, ROWS, 0)


def test_the_current_month_is_reported_so_far_and_made_up_when_it_is_over(shop: tuple[Workspace, str]) -> None:
    workspace, model = shop
    made = monthly.make(workspace, model, "2026-11", OWNER, at=NOVEMBER)
    assert monthly.contents(workspace, made.id).month_in_words == "November 2026 so far"
    assert not made.is_final
    assert (model, "2026-11") not in monthly.missed_months(workspace, NOVEMBER.date())
    assert (model, "2026-11") in monthly.missed_months(workspace, date(2026, 12, 1))


def test_every_finished_month_without_a_report_is_missed(shop: tuple[Workspace, str]) -> None:
    workspace, model = shop
    monthly.make(workspace, model, "2026-10", WORKER, at=NOVEMBER)
    missed = monthly.missed_months(workspace, NOVEMBER.date())
    assert (model, "2026-08") in missed
    assert (model, "2026-10") not in missed
    assert missed == sorted(missed, key=lambda pair: pair[1])


@pytest.mark.parametrize(
    ("month", "said"), [("2026-12", "has not begun"), ("2026-07", "was not live yet"), ("1999-01", "was not live yet")]
)
def test_a_month_without_anything_to_say_is_refused_in_words(
    shop: tuple[Workspace, str], month: str, said: str
) -> None:
    workspace, model = shop
    with pytest.raises(NotPossibleNow, match=said):
        monthly.make(workspace, model, month, OWNER, at=NOVEMBER)


def test_what_is_no_month_or_no_model_is_refused(shop: tuple[Workspace, str]) -> None:
    workspace, model = shop
    with pytest.raises(OwnerError):
        monthly.make(workspace, model, "October", OWNER, at=NOVEMBER)
    with pytest.raises(NotFound):
        monthly.make(workspace, "nobody", "2026-10", OWNER, at=NOVEMBER)


@pytest.mark.parametrize("form", ["pdf", "html", "json"])
def test_a_written_file_is_known_as_unaltered(shop: tuple[Workspace, str], tmp_path: Path, form: str) -> None:
    workspace, model = shop
    out = tmp_path / f"report.{form}"
    written = monthly.write(workspace, model, "2026-10", out)
    assert written.pages >= 3
    assert monthly.verify(workspace, out.read_bytes())
    assert not monthly.verify(workspace, out.read_bytes()[:-2])


def test_a_file_that_cannot_be_written_is_said_in_words(shop: tuple[Workspace, str], tmp_path: Path) -> None:
    workspace, model = shop
    with pytest.raises(NotPossibleNow):
        monthly.write(workspace, model, "2026-10", tmp_path / "nosuch" / "report.pdf")


def test_no_persons_value_is_in_a_report(shop: tuple[Workspace, str]) -> None:
    workspace, model = shop
    made = monthly.make(workspace, model, "2026-10", OWNER, at=NOVEMBER)
    text = monthly.document(workspace, made.id, "json").decode()
    assert "@example.org" not in text
    assert "2026-10-17" not in json.dumps(json.loads(text)["figures"])
    assert not any(f'2026-10-{row}"' in text for row in range(40, 60))

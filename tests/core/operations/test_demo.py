"""The practice shop: really trained, really asked, with a real problem in its last month; and gone without a trace."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from core.common.actor import OWNER
from core.common.errors import NotFound
from core.data import dataset
from core.models import comparison, registry
from core.models.registry import Model
from core.monitoring import checkup
from core.operations import demo
from core.reporting import monthly
from core.serving import deployment
from core.storage.settings import Settings, child_environment
from core.storage.workspace import Workspace, open_workspace

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = open_workspace(Settings(home=tmp_path_factory.mktemp("practice") / "workspace"))
    demo.add(workspace, who=OWNER, today=TODAY)
    return workspace


def model_of(workspace: Workspace, template: str) -> Model:
    return next(model for model in registry.all_models(workspace) if model.template == template)


def test_everything_of_it_is_marked_as_practice(shop: Workspace) -> None:
    assert all(model.practice for model in registry.all_models(shop))
    assert all(table.practice for table in dataset.all_datasets(shop))
    assert len(registry.all_models(shop)) == len(dataset.all_datasets(shop)) == 3


def test_its_broken_turnstile_is_found_and_named(shop: Workspace) -> None:
    verdict = checkup.latest(shop, model_of(shop, "churn").id).verdict
    assert verdict.state == "act"
    assert verdict.cause
    assert (verdict.cause.what, verdict.cause.columns) == ("missing", ("visits last month",))
    assert date.fromisoformat(verdict.cause.since) == date(2026, 10, 25)


def test_the_harm_that_it_does_is_measured_and_told_in_counts(shop: Workspace) -> None:
    found = {said.indicator: said for said in checkup.latest(shop, model_of(shop, "churn").id).findings}
    said = found["live_accuracy"]
    assert said.level == "act"
    assert said.cause == found["data_feed"].cause
    assert said.sentence.startswith(
        "The model's answers have become clearly worse. Of 100 customers it warned you about, "
    )


def test_a_second_version_waits_beside_the_first_and_was_compared_with_it(shop: Workspace) -> None:
    (kept,) = comparison.waiting(shop)
    assert kept.model == model_of(shop, "price").id
    assert (kept.comparison.version, kept.comparison.against) == (2, 1)
    assert kept.comparison.held.rows >= comparison.FEWEST
    assert kept.comparison.level in {"better", "same"}


def test_its_versions_have_what_their_first_look_found(shop: Workspace) -> None:
    for model in registry.all_models(shop):
        version = registry.version(shop, model.id)
        assert {said.indicator for said in version.findings} >= {"accuracy", "memorisation"}
        assert all(said.level in {"good", "not_yet"} for said in version.findings)


def test_before_the_mishap_all_was_well(shop: Workspace) -> None:
    early = [seen for seen in checkup.history(shop, model_of(shop, "churn").id, 10) if seen.day < date(2026, 10, 15)]
    assert early
    assert all(
        finding.level in {"good", "not_yet"} for seen in early for finding in seen.findings if finding.group == "health"
    )


def test_a_model_without_a_mishap_is_not_alarmed(shop: Workspace) -> None:
    assert checkup.latest(shop, model_of(shop, "price").id).verdict.state != "act"


def test_every_month_that_is_over_has_its_report(shop: Workspace) -> None:
    months = {made.month for made in monthly.all_reports(shop) if made.model == model_of(shop, "churn").id}
    assert {"2026-08", "2026-09", "2026-10"} <= months
    assert not monthly.missed_months(shop, TODAY)


def test_the_same_seed_makes_the_same_shop(shop: Workspace, tmp_path: Path) -> None:
    again = open_workspace(Settings(home=tmp_path / "again"))
    demo.add(again, who=OWNER, today=TODAY)
    cards = [registry.version(each, model_of(each, "churn").id).card for each in (shop, again)]
    assert cards[0].scores == cards[1].scores


def test_the_command_line_puts_it_up_and_takes_the_owners_own_things_not_down(
    workspace: Workspace, settings: Settings
) -> None:
    own = dataset.add(workspace, b"name,amount\n" + b"a,1\nb,2\nc,3\n" * 4, "own.csv", who=OWNER)
    added = run(settings, "add")["models"]
    assert demo.exists(workspace)
    assert set(run(settings, "remove")["models"]) == set(added)
    assert not demo.exists(workspace)
    assert [table.id for table in dataset.all_datasets(workspace)] == [own.id]
    assert not deployment.live(workspace)
    assert not monthly.all_reports(workspace)
    with pytest.raises(NotFound):
        registry.find(workspace, added[0])


def run(settings: Settings, verb: str) -> dict[str, list[str]]:
    command = [sys.executable, "-m", "core", "practice", verb, "--json"]
    done = subprocess.run(command, env=child_environment(settings), capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))

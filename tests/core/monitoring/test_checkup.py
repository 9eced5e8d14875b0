"""A real model, really asked, is checked on a day; what was said is kept, and nothing of the owner's data is let out."""

import json
import logging
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from threadpoolctl import threadpool_limits

from core.cli import verbs
from core.cli.output import run
from core.common.actor import OWNER
from core.common.errors import NotFound
from core.common.finding import Finding
from core.data import dataset
from core.models import registry, templates, training
from core.monitoring import checkup, indicators, table_checkup, window
from core.monitoring.indicator import look
from core.monitoring.indicators import all_indicators
from core.monitoring.window import plain_text
from core.serving import deployment
from core.storage import audit_log
from core.storage.settings import Settings
from core.storage.workspace import Workspace, open_workspace

TODAY = date(2026, 6, 30)
ROWS = 1200


@dataclass(frozen=True)
class Shop:
    workspace: Workspace
    model: str
    key: str


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A model of practice members, live, asked about 300 of them each week for six weeks; one column broke in the last two."""
    workspace = open_workspace(Settings(home=tmp_path_factory.mktemp("checked") / "workspace"))
    question = templates.template("churn")
    table = dataset.add_frame(workspace, question.practice(ROWS, 1), "Members", "members.csv", who=OWNER)
    with threadpool_limits(1):
        version = training.train(workspace, training.plan(workspace, "churn", table.id, {}), name="Leavers", who=OWNER)
    live = deployment.deploy(workspace, version.model, who=OWNER)
    broken = version.card.drivers[0].column
    for week in range(6, 0, -1):
        rows = question.practice(300, 100 + week)
        day, asked = TODAY - timedelta(days=7 * week - 4), rows.drop(columns=[version.card.target]).astype(object)
        if week <= 2:
            asked[broken] = None
        cells = asked.where(asked.notna(), None).map(_plain).to_dict("records")
        answers = deployment.predict_rows(workspace, version.model, cells, source="form", day=day)
        known = pd.DataFrame({"id": [answer.id for answer in answers], "actual": rows[version.card.target].to_numpy()})
        deployment.record_outcomes(workspace, version.model, known, "id", "actual", day=day)
    assert live.key
    yield Shop(workspace, version.model, broken)


def _plain(cell: object) -> object:
    return cell.isoformat() if isinstance(cell, pd.Timestamp) else cell


def test_before_the_fault_all_is_well_and_after_it_the_column_is_named(shop: Shop) -> None:
    before = checkup.run(shop.workspace, shop.model, TODAY - timedelta(days=14), who=OWNER)
    after = checkup.run(shop.workspace, shop.model, TODAY, who=OWNER)
    assert before.verdict.state in ("good", "watch"), before.verdict.lead
    assert after.verdict.state == "act"
    assert after.verdict.cause
    assert (after.verdict.cause.what, after.verdict.cause.columns) == ("missing", (shop.key,))
    assert after.verdict.cause.since == (TODAY - timedelta(days=10)).isoformat()


def test_every_indicator_is_asked_and_none_breaks(shop: Shop) -> None:
    done = checkup.run(shop.workspace, shop.model, TODAY, who=OWNER)
    assert [finding.indicator for finding in done.findings] == [indicator.key for indicator in all_indicators()]
    assert not [finding for finding in done.findings if "went wrong" in finding.sentence]


def test_one_day_is_one_check_up_and_it_is_read_back_as_said(shop: Shop) -> None:
    day = TODAY - timedelta(days=3)
    checkup.run(shop.workspace, shop.model, day, who=OWNER)
    again = checkup.run(shop.workspace, shop.model, day, who=OWNER)
    newest = checkup.run(shop.workspace, shop.model, TODAY, who=OWNER)
    kept = checkup.history(shop.workspace, shop.model)
    assert [found for found in kept if found.day == day] == [again]
    assert checkup.latest(shop.workspace, shop.model) == newest == checkup.latest_all(shop.workspace)[shop.model]
    assert audit_log.latest(shop.workspace, 1, "checked")[0]["detail"]["state"] == newest.verdict.state


def test_a_model_that_is_not_there_is_said_so(shop: Shop) -> None:
    with pytest.raises(NotFound):
        checkup.run(shop.workspace, "m_none", TODAY, who=OWNER)
    assert checkup.latest(shop.workspace, "m_none") is None


def test_an_indicator_that_breaks_stays_alone_and_lets_nothing_out(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(_: window.Window) -> None:
        raise ValueError("Maria Muster, 12 Mill Lane")

    broken = replace(all_indicators()[0], measure=breaks)
    seen = window.build(shop.workspace, shop.model, TODAY)
    with caplog.at_level(logging.DEBUG):
        said = look(broken, seen)
    assert said.level == "not_yet"
    assert "ValueError" in caplog.text
    assert "Maria" not in caplog.text + json.dumps(said.as_dict())
    assert indicators.all_indicators()[0] is not broken


def test_seals_are_really_tried(shop: Shop) -> None:
    data_protection = window.build(shop.workspace, shop.model, TODAY).data_protection
    assert data_protection.opened_samples >= 5
    assert data_protection.unsealed == ()
    assert data_protection.key_folder_private


@pytest.fixture
def own(shop: Shop, tmp_path: Path) -> Shop:
    """A copy that a test may spoil."""
    shutil.copytree(shop.workspace.settings.home, tmp_path / "workspace")
    return replace(shop, workspace=open_workspace(Settings(home=tmp_path / "workspace")))


def test_a_piece_that_is_not_sealed_is_found(own: Shop) -> None:
    with own.workspace.store.writing() as db:
        db.execute("UPDATE blob SET sealed = ? WHERE purpose = 'model pipeline'", [b"plain for all to read" * 9])
    assert window.build(own.workspace, own.model, TODAY).data_protection.unsealed == ("model pipeline",)


def test_personal_values_in_plain_text_are_found(own: Shop) -> None:
    people = pd.DataFrame({"e-mail": [f"person{number}@example.org" for number in range(60)], "visits": range(60)})
    table = dataset.add_frame(own.workspace, people, "People", "people.csv", who=OWNER)
    with own.workspace.store.writing() as db:
        db.execute("UPDATE version SET dataset = ?", [table.id])
    assert window.build(own.workspace, own.model, TODAY).data_protection.unsealed == ()
    with own.workspace.store.writing() as db:
        db.execute("INSERT INTO preference VALUES ('note', ?)", ['"person3@example.org"'])
    assert window.build(own.workspace, own.model, TODAY).data_protection.unsealed == (), "as of the last look"
    assert plain_text.search(own.workspace) == {table.id: ("workspace.db",)}
    assert window.build(own.workspace, own.model, TODAY).data_protection.unsealed == ("workspace.db",)
    with own.workspace.store.writing() as db:
        db.execute("DELETE FROM preference WHERE key = 'note'")
    assert window.build(own.workspace, own.model, TODAY).data_protection.unsealed == (), (
        "what was mended is seen at once"
    )


@pytest.mark.parametrize("change", ["UPDATE plain_text SET at = '2026-01-01T00:00:00+00:00'", "DELETE FROM plain_text",
                                    "UPDATE plain_text SET content = 'of another version'"])  # fmt: skip
def test_a_look_that_is_old_or_missing_or_of_another_version_is_done_anew(own: Shop, change: str) -> None:
    people = pd.DataFrame({"e-mail": [f"person{number}@example.org" for number in range(60)], "visits": range(60)})
    table = dataset.add_frame(own.workspace, people, "People", "people.csv", who=OWNER)
    plain_text.search(own.workspace)
    with own.workspace.store.writing() as db:
        db.execute("UPDATE version SET dataset = ?", [table.id])
        db.execute("INSERT INTO preference VALUES ('note', ?)", ['"person3@example.org"'])
        db.execute(change)
    assert window.build(own.workspace, own.model, TODAY).data_protection.unsealed == ("workspace.db",)


def test_one_search_looks_for_every_table_and_a_deleted_one_is_forgotten(own: Shop) -> None:
    tables = [
        dataset.add_frame(
            own.workspace,
            pd.DataFrame({"e-mail": [f"{name}{n}@example.org" for n in range(60)]}),
            name,
            "x.csv",
            who=OWNER,
        )
        for name in ("guests", "members", "nobody")
    ]
    with own.workspace.store.writing() as db:
        db.execute("INSERT INTO preference VALUES ('note', ?)", ['"guests1@example.org members2@example.org"'])
    assert plain_text.search(own.workspace) == {table.id: ("workspace.db",) for table in tables[:2]}
    dataset.delete(own.workspace, tables[0].id, OWNER)
    with own.workspace.store.reading() as db:
        kept = {row["dataset"] for row in db.query("SELECT dataset FROM plain_text")}
    assert kept == {table.id for table in dataset.all_datasets(own.workspace)}


@pytest.mark.skipif(os.name != "posix", reason="rights of folders are read on POSIX alone")
def test_an_open_key_folder_is_found(own: Shop) -> None:
    own.workspace.settings.keys.chmod(0o755)
    assert not window.build(own.workspace, own.model, TODAY).data_protection.key_folder_private


def test_the_verb_ends_with_1_when_asked_to(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLAINWELL_HOME", str(shop.workspace.settings.home))
    early = (TODAY - timedelta(days=14)).isoformat()
    assert run(["check", "Leavers", "--as-of", early, "--fail-on", "act", "--json"], verbs()) == 0
    facts = json.loads(capsys.readouterr().out)
    assert {"state", "cause", "findings"} <= set(facts)
    wanted = {"indicator", "group", "level", "sentence", "advice", "value", "unit", "period", "cause"}
    assert all(wanted <= set(finding) for finding in facts["findings"])
    assert run(["check", shop.model, "--as-of", TODAY.isoformat(), "--fail-on", "act", "--json"], verbs()) == 1
    assert json.loads(capsys.readouterr().out)["cause"]["what"] == "missing"
    assert run(["check", "Leavers", "--as-of", TODAY.isoformat()], verbs()) == 0
    assert capsys.readouterr().out.startswith("Act now.")
    assert run(["check", "Nobody"], verbs()) == 2


def test_what_was_found_in_the_table_is_kept_with_a_new_version(own: Shop) -> None:
    version = registry.version(own.workspace, own.model)
    plan = registry.find(own.workspace, own.model).plan
    found = checkup.check_new_version(own.workspace, version, who=OWNER)
    kept = registry.version(own.workspace, own.model).findings
    assert [finding.sentence for finding in kept] == [finding.sentence for finding in found]
    keys = [finding.indicator for finding in found]
    assert len(keys) == len(set(keys))
    assert {finding.indicator for finding in table_checkup.of_plan(own.workspace, plan)} <= set(keys)


def test_of_two_about_the_same_the_worse_stands() -> None:
    calm, worse, other = (
        Finding(key, "health", level, key, level)
        for key, level in (("leakage", "good"), ("leakage", "act"), ("units", "watch"))
    )
    assert checkup.worse_of_each([calm], [worse, other]) == (worse, other)
    assert checkup.worse_of_each([worse, other], [calm]) == (worse, other)

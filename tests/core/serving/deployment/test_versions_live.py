"""Bringing in a new version of a real model, and going back: from the owner's verbs to what callers get."""

from typing import Any

import pytest
from msgspec.structs import replace as replace_form

from core.common.actor import OWNER
from core.common.errors import NotFound, NotPossibleNow
from core.common.words import Words
from core.inference.exported import Exported
from core.models import registry
from core.models.registry.lookup import EXPORTED
from core.serving import deployment
from core.storage import audit_log, blobs
from core.storage.workspace import Workspace
from tests.core.serving.deployment.leavers import Trained, train
from tests.core.serving.deployment.test_deployment import run
from tests.core.serving.endpoint.shop import Shop
from tests.waiting import wait_for


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """A workspace folder with a model of two equal versions and a third that cannot answer."""
    made = train(tmp_path_factory.mktemp("trained"))
    workspace, model = made.workspace, made.model
    form = Exported.from_bytes(registry.exported_bytes(workspace, model, 1)).form
    spoilt = Exported(replace_form(form, bias=float("nan"))).to_bytes()
    with workspace.store.writing() as db:
        row = next(iter(db.query("SELECT * FROM version")))
        db.table("version").insert({**row, "number": 2})
        db.table("version").insert({**row, "number": 3, "exported": blobs.keep(workspace, db, spoilt, EXPORTED)})
    return made


def rows(workspace: Workspace, model: str, count: int, first: int = 0) -> list[dict[str, Any]]:
    inputs = registry.reference(workspace, model, 1).inputs
    usual = {asked.name: asked.typical for asked in inputs if asked.kind == "number"}
    return [{"member": f"M{number}", **usual} for number in range(first, first + count)]


def answered_by(shop: Shop, model: str, workspace: Workspace, count: int = 100, first: int = 0) -> set[int]:
    status, said = shop.ask(f"/v1/models/{model}/predict", {"rows": rows(workspace, model, count, first)})
    assert status == 200, said
    return {answer.get("version", said["version"]) for answer in said["predictions"]}


def test_versions_come_in_and_go_back_while_callers_ask(shop: Shop, workspace: Workspace, model: str) -> None:
    shop.open()
    shop.key = deployment.deploy(workspace, model, 1, who=OWNER).key or ""
    assert answered_by(shop, model, workspace) == {1}
    deployment.deploy(workspace, model, 2, who=OWNER, share=0.3)
    assert answered_by(shop, model, workspace) == {1, 2}
    assert deployment.rollback(workspace, model, who=OWNER).version == 1
    assert answered_by(shop, model, workspace) == {1}
    deployment.deploy(workspace, model, 2, who=OWNER, shadow=True)
    assert answered_by(shop, model, workspace) == {1}
    deployment.deploy(workspace, model, 2, who=OWNER)
    assert answered_by(shop, model, workspace) == {2}
    back = deployment.rollback(workspace, model, who=OWNER)
    assert (back.version, back.before, back.beside) == (1, None, None)
    assert answered_by(shop, model, workspace) == {1}
    said = [event["what"] for event in audit_log.latest(workspace, 6)]
    assert said == ["went back", "put live", "put beside", "went back", "put beside", "key made"]


def test_one_goes_back_as_far_as_there_were_versions(workspace: Workspace, model: str) -> None:
    for number in (1, 2, 3):
        deployment.deploy(workspace, model, number, who=OWNER)
    assert [deployment.rollback(workspace, model, who=OWNER).version for _ in range(2)] == [2, 1]
    with pytest.raises(NotPossibleNow):
        deployment.rollback(workspace, model, who=OWNER)


def test_what_makes_no_sense_is_said(workspace: Workspace, model: str) -> None:
    with pytest.raises(NotPossibleNow):
        deployment.deploy(workspace, model, 2, who=OWNER, share=0.1)
    with pytest.raises(NotPossibleNow):
        deployment.rollback(workspace, model, who=OWNER)
    deployment.deploy(workspace, model, 1, who=OWNER)
    for share, shadow, number in ((0.0, False, 2), (1.5, False, 2), (0.1, True, 2), (0.1, False, 1)):
        with pytest.raises(NotPossibleNow):
            deployment.deploy(workspace, model, number, who=OWNER, share=share, shadow=shadow)
    with pytest.raises(NotFound):
        deployment.deploy(workspace, model, 9, who=OWNER, share=0.1)
    live = deployment.live_of(workspace, model)
    assert live
    assert (live.version, live.beside) == (1, None)


@pytest.mark.parametrize("share", [None, 0.5])
def test_a_version_that_was_taken_back_by_itself_is_written_down_once_and_told(
    shop: Shop, workspace: Workspace, model: str, share: float | None
) -> None:
    shop.open()
    shop.key = deployment.deploy(workspace, model, 1, who=OWNER).key or ""
    deployment.deploy(workspace, model, 3, who=OWNER, share=share)
    assert wait_for(lambda: answered_by(shop, model, workspace) == {1})
    answered_by(shop, model, workspace)
    (back,) = deployment.sync_rollbacks(workspace)
    assert deployment.sync_rollbacks(workspace) == []
    live = deployment.live_of(workspace, model)
    assert live
    assert (live.version, live.beside, live.stepped_back) == (1, None, back)
    assert "version 3 was taken back by itself, and version 1 answers" in back.says(Words("en_GB", "GBP"))
    assert audit_log.latest(workspace, 1)[0]["what"] == "stepped back"
    deployment.deploy(workspace, model, 2, who=OWNER)
    assert answered_by(shop, model, workspace) == {2}
    assert deployment.sync_rollbacks(workspace) == [], "an old note is not about a new version"


def test_a_file_is_shared_out_like_calls(shop: Shop, workspace: Workspace, model: str) -> None:
    deployment.deploy(workspace, model, 1, who=OWNER)
    deployment.deploy(workspace, model, 2, who=OWNER, share=0.5)
    answers = deployment.predict_rows(workspace, model, rows(workspace, model, 60), source="file")
    shop.open()
    again = deployment.predict_rows(workspace, model, rows(workspace, model, 60), source="file")
    assert [answer.version for answer in answers] == [answer.version for answer in again]
    assert {answer.version for answer in answers} == {1, 2}


def test_the_command_line_brings_in_and_takes_back(shop: Shop, workspace: Workspace) -> None:
    run(shop.settings, "deploy", "Leavers", "--version", "1")
    assert run(shop.settings, "deploy", "Leavers", "--version", "2", "--share", "0.1")["beside"] == {
        "version": 2, "share": 0.1, "since": run_since(workspace),
    }  # fmt: skip
    assert run(shop.settings, "rollback", "Leavers")["beside"] is None
    run(shop.settings, "deploy", "Leavers", "--version", "2", "--shadow")
    run(shop.settings, "deploy", "Leavers", "--version", "2")
    assert run(shop.settings, "rollback", "Leavers")["version"] == 1


def run_since(workspace: Workspace) -> str:
    (live,) = deployment.live(workspace)
    assert live.beside
    return live.beside.since

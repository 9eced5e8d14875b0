"""From a trained model to answers in a shop: going live, keys, files, and what really happened."""

import contextlib
import csv
import io
import json
import shutil
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

from core.cli import output, verbs
from core.common.actor import OWNER
from core.common.errors import NotFound, NotPossibleNow
from core.common.words import Words
from core.models import registry, templates
from core.serving import deployment
from core.serving.deployment import FileTask, Upload
from core.serving.endpoint.live_table import LiveFolder
from core.serving.prediction_log import reading, tallies
from core.serving.prediction_log.writing import LogWriter
from core.storage import audit_log
from core.storage.settings import Settings
from core.storage.workspace import Workspace
from tests.core.serving.deployment.leavers import Trained, members, train
from tests.core.serving.endpoint.shop import Shop
from tests.waiting import wait_for


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    return train(tmp_path_factory.mktemp("trained"))


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """The first members as a file, without the answer."""
    path = tmp_path / "people.csv"
    members().drop(columns=["left"]).head(30).to_csv(path, index=False)
    return path


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def columns(workspace: Workspace, model: str) -> list[str]:
    return [asked.name for asked in registry.reference(workspace, model).inputs]


def test_going_live_pausing_resuming_and_stopping_reach_a_running_endpoint(
    shop: Shop, workspace: Workspace, model: str, people: Path
) -> None:
    shop.open()
    row = {"row": {name: cell or None for name, cell in lines(people)[0].items()}}
    live = deployment.deploy(workspace, model, who=OWNER)
    assert live.key
    shop.key, path = live.key, live.url.removeprefix(f"http://127.0.0.1:{shop.port}")
    assert shop.ask(path, row)[0] == 200
    deployment.pause(workspace, model, OWNER)
    assert shop.ask(path, row)[0] == 409
    deployment.resume(workspace, model, OWNER)
    assert shop.ask(path, row)[0] == 200
    deployment.stop(workspace, model, OWNER)
    assert shop.ask(path, row)[0] == 404
    assert [event["what"] for event in audit_log.latest(workspace, 4)] == ["stopped", "live", "paused", "key made"]


def test_a_model_that_was_never_live_cannot_be_paused(workspace: Workspace, model: str) -> None:
    with pytest.raises(NotPossibleNow):
        deployment.pause(workspace, model, OWNER)
    with pytest.raises(NotFound):
        deployment.deploy(workspace, model, 7, who=OWNER)
    with pytest.raises(NotFound):
        deployment.pause(workspace, "m_none", OWNER)


def test_a_key_is_shown_once_and_kept_as_a_hash(shop: Shop, workspace: Workspace, model: str) -> None:
    first = deployment.deploy(workspace, model, who=OWNER)
    assert deployment.deploy(workspace, model, who=OWNER).key is None
    second = deployment.new_key(workspace, model, who=OWNER)
    assert first.key
    assert len(deployment.keys(workspace)) == 2
    held = b"".join(path.read_bytes() for path in shop.settings.home.rglob("*") if path.is_file())
    assert first.key.encode() not in held
    shop.open()
    assert wait_for(lambda: shop.ask("/v1/models", key=second)[0] == 200)
    deployment.revoke(workspace, second[4:12], OWNER)
    assert shop.ask("/v1/models", key=second)[0] == 401
    assert shop.ask("/v1/models", key=first.key)[0] == 200


def test_a_replaced_key_opens_beside_the_new_one_and_then_ends(shop: Shop, workspace: Workspace, model: str) -> None:
    first = deployment.deploy(workspace, model, who=OWNER).key or ""
    shop.open()
    second = deployment.replace_key(workspace, first[4:12], who=OWNER)
    assert [shop.ask("/v1/models", key=key)[0] for key in (first, second)] == [200, 200]
    old = next(key for key in deployment.keys(workspace) if key.id == first[4:12])
    assert old.expires
    third = deployment.replace_key(workspace, second[4:12], who=OWNER, days=0)
    assert [shop.ask("/v1/models", key=key)[0] for key in (first, second, third)] == [200, 401, 200]
    with pytest.raises(NotFound):
        deployment.replace_key(workspace, second[4:12], who=OWNER)


def test_a_web_page_is_named_by_its_origin_alone(workspace: Workspace) -> None:
    assert deployment.web_origin(workspace) == ""
    assert (
        deployment.allow_origin(workspace, " HTTPS://Office.example:8443/ ", who=OWNER) == "https://office.example:8443"
    )
    for wrong in ("*", "null", "office.example", "https://office.example/page", "https://a b", "file:///x"):
        with pytest.raises(NotPossibleNow):
            deployment.allow_origin(workspace, wrong, who=OWNER)
    assert deployment.web_origin(workspace) == "https://office.example:8443"
    assert deployment.allow_origin(workspace, "", who=OWNER) == ""


def test_a_file_is_scored_line_by_line_with_and_without_an_endpoint(
    shop: Shop, workspace: Workspace, model: str, people: Path, tmp_path: Path
) -> None:
    deployment.deploy(workspace, model, who=OWNER)
    alone = deployment.predict_file(workspace, model, people, tmp_path / "alone.csv")
    shop.open()
    beside = deployment.predict_file(workspace, model, people, tmp_path / "beside.csv")
    first, second, asked = lines(tmp_path / "alone.csv"), lines(tmp_path / "beside.csv"), lines(people)
    assert (alone.rows, alone.refused, beside.rows, beside.refused) == (30, 0, 30, 0)
    assert list(first[0]) == ["prediction_id", "member", "answer", "score", "low", "high", "warnings"]
    assert [line["member"] for line in first] == [line["member"] for line in asked]
    assert [line["score"] for line in first] == [line["score"] for line in second]
    assert len({line["prediction_id"] for line in first + second}) == 60
    assert reading.how_many(workspace, model) == 60


def test_a_file_is_answered_as_a_call_is(
    shop: Shop, workspace: Workspace, model: str, people: Path, tmp_path: Path
) -> None:
    live = deployment.deploy(workspace, model, who=OWNER)
    deployment.predict_file(workspace, model, people, tmp_path / "out.csv")
    shop.open()
    rows = [{name: cell or None for name, cell in line.items() if name != "email"} for line in lines(people)]
    _, said = shop.ask(f"/v1/models/{model}/predict", {"rows": rows}, key=live.key)
    called = [(answer["answer"], round(answer["score"], 9)) for answer in said["predictions"]]
    assert called == [(line["answer"], round(float(line["score"]), 9)) for line in lines(tmp_path / "out.csv")]


def test_rows_that_get_no_answer_say_why_in_their_place(
    workspace: Workspace, model: str, people: Path, tmp_path: Path
) -> None:
    table = pd.read_csv(people, dtype=str)
    table.loc[3, "monthly fee"] = "lots"
    table.loc[5, [name for name in table.columns if name != "member"]] = None
    table.to_csv(people, index=False)
    scored = deployment.predict_file(workspace, model, people, tmp_path / "out.csv")
    out = lines(tmp_path / "out.csv")
    assert (scored.rows, scored.refused, len(out)) == (30, 2, 30)
    assert [place for place, line in enumerate(out) if not line["prediction_id"]] == [3, 5]
    assert "monthly fee must be a number, not “lots”" in out[3]["warnings"]
    assert reading.how_many(workspace, model) == 28


def test_no_cell_of_the_answers_is_a_formula(workspace: Workspace, model: str, people: Path, tmp_path: Path) -> None:
    table = pd.read_csv(people, dtype=str)
    table.loc[0, "member"] = "=cmd|' /C calc'!A0"
    table.loc[1, "email"] = "@SUM(1+1)"
    table.to_csv(people, index=False)
    deployment.predict_file(workspace, model, people, tmp_path / "out.csv", keep_columns=True)
    deployment.predict_file(workspace, model, people, tmp_path / "out.xlsx", keep_columns=True)
    out = (tmp_path / "out.csv").read_text()
    assert "'=cmd" in out
    assert "'@SUM" in out
    sheet = pd.read_excel(tmp_path / "out.xlsx", engine="calamine")
    assert sheet.loc[0, "member"].startswith("'=cmd")
    assert len(sheet) == 30


def test_decimal_commas_are_the_same_numbers(workspace: Workspace, model: str, people: Path, tmp_path: Path) -> None:
    table = pd.read_csv(people)
    table.to_csv(tmp_path / "comma.csv", index=False, sep=";", decimal=",")
    deployment.predict_file(workspace, model, people, tmp_path / "point_out.csv")
    deployment.predict_file(workspace, model, tmp_path / "comma.csv", tmp_path / "comma_out.csv")
    scores = [[line["score"] for line in lines(tmp_path / name)] for name in ("point_out.csv", "comma_out.csv")]
    assert scores[0] == scores[1]


def test_a_past_day_is_logged_as_that_day(workspace: Workspace, model: str, people: Path, tmp_path: Path) -> None:
    day = date(2026, 3, 5)
    deployment.predict_file(workspace, model, people, tmp_path / "out.csv", day=day)
    logged = reading.answers(workspace, model, columns(workspace, model), day)
    assert {datetime.fromtimestamp(at, UTC).date() for at in logged.at} == {day}
    assert len(reading.answers(workspace, model, columns(workspace, model), date(2026, 3, 6)).at) == 0
    assert workspace.month_keys.months() == ["2026-03"]


def test_a_failed_file_leaves_what_was_there(workspace: Workspace, model: str, people: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("before")
    held = LogWriter.open(workspace.settings)
    try:
        with pytest.raises(NotPossibleNow):
            _at_once(workspace, model, people, out)
    finally:
        held.close()
    assert out.read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "people.csv", "workspace"]


def _at_once(workspace: Workspace, model: str, people: Path, out: Path) -> None:
    patience, deployment.channel.PATIENCE_SECONDS = deployment.channel.PATIENCE_SECONDS, 0.3
    try:
        deployment.predict_file(workspace, model, people, out)
    finally:
        deployment.channel.PATIENCE_SECONDS = patience


def test_outcomes_find_their_prediction_by_its_id_or_by_the_owners_own(
    workspace: Workspace, model: str, people: Path, tmp_path: Path
) -> None:
    deployment.predict_file(workspace, model, people, tmp_path / "out.csv")
    out = pd.read_csv(tmp_path / "out.csv", dtype=str)
    ids = out["prediction_id"].head(10).tolist() + out["member"].iloc[10:20].tolist() + ["G-99999", "p_" + "0" * 32]
    told = pd.DataFrame({"who": ids, "left": ["yes", "no"] * 11})
    told.loc[21, "left"] = None
    matched = deployment.record_outcomes(workspace, model, told, "who", "left")
    assert (matched.matched, matched.unmatched, matched.unreadable) == (20, 1, 0)
    again = deployment.record_outcomes(workspace, model, told.head(10).assign(left="yes"), "who", "left")
    assert (again.matched, again.repeated, again.changed) == (10, 5, 5)
    logged = reading.answers(workspace, model, [], date(2026, 1, 1))
    assert logged.actual[:20].tolist() == [1.0] * 10 + [1.0, 0.0] * 5
    assert sum(logged.actual[20:] == logged.actual[20:]) == 0
    assert tallies.counts(workspace, "unknown_outcome", date(2026, 1, 1)) == {datetime.now(UTC).date(): 1}


def test_an_owners_id_means_the_newest_prediction_until_then(
    workspace: Workspace, model: str, people: Path, tmp_path: Path
) -> None:
    for day in (date(2026, 1, 5), date(2026, 2, 5)):
        deployment.predict_file(workspace, model, people, tmp_path / "out.csv", day=day)
    told = pd.read_csv(people, dtype=str).assign(left="yes")
    deployment.record_outcomes(workspace, model, told, "member", "left", day=date(2026, 1, 31))
    logged = reading.answers(workspace, model, [], date(2026, 1, 1))
    assert (logged.actual[:30] == 1.0).all()
    assert (logged.actual[30:] != logged.actual[30:]).all()
    assert reading.newest_outcome(workspace, model) == date(2026, 1, 31)


def test_what_cannot_be_understood_is_counted(workspace: Workspace, model: str, people: Path, tmp_path: Path) -> None:
    deployment.predict_file(workspace, model, people, tmp_path / "out.csv")
    told = pd.DataFrame({"member": pd.read_csv(people)["member"].head(3), "left": ["perhaps", "TRUE", "0"]})
    matched = deployment.record_outcomes(workspace, model, told, "member", "left")
    assert (matched.matched, matched.unreadable) == (2, 1)
    with pytest.raises(NotFound):
        deployment.record_outcomes(workspace, model, told, "member", "no such column")


def test_answers_never_take_the_place_of_the_file_that_was_asked(
    workspace: Workspace, model: str, people: Path, tmp_path: Path
) -> None:
    before = people.read_bytes()
    (tmp_path / "same.csv").symlink_to(people)
    for out in (people, tmp_path / "same.csv"):
        with pytest.raises(NotPossibleNow):
            deployment.predict_file(workspace, model, people, out)
    assert people.read_bytes() == before
    assert reading.how_many(workspace, model) == 0


def test_of_a_files_rows_none_is_dropped_in_silence(
    workspace: Workspace, model: str, people: Path, tmp_path: Path
) -> None:
    deployment.predict_file(workspace, model, people, tmp_path / "out.csv")
    members = pd.read_csv(people)["member"].head(4).tolist()
    told = pd.DataFrame(
        {"member": [*members, None], "left": ["yes", None, "no", "perhaps", "yes"], "took": [3, 4, -1, 5, 6]}
    )
    matched = deployment.record_outcomes(workspace, model, told, "member", "left")
    assert (matched.matched, matched.unmatched, matched.unreadable) == (2, 1, 1)
    matched = deployment.record_decisions(workspace, model, told, "member", "left", seconds_column="took")
    assert (matched.matched, matched.unmatched, matched.unreadable) == (2, 1, 1)


def test_numbers_as_ids_are_the_same_however_a_program_wrote_them(
    workspace: Workspace, model: str, people: Path
) -> None:
    sent = [{name: cell or None for name, cell in line.items()} for line in lines(people)]
    rows = [sent[0] | {"member": 1000}, sent[1] | {"member": "1001"}]
    deployment.predict_rows(workspace, model, rows, source="form")
    upload = Upload(b"member,left\n1000.0,yes\n1001.0,no\n,yes\n", "with_a_gap.csv")
    matched = deployment.record_outcomes_file(
        workspace, model, upload, FileTask(), id_column="member", actual_column="left"
    )
    assert (matched.matched, matched.unmatched) == (2, 1)


def test_an_id_in_a_file_stays_as_it_is_written(workspace: Workspace, model: str, people: Path) -> None:
    row = {**lines(people)[0], "member": "1E4"}
    deployment.predict_rows(workspace, model, [{name: cell or None for name, cell in row.items()}], source="form")
    upload = Upload(b"member,left\n1E4,yes\n", "ended.csv")
    matched = deployment.record_outcomes_file(
        workspace, model, upload, FileTask(), id_column="member", actual_column="left"
    )
    assert (matched.matched, matched.unmatched) == (1, 0)


def test_a_report_that_names_no_case_is_counted_and_a_case_without_a_report_is_none(
    workspace: Workspace, model: str, people: Path, tmp_path: Path
) -> None:
    deployment.predict_file(workspace, model, people, tmp_path / "out.csv")
    asked = lines(tmp_path / "out.csv")[0]["prediction_id"]
    told = pd.DataFrame({"id": [asked, None, asked], "actual": ["yes", "yes", None]})
    matched = deployment.record_outcomes(workspace, model, told, "id", "actual")
    assert (matched.matched, matched.unmatched, matched.repeated) == (1, 1, 0)
    assert matched.says(Words()) == ("1 case noted.", "1 row fitted none of its answers.")


def test_outcomes_and_decisions_come_by_the_interface_too(
    shop: Shop, workspace: Workspace, model: str, people: Path
) -> None:
    live = deployment.deploy(workspace, model, who=OWNER)
    assert live.key
    shop.open()
    shop.key = live.key
    card = shop.ask(f"/v1/models/{model}")[1]["card"]
    assert card["purpose"][0] == f"It answers: {templates.template('churn').title}"
    assert card["limits"], "what it is not for"
    rows = [{name: cell or None for name, cell in line.items()} for line in lines(people)[:3]]
    _, said = shop.ask(f"/v1/models/{model}/predict", {"rows": rows})
    first, second, third = (answer["id"] for answer in said["predictions"])
    told = [{"id": first, "actual": "yes"}, {"id": rows[1]["member"], "actual": False}, {"id": "nobody", "actual": 1}]
    status, received = shop.ask(f"/v1/models/{model}/outcomes", {"outcomes": told})
    assert (status, received["matched"], received["unmatched_places"]) == (200, 2, [2])
    wrong = [{"id": third, "actual": "yes"}, {"id": second, "actual": "perhaps"}]
    status, refused = shop.ask(f"/v1/models/{model}/outcomes", {"outcomes": wrong})
    assert (status, [field["row"] for field in refused["error"]["fields"]]) == (422, [1])
    did = [{"id": first, "decision": "followed", "seconds": 12.5}, {"id": second, "decision": "changed"}]
    assert shop.ask(f"/v1/models/{model}/decisions", {"decisions": did})[1]["matched"] == 2
    assert shop.error(f"/v1/models/{model}/decisions", {"decisions": [{"id": first}]}) == (422, "wrong_shape")
    logged = reading.answers(workspace, model, [], date(2026, 1, 1))
    assert logged.actual[:2].tolist() == [1.0, 0.0]
    assert logged.actual[2] != logged.actual[2]


def test_a_case_can_be_opened_until_its_months_key_is_gone(workspace: Workspace, model: str, people: Path) -> None:
    row = {name: cell or None for name, cell in lines(people)[0].items()}
    (answer,) = deployment.predict_rows(workspace, model, [row], source="form", explain=True)
    assert answer.id
    assert answer.reasons
    sent = reading.sent(workspace, answer.id)
    assert sent == {name: row.get(name) for name in columns(workspace, model)}
    (latest,) = reading.latest(workspace, model)
    assert (latest.id, latest.source, latest.score) == (answer.id, "form", answer.score)
    for month in workspace.month_keys.months():
        workspace.month_keys.destroy(month)
    assert reading.sent(workspace, answer.id) is None


def test_an_owner_who_wants_nothing_kept_is_heard_at_once(
    shop: Shop, workspace: Workspace, model: str, people: Path
) -> None:
    row = {name: cell or None for name, cell in lines(people)[0].items()}
    shop.open()
    deployment.publish(workspace)
    deployment.keep_inputs(workspace, 0)
    assert _kept(workspace, model, row) is None
    deployment.keep_inputs(workspace, 12)
    for month in workspace.month_keys.months():
        workspace.month_keys.destroy(month)
    deployment.forget_inputs(workspace, ["2026-03"])
    assert _kept(workspace, model, row) is not None, "a destroyed key is not used again"


def _kept(workspace: Workspace, model: str, row: dict[str, str | None]) -> object:
    (answer,) = deployment.predict_rows(workspace, model, [row], source="form")
    return reading.sent(workspace, answer.id or "")


def test_a_lost_live_folder_is_made_anew(
    shop: Shop, workspace: Workspace, model: str, people: Path, tmp_path: Path
) -> None:
    live = deployment.deploy(workspace, model, who=OWNER)
    shutil.rmtree(shop.settings.live)
    shop.open()
    deployment.publish(workspace)
    assert wait_for(lambda: shop.ask("/v1/models", key=live.key)[0] == 200)


def test_a_damaged_live_file_is_made_anew(shop: Shop, workspace: Workspace, model: str) -> None:
    live = deployment.deploy(workspace, model, who=OWNER)
    folder = LiveFolder(shop.settings.live, workspace.vault)
    (file,) = folder.folder.glob("*.model")
    file.write_bytes(file.read_bytes()[:-1])
    shop.open()
    assert (shop.ask("/v1/models", key=live.key), folder.is_whole()) == ((200, {"models": []}), False)
    deployment.publish(workspace)
    assert folder.is_whole()
    assert wait_for(lambda: shop.ask(f"/v1/models/{model}", key=live.key)[0] == 200)


def test_forgetting_a_model_leaves_none_of_its_answers(
    shop: Shop, workspace: Workspace, model: str, people: Path, tmp_path: Path
) -> None:
    deployment.predict_file(workspace, model, people, tmp_path / "out.csv")
    shop.open()
    assert deployment.forget_model(workspace, model) == 30
    assert reading.how_many(workspace, model) == 0


def test_the_command_line_does_the_same(shop: Shop, workspace: Workspace, people: Path, tmp_path: Path) -> None:
    deployed = run(shop.settings, "deploy", "Leavers")
    assert set(deployed) == {"url", "key", "version"}
    scored = run(
        shop.settings, "predict", "Leavers", str(people), "--out", str(tmp_path / "o.csv"), "--date", "2026-03-05"
    )
    assert (scored["rows"], scored["refused"]) == (30, 0)
    told = tmp_path / "told.csv"
    pd.read_csv(tmp_path / "o.csv", dtype=str).assign(left="yes", did="followed").to_csv(told, index=False)
    matched = run(shop.settings, "outcomes", "Leavers", str(told), "--id", "prediction_id", "--actual", "left")
    assert (matched["matched"], matched["unmatched"]) == (30, 0)
    assert run(shop.settings, "decisions", "Leavers", str(told), "--id", "member", "--decision", "did")["matched"] == 30
    assert run(shop.settings, "pause", "Leavers")["state"] == "paused"
    assert run(shop.settings, "resume", "Leavers")["state"] == "live"


def run(settings: Settings, *arguments: str) -> dict[str, object]:
    """What a verb says with --json."""
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with pytest.MonkeyPatch.context() as changed, contextlib.redirect_stdout(said):
        changed.setenv("PLAINWELL_HOME", str(settings.home))
        changed.setattr(sys, "excepthook", sys.excepthook)  # the command line sets its own
        assert output.run([*arguments, "--json"], verbs()) == 0
    return dict(json.loads(said.buffer.getvalue()))

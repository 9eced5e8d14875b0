"""A whole list is answered by the worker: nothing twice, nothing lost, nothing left lying about, whoever is killed meanwhile."""

import csv
import io
import os
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from core.common.actor import OWNER
from core.common.errors import Cancelled, NotFound, NotPossibleNow
from core.common.progress import Progress
from core.operations import retention
from core.operations.worker import Worker
from core.serving import deployment
from core.serving.deployment import FileTask, Upload, sheets
from core.serving.deployment.listing import ScoringTable
from core.serving.endpoint import internal_idempotency
from core.serving.endpoint.service import open_service
from core.serving.prediction_log import reading as log
from core.serving.prediction_log.schema import for_reading
from core.serving.prediction_log.writing import LogWriter
from core.storage import job_queue, staging
from core.storage.workspace import Workspace
from tests.core.running import kill, started
from tests.core.serving.deployment import leavers
from tests.core.serving.deployment.leavers import Trained, train
from tests.core.serving.endpoint.shop import Shop
from tests.waiting import wait_for

WORKER = ("-m", "core.operations.worker", "--parent", str(os.getpid()))
ROWS = 1_250
"""More than one piece (core.serving.deployment.predict.PIECE_OF_ROWS)."""


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """A workspace folder with one live model."""
    made = train(tmp_path_factory.mktemp("trained"))
    deployment.deploy(made.workspace, made.model, who=OWNER)
    return made


@pytest.fixture
def members() -> pd.DataFrame:
    """Members that the model never saw."""
    return leavers.members(ROWS, 2).drop(columns="left")


def as_bytes(frame: pd.DataFrame) -> bytes:
    return frame.to_csv(index=False).encode()


def file_of(frame: pd.DataFrame) -> Upload:
    return Upload(as_bytes(frame), "members.csv")


def begun(workspace: Workspace, model: str, data: bytes, kind: str = "score", **more: str) -> job_queue.Job:
    staged = asdict(staging.stage(workspace, data))
    return job_queue.enqueue(workspace, kind, staged=staged, filename="members.csv", model=model, **more)


def is_done(workspace: Workspace, job: job_queue.Job) -> Callable[[], bool]:
    return lambda: not job_queue.find(workspace, job.id).is_open


def lines(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def test_each_row_comes_back_with_its_answer_to_download_in_two_forms(
    workspace: Workspace, model: str, members: pd.DataFrame
) -> None:
    members["vip"] = ["Ja", "Nein"] * (ROWS // 2)
    members["answer"] = "mine"
    members.loc[3, "member"] = "=cmd|' /C calc'!A0"
    job = begun(workspace, model, as_bytes(members))
    assert Worker(workspace).once()
    done = job_queue.find(workspace, job.id)
    assert done.state == "done", done.result
    assert (done.result["rows"], done.result["refused"], done.result["why"]) == (ROWS, 0, [])
    answered = lines(staging.fetch_result(workspace, done.result["csv"]))
    book = pd.read_excel(io.BytesIO(staging.fetch_result(workspace, done.result["xlsx"])), engine="calamine")
    assert [line["prediction_id"] for line in answered] == book["prediction_id"].tolist()
    assert answered[3]["member"] == book.loc[3, "member"] == "'=cmd|' /C calc'!A0"
    assert list(answered[0])[:3] == ["prediction_id", "member", "answer"]
    assert len(set(book.columns)) == len(answered[0]) == len(book.columns) == len(members.columns) + 6
    assert [(line["vip"], line["answer 2"]) for line in answered[:2]] == [("Ja", "mine"), ("Nein", "mine")]
    assert log.own_id(workspace, answered[5]["prediction_id"]) == members.loc[5, "member"]
    assert {line["answer"] for line in answered} == {"yes", "no"}
    assert {row.id for row in log.latest(workspace, model, ROWS)} == {line["prediction_id"] for line in answered}
    with pytest.raises(NotFound):
        staging.fetch(workspace, staging.Staged(**job.arguments["staged"]))


def test_it_says_how_many_rows_were_refused_and_why_without_a_value(
    workspace: Workspace, model: str, members: pd.DataFrame
) -> None:
    members = members.astype({"age": object, "late payments": object})
    members.loc[[1, 2], "age"] = "secretly old"
    members.loc[2, "late payments"] = "many"
    job = begun(workspace, model, as_bytes(members))
    assert Worker(workspace).once()
    result = job_queue.find(workspace, job.id).result
    assert (result["rows"], result["refused"]) == (ROWS, 2)
    assert result["why"] == [["“age” is not a number.", 2], ["“late payments” is not a number.", 1]]
    assert "secretly" in lines(staging.fetch_result(workspace, result["csv"]))[1]["warnings"]
    assert "secretly" not in str(result)


def test_a_worker_that_is_killed_while_it_answers_logs_no_row_twice(
    shop: Shop, workspace: Workspace, model: str, members: pd.DataFrame
) -> None:
    shop.open()
    many = pd.concat([members] * 40, ignore_index=True)
    job = begun(workspace, model, as_bytes(many))
    with started(workspace.settings, *WORKER) as first:
        wait_for(lambda: log.how_many(workspace, model) > 500)
        kill(first.pid)
        first.wait()
    logged = log.how_many(workspace, model)
    assert 500 < logged < len(many), "it was killed in the middle"
    assert job_queue.find(workspace, job.id).state == "running", "nobody has said that it stopped"
    with started(workspace.settings, *WORKER):
        wait_for(is_done(workspace, job))
    done = job_queue.find(workspace, job.id)
    assert done.state == "done", done.result
    assert log.how_many(workspace, model) == len(many)
    ids = [line["prediction_id"] for line in lines(staging.fetch_result(workspace, done.result["csv"]))]
    assert len(set(ids)) == len(many)
    assert set(ids) == {row.id for row in log.latest(workspace, model, len(many))}


def test_an_endpoint_that_is_killed_meanwhile_is_waited_for(
    shop: Shop, workspace: Workspace, model: str, members: pd.DataFrame
) -> None:
    shop.open()
    killed = []

    def kill_in_the_middle(_share: float, said: str) -> None:
        if "500 of" in said and not killed:
            killed.append(shop.process)
            shop.kill()
            shop.open()

    scored = deployment.score_list(workspace, model, file_of(members), FileTask("a list", Progress(kill_in_the_middle)))
    assert killed
    assert (scored.rows, scored.refused) == (ROWS, 0)
    assert log.how_many(workspace, model) == ROWS


@pytest.mark.parametrize("beside", [True, False], ids=["endpoint", "no endpoint"])
def test_a_piece_that_is_asked_again_gets_the_answers_of_the_first(
    shop: Shop, workspace: Workspace, model: str, members: pd.DataFrame, beside: bool
) -> None:
    if beside:
        shop.open()
    data = file_of(members)
    first = deployment.score_list(workspace, model, data, FileTask("b_1"))
    again = deployment.score_list(workspace, model, data, FileTask("b_1"))
    other = deployment.score_list(workspace, model, data, FileTask("b_2"))
    texts = [staging.fetch_result(workspace, scored.csv) for scored in (first, again, other)]
    assert texts[0] == texts[1] != texts[2]
    assert log.how_many(workspace, model) == 2 * ROWS


def test_what_was_replied_to_pieces_is_forgotten_after_two_days(
    workspace: Workspace, model: str, members: pd.DataFrame
) -> None:
    deployment.score_list(workspace, model, file_of(members), FileTask("b_1"))
    service = open_service(workspace.settings)
    try:
        assert internal_idempotency.reply_to(service, "predict b_1 0")
        internal_idempotency.forget_old(service)
        assert internal_idempotency.reply_to(service, "predict b_1 0"), "that is young"
        service.writer.db.execute("UPDATE repeatable SET at = at - ?", (internal_idempotency.KEPT_SECONDS,))
        internal_idempotency.forget_old(service)
        assert internal_idempotency.reply_to(service, "predict b_1 0") is None
    finally:
        service.close()


def test_a_list_that_waited_for_longer_than_a_day_is_not_begun_again(
    workspace: Workspace, model: str, members: pd.DataFrame
) -> None:
    job = begun(workspace, model, as_bytes(members))
    with workspace.store.writing() as db:
        db.execute("UPDATE blob SET created = ? WHERE purpose = 'upload'", [_days_ago(2)])
    assert Worker(workspace).once()
    assert "waited for longer than a day" in job_queue.find(workspace, job.id).result["error"]
    assert log.how_many(workspace, model) == 0


def test_stopping_keeps_what_was_answered_and_no_list(workspace: Workspace, model: str, members: pd.DataFrame) -> None:
    with pytest.raises(Cancelled):
        deployment.score_list(
            workspace,
            model,
            file_of(members),
            FileTask("b", Progress(should_stop=lambda: log.how_many(workspace, model) > 0)),
        )
    assert log.how_many(workspace, model) == 500
    assert _blobs(workspace, staging.RESULT) == 0


def test_nobodys_data_lies_open_while_a_list_is_answered(
    workspace: Workspace, model: str, members: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = tmp_path / "temporary"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    members.loc[0, "email"] = "marker.someone@example.org"
    looked = 0

    def look(_share: float, _said: str) -> None:
        nonlocal looked
        looked += 1
        assert list(aside.iterdir()) == []
        assert not any(b"marker.someone" in path.read_bytes() for path in _files(workspace))

    staging.stage(workspace, as_bytes(members))
    deployment.score_list(workspace, model, file_of(members), FileTask("c", Progress(look)))
    look(1.0, "")
    assert looked > 3


def test_a_result_is_removed_after_a_week_or_when_its_owner_says_so(
    workspace: Workspace, model: str, members: pd.DataFrame
) -> None:
    kept = deployment.score_list(workspace, model, file_of(members), FileTask("a"))
    given_up = deployment.score_list(workspace, model, file_of(members), FileTask("b"))
    staging.discard_results(workspace, given_up.csv, given_up.xlsx)
    assert (staging.has_result(workspace, kept.csv), staging.has_result(workspace, given_up.csv)) == (True, False)
    retention.run(workspace, date.today())
    assert staging.has_result(workspace, kept.csv), "it is young"
    with workspace.store.writing() as db:
        db.execute("UPDATE blob SET created = ? WHERE purpose = ?", [_days_ago(8), staging.RESULT])
    assert retention.run(workspace, date.today()).uploads == 2
    with pytest.raises(NotFound):
        staging.fetch_result(workspace, kept.csv)


def test_a_list_too_large_for_one_sheet_comes_as_csv_alone(
    workspace: Workspace, model: str, members: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_CELLS", 1000)
    scored = deployment.score_list(workspace, model, file_of(members), FileTask("a"))
    assert scored.xlsx is None
    assert len(lines(staging.fetch_result(workspace, scored.csv))) == ROWS
    monkeypatch.setattr(sheets, "MOST_ROWS", 100)
    with pytest.raises(NotPossibleNow, match="cannot hold so many rows"):
        deployment.predict_file(workspace, model, members, tmp_path / "out.xlsx")
    assert log.how_many(workspace, model) == ROWS, "that was known before anything was answered"


def test_no_two_columns_of_the_answers_have_one_name_whatever_the_list_calls_its_own() -> None:
    heading = ScoringTable(pd.DataFrame(), (), "score", ("answer", "score 2")).heading
    assert heading[:3] == ["prediction_id", "score 2", "answer"]
    assert len(set(heading)) == len(heading) == 9


@pytest.mark.parametrize(
    ("kind", "columns", "word"),
    [("outcomes", {"actual": "what"}, "TRUE"), ("decisions", {"decision": "what", "seconds": None}, "followed")],
)
def test_a_long_list_of_what_became_of_answers_is_noted_by_the_worker_and_counted_once(
    shop: Shop, workspace: Workspace, model: str, members: pd.DataFrame, kind: str, columns: dict[str, str], word: str
) -> None:
    scored = deployment.score_list(workspace, model, file_of(members), FileTask("a"))
    told = pd.DataFrame(lines(staging.fetch_result(workspace, scored.csv)))[["prediction_id"]].assign(what=word)
    told.loc[ROWS] = ["p_" + "0" * 32, word]
    many = pd.concat([told] * 12, ignore_index=True)
    shop.open()
    reading = begun(workspace, model, as_bytes(many), "columns", use=kind)
    with started(workspace.settings, *WORKER) as first:
        wait_for(lambda: job_queue.find(workspace, reading.id).state == "running")
        kill(first.pid)
        first.wait()
    with started(workspace.settings, *WORKER) as second:
        wait_for(is_done(workspace, reading))
        assert job_queue.find(workspace, reading.id).result == {"columns": ["prediction_id", "what"]}
        arguments = {key: reading.arguments[key] for key in ("staged", "filename", "model")}
        job = job_queue.enqueue(workspace, kind, **arguments, id="prediction_id", **columns)
        wait_for(lambda: noted(workspace, kind))
        kill(second.pid)
        second.wait()
    assert 0 < noted(workspace, kind) < 12 * ROWS, "it was killed in the middle"
    with started(workspace.settings, *WORKER):
        wait_for(is_done(workspace, job))
    done = job_queue.find(workspace, job.id)
    assert done.state == "done", done.result
    assert (done.result["matched"], done.result["unmatched"]) == (12 * ROWS, 12)
    assert noted(workspace, kind) == 12 * ROWS
    said = {(row.actual if kind == "outcomes" else row.followed) for row in log.latest(workspace, model, ROWS)}
    assert said == {1.0}
    assert not staging.is_waiting(workspace, staging.Staged(**job.arguments["staged"]))


def noted(workspace: Workspace, kind: str) -> int:
    with closing(for_reading(workspace.settings.predictions_db)) as db:
        return int(db.execute(f"SELECT count(*) FROM {kind.removesuffix('s')}").fetchone()[0])


def test_a_pause_does_not_change_since_when_a_model_is_live(workspace: Workspace, model: str) -> None:
    first = deployment.live_of(workspace, model)
    assert first
    deployment.pause(workspace, model, OWNER)
    paused = deployment.live_of(workspace, model)
    deployment.resume(workspace, model, OWNER)
    resumed = deployment.live_of(workspace, model)
    assert first.since == paused.since == resumed.since
    assert first.changed < paused.changed < resumed.changed
    deployment.stop(workspace, model, OWNER)
    deployment.deploy(workspace, model, who=OWNER)
    assert deployment.live_of(workspace, model).since > first.since


def test_a_log_that_another_process_holds_is_said_in_words(
    workspace: Workspace, model: str, members: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deployment.channel, "PATIENCE_SECONDS", 0.3)
    held = LogWriter.open(workspace.settings)
    try:
        with pytest.raises(NotPossibleNow):
            deployment.score_list(workspace, model, file_of(members), FileTask("a"))
    finally:
        held.close()
    assert _blobs(workspace, staging.RESULT) == 0


def _blobs(workspace: Workspace, purpose: str) -> int:
    with workspace.store.reading() as db:
        return len(list(db.query("SELECT id FROM blob WHERE purpose = ?", [purpose])))


def _files(workspace: Workspace) -> set[Path]:
    return {path for path in workspace.settings.home.rglob("*") if path.is_file()}


def _days_ago(days: int) -> str:
    return (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="milliseconds")

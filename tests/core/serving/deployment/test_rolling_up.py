"""The log is rolled up: every figure stays what it was, what was sent is still found, opened and erased, and no kill harms it."""

import contextlib
import sqlite3
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest

from core.common.actor import OWNER
from core.models import registry
from core.monitoring import window
from core.monitoring.indicator import look
from core.monitoring.indicators import all_indicators
from core.operations import person_data, retention, timetable
from core.reporting import gathering, overview
from core.reporting.months import Month
from core.serving import deployment
from core.serving.deployment.predict import records
from core.serving.prediction_log import bundles, cases, log_chunk, reading, rolled, rolling, schema, trials
from core.serving.prediction_log.row import FIGURES
from core.serving.prediction_log.writing import Batch, LogWriter
from core.storage.workspace import Workspace
from tests.core.running import ROOT
from tests.core.serving.deployment.leavers import Trained, members, train
from tests.core.serving.endpoint.shop import Shop
from tests.core.serving.log_rows import a_row
from tests.waiting import wait_for

TODAY = date(2026, 6, 30)
CHUNK_ROWS = 100
WEEKS, A_WEEK = 9, 150
ROWS = WEEKS * A_WEEK


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """A workspace with a live model, asked about members each week in two ways; how some ended is known."""
    made = train(tmp_path_factory.mktemp("asked"), 300)
    workspace, model = made.workspace, made.model
    deployment.deploy(workspace, model, who=OWNER, since="2026-04-01T08:00:00+00:00")
    for week in range(WEEKS, 0, -1):
        rows, day = members(A_WEEK, 100 + week), TODAY - timedelta(days=7 * week - 4)
        sent = records(rows.drop(columns="left"))
        half = len(sent) // 2
        answers = deployment.predict_rows(workspace, model, sent[:half], source="form", day=day)
        answers += deployment.predict_rows(workspace, model, sent[half:], source="file", day=day)
        known = pd.DataFrame({"id": [answer.id for answer in answers], "actual": rows["left"].to_numpy()})
        deployment.record_outcomes(workspace, model, known[::2], "id", "actual", day=day + timedelta(days=2))
    return made


def counts(workspace: Workspace) -> dict[str, int]:
    with contextlib.closing(schema.for_reading(workspace.settings.predictions_db)) as db:
        return {
            name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in ("prediction", "sent", "rolled", "bundle")
        }


def figures(workspace: Workspace, model: str) -> dict[str, Any]:
    """All that anybody is told from the log."""
    seen = window.build(workspace, model, TODAY)
    logged = reading.answers(workspace, model, [asked.name for asked in seen.reference.inputs], date(2026, 1, 1))
    days = [TODAY - timedelta(days=back) for back in range(70)]
    newest = reading.latest(workspace, model, ROWS)
    said = {indicator.key: look(indicator, seen) for indicator in all_indicators()}
    assert sum(finding.level != "not_yet" for finding in said.values()) >= 10
    report = gathering.gather(
        workspace, registry.find(workspace, model), Month(2026, 5), datetime(2026, 6, 30, tzinfo=UTC), OWNER
    )
    return {
        "columns": [getattr(logged, name).tobytes() for name in type(logged).__dataclass_fields__],
        "said": said,
        "report": (report.figures, report.health, report.picture),
        "by day": [reading.answered_and_labelled(workspace, model, day, day) for day in days],
        "all days": reading.answered_and_labelled(workspace, model, days[-1], TODAY),
        "how many": reading.how_many(workspace, model),
        "first and newest": (reading.first_day(workspace, model), reading.newest_outcome(workspace, model)),
        "listed": newest,
        "this month": overview.this_month(workspace, TODAY),
        "side by side": [
            each.tobytes()
            for each in vars(
                trials.trial_answers(workspace, model, 2, 1, "2026-01-01T00:00+00:00", watches=False).older
            ).values()
        ],
        "settled": list(cases.labelled(workspace, model, ROWS)),
        "settled since": cases.labelled_since(workspace, model, 0.0),
        "asked about": cases.acted_on_by_subject(workspace, model),
        "sent": [(reading.sent(workspace, row.id), reading.own_id(workspace, row.id)) for row in newest],
    }


def roll_up(workspace: Workspace) -> int:
    return deployment.roll_up(workspace, chunk_rows=CHUNK_ROWS)


def test_every_figure_is_the_same_before_and_after(workspace: Workspace, model: str) -> None:
    before = figures(workspace, model)
    assert roll_up(workspace) == ROWS - CHUNK_ROWS - ROWS % CHUNK_ROWS
    held = counts(workspace)
    assert held["prediction"] == ROWS, "rows stay"
    assert held["sent"] == CHUNK_ROWS + ROWS % CHUNK_ROWS
    assert held["rolled"] > held["bundle"] > 0
    after = figures(workspace, model)
    for name, figure in before.items():
        assert after[name] == figure, name
    assert len([sent for sent, _ in after["sent"] if sent]) == ROWS
    assert roll_up(workspace) == 0, "what is rolled up is not rolled up again"


def test_an_end_told_late_finds_its_answer_by_number_and_by_the_owners_id(workspace: Workspace, model: str) -> None:
    roll_up(workspace)
    row = next(row for row in reading.latest(workspace, model, ROWS)[::-1] if row.actual is None)
    own = reading.own_id(workspace, row.id)
    known = pd.DataFrame({"id": [row.id], "actual": [True]})
    assert deployment.record_outcomes(workspace, model, known, "id", "actual").matched == 1
    assert next(found for found in reading.latest(workspace, model, ROWS) if found.id == row.id).actual == 1.0
    by_own = pd.DataFrame({"member": [own], "actual": [False]})
    assert deployment.record_outcomes(workspace, model, by_own, "member", "actual").matched == 1


def test_a_person_is_found_and_taken_out_and_nobody_else(workspace: Workspace, model: str) -> None:
    roll_up(workspace)
    oldest = reading.latest(workspace, model, ROWS)[-1]
    sent, own = reading.sent(workspace, oldest.id), reading.own_id(workspace, oldest.id)
    assert sent
    about = [row for row in reading.latest(workspace, model, ROWS) if reading.own_id(workspace, row.id) == own]
    assert len(deployment.answers_about(workspace, str(own))) == len(about)
    person_data.erase(workspace, str(own), OWNER)
    assert deployment.answers_about(workspace, str(own)) == []
    assert reading.sent(workspace, oldest.id) is None
    left = [row for row in reading.latest(workspace, model, ROWS) if reading.sent(workspace, row.id) is not None]
    assert len(left) == ROWS - len(about)


def test_a_month_that_is_over_takes_its_inputs_along_and_the_figures_stay(workspace: Workspace, model: str) -> None:
    roll_up(workspace)
    before = reading.answers(workspace, model, ["age"], date(2026, 1, 1))
    month = workspace.month_keys.months()[0]
    of_month = [row for row in reading.latest(workspace, model, ROWS) if f"{row.at:%Y-%m}" == month]
    assert retention.run(workspace, date(int(month[:4]) + 3, 1, 1)).months[0] == month
    assert of_month
    assert [reading.sent(workspace, row.id) for row in of_month] == [None] * len(of_month)
    assert counts(workspace) | {"prediction": 0, "rolled": 0} == {"prediction": 0, "rolled": 0, "sent": 0, "bundle": 0}
    after = reading.answers(workspace, model, ["age"], date(2026, 1, 1))
    assert after.score.tobytes() == before.score.tobytes()
    assert after.bins.tobytes() == before.bins.tobytes()


def test_a_forgotten_model_leaves_nothing_and_others_are_rolled_up_once(workspace: Workspace, model: str) -> None:
    roll_up(workspace)
    assert deployment.forget_model(workspace, model) == ROWS
    assert set(counts(workspace).values()) == {0}


def test_what_was_forgotten_while_a_stretch_was_made_does_not_come_back(workspace: Workspace, model: str) -> None:
    made = rolling.next_chunk(workspace, CHUNK_ROWS)
    assert made
    own = reading.own_id(workspace, reading.latest(workspace, model, ROWS)[-1].id)
    person_data.erase(workspace, str(own), OWNER)
    writer = LogWriter.open(workspace.settings)
    assert not log_chunk.keep_chunk(writer, made)
    writer.close()
    assert counts(workspace)["bundle"] == counts(workspace)["rolled"] == 0
    assert roll_up(workspace) > 0
    assert deployment.answers_about(workspace, str(own)) == []


def test_killed_again_and_again_it_loses_and_repeats_nothing(workspace: Workspace, model: str) -> None:
    before = figures(workspace, model)
    code = (
        "import sys; from core.serving import deployment; from core.storage.settings import Settings; from pathlib import Path\n"
        "from core.storage.workspace import open_workspace\n"
        "deployment.roll_up(open_workspace(Settings(home=Path(sys.argv[1]))), chunk_rows=10)"
    )
    cut = 0
    for left in range(ROWS - 100, 400, -200):
        worker = subprocess.Popen([sys.executable, "-c", code, str(workspace.settings.home)], cwd=ROOT)
        wait_for(lambda left=left: counts(workspace)["sent"] < left)
        worker.kill()
        worker.wait()
        held = counts(workspace)
        assert held["prediction"] == ROWS
        cut += held["sent"] > 20
    assert cut, "it was cut off in the middle"
    deployment.roll_up(workspace, chunk_rows=10)
    after = figures(workspace, model)
    for name, figure in before.items():
        assert after[name] == figure, name


def test_an_endpoint_that_is_killed_meanwhile_is_waited_for(shop: Shop, workspace: Workspace, model: str) -> None:
    before = figures(workspace, model)
    shop.open()
    done: list[int] = []
    rolling_up = threading.Thread(target=lambda: done.append(deployment.roll_up(workspace, chunk_rows=10)))
    rolling_up.start()
    wait_for(lambda: counts(workspace)["sent"] < ROWS - 100)
    shop.kill()
    shop.open()
    rolling_up.join()
    shop.end()
    assert done[0] > 0
    assert counts(workspace)["sent"] < 20
    after = figures(workspace, model)
    for name, figure in before.items():
        assert after[name] == figure, name


def test_a_log_of_an_older_edition_is_read_as_it_is_and_grows_with_the_next_writer(
    workspace: Workspace, model: str
) -> None:
    with contextlib.closing(sqlite3.connect(workspace.settings.predictions_db)) as db:
        db.executescript("DROP TABLE rolled; DROP TABLE bundle; DROP TABLE rolled_to; PRAGMA user_version = 3")
    before = reading.answers(workspace, model, ["age"], date(2026, 1, 1))
    assert len(before.seq) == ROWS == reading.how_many(workspace, model)
    assert reading.sent(workspace, reading.latest(workspace, model)[0].id)
    assert roll_up(workspace) > 0
    assert reading.answers(workspace, model, ["age"], date(2026, 1, 1)).seq.tolist() == before.seq.tolist()


def test_it_is_due_at_night_once_there_is_enough(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    night = datetime(2026, 7, 1, 4, tzinfo=UTC)
    assert "roll_up" not in dict(timetable.due(workspace, night))
    writer = LogWriter.open(workspace.settings)
    ref, first = writer.served("m_a", 1, ("age",)), writer.take(2 * rolling.CHUNK_ROWS)
    writer.commit(
        Batch(predictions=[a_row(first + place, ref, 1e9 + place) for place in range(2 * rolling.CHUNK_ROWS)])
    )
    writer.close()
    assert dict(timetable.due(workspace, night))["roll_up"] == {"day": "2026-07-01"}


def some_figures(rows: int) -> tuple[dict[str, Any], Any]:
    """Figures as odd as they come, and bins."""
    rng = np.random.default_rng(1)
    figures = {
        "seq": np.cumsum(rng.integers(1, 2**40, rows)),
        "at": np.concatenate([rng.normal(1.7e9, 1e6, rows - 2), [0.0, 4e9]]),
        "score": np.concatenate([rng.random(rows - 2), [np.nan, -0.0]]),
        "answer": rng.normal(size=rows),
        "latency": rng.integers(0, 2**33, rows),
    }
    return figures, rng.integers(0, 256, (rows, 7)).astype(np.uint8)


def packed_as_before(figures: dict[str, Any], bins: Any) -> bytes:
    """As the version before pieces named their figures (commit 1160c41) packed them."""
    steps = [np.diff(each, prepend=np.int64(0)) for each in (figures["seq"], figures["at"].view(np.int64))]
    rest = (figures["score"].view(np.int64), figures["answer"].view(np.int64), figures["latency"])
    numbers = np.stack([*steps, *rest]).astype("<i8").view(np.uint8).reshape(5, len(bins), 8).transpose(0, 2, 1)
    return zlib.compress(numbers.tobytes() + bins.T.tobytes())


@pytest.mark.parametrize("pack", [rolled.pack, packed_as_before])
def test_what_is_packed_comes_back_to_the_last_bit(pack: Callable[[dict[str, Any], Any], bytes]) -> None:
    figures, bins = some_figures(300)
    found, found_bins = rolled.unpack(pack(figures, bins), 300)
    assert list(found) == list(FIGURES)
    for name, before in figures.items():
        assert found[name].tobytes() == before.tobytes(), name
    assert found_bins.tolist() == bins.tolist()


def test_a_figure_that_was_not_logged_yet_is_unknown_and_one_of_a_later_edition_is_passed_over() -> None:
    figures, bins = some_figures(20)
    del figures["score"]
    found, found_bins = rolled.unpack(rolled.pack({**figures, "later": np.ones(20)}, bins), 20)
    assert list(found) == list(FIGURES)
    assert np.isnan(found["score"]).all()
    assert found["latency"].tolist() == figures["latency"].tolist()
    assert found_bins.tolist() == bins.tolist()


def test_a_log_that_was_rolled_up_before_pieces_named_their_figures_says_the_same(
    workspace: Workspace, model: str
) -> None:
    roll_up(workspace)
    before = figures(workspace, model)
    with contextlib.closing(sqlite3.connect(workspace.settings.predictions_db)) as db, db:
        for first, rows, body in db.execute("SELECT first, rows, body FROM rolled").fetchall():
            db.execute(
                "UPDATE rolled SET body = ? WHERE first = ?", (packed_as_before(*rolled.unpack(body, rows)), first)
            )
    after = figures(workspace, model)
    for name, figure in before.items():
        assert after[name] == figure, name


def test_a_row_is_found_in_its_bundle_alone(workspace: Workspace) -> None:
    keys = workspace.month_keys
    made = bundles.bundle(keys, 1, "2026-03", {5: b'["a"]', 9: '["\u2028 b"]'.encode(), 2**50: b"[null]"})
    assert made.opened(keys) == {5: b'["a"]', 9: '["\u2028 b"]'.encode(), 2**50: b"[null]"}
    assert (made.first, made.last, made.numbers()) == (5, 2**50, [5, 9, 2**50])
    keys.destroy("2026-03")
    assert made.opened(keys) is None

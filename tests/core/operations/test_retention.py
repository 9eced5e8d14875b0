"""What was kept long enough is destroyed, and nothing that is younger."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.common.errors import NotFound, NotPossibleNow
from core.operations import retention
from core.serving.deployment import channel
from core.serving.prediction_log import sealed
from core.serving.prediction_log.writing import LogWriter
from core.storage import audit_log, job_queue, preferences, staging


def test_a_month_is_kept_for_the_whole_time_the_owner_chose():
    months = ["2025-01", "2025-02", "2025-03", "2026-03"]
    assert retention.expired_months(months, date(2026, 3, 31), 12) == ("2025-01", "2025-02")
    assert retention.expired_months(months, date(2026, 4, 1), 12) == ("2025-01", "2025-02", "2025-03")


def test_an_owner_who_keeps_nothing_keeps_nothing():
    assert retention.expired_months(["2026-02", "2026-03"], date(2026, 3, 1), 0) == ("2026-02", "2026-03")


def test_inputs_of_an_old_month_can_never_be_read_again(workspace):
    preferences.change(workspace, keep_inputs_months=3)
    old, young = workspace.month_keys.seal(b"old", "2025-10"), workspace.month_keys.seal(b"young", "2026-01")
    cleared = retention.run(workspace, date(2026, 3, 1))
    assert cleared.months == ("2025-10",)
    assert workspace.month_keys.open(old, "2025-10") is None
    assert workspace.month_keys.open(young, "2026-01") == b"young"
    assert audit_log.latest(workspace, what="inputs destroyed")[0]["detail"] == {"months": ["2025-10"]}


def test_sealed_rows_that_could_not_be_taken_out_of_the_log_are_taken_out_the_next_time(workspace):
    preferences.change(workspace, keep_inputs_months=3)
    writer = LogWriter.open(workspace.settings, 1.0)
    with writer.transaction() as db:
        for seq, month in enumerate(("2025-10", "2026-01")):
            db.execute("INSERT INTO sent VALUES (?, ?, ?)", (seq, month, workspace.month_keys.seal(b"x", month)))
    with pytest.MonkeyPatch.context() as impatient, pytest.raises(NotPossibleNow):
        impatient.setattr(channel, "PATIENCE_SECONDS", 0.1)
        retention.run(workspace, date(2026, 3, 1))  # somebody else holds the log
    writer.close()
    assert sealed.months(workspace) == {"2025-10", "2026-01"}
    assert workspace.month_keys.months() == ["2026-01"]
    assert retention.run(workspace, date(2026, 3, 1)).months == ("2025-10",)
    assert sealed.months(workspace) == {"2026-01"}


def test_an_uploaded_file_that_nobody_read_is_removed_after_a_day(workspace):
    left = staging.stage(workspace, b"a table", "its password")
    fresh = staging.stage(workspace, b"another")
    long_ago = (datetime.now(UTC) - timedelta(days=2)).isoformat(timespec="milliseconds")
    with workspace.store.writing() as db:
        db.execute("UPDATE blob SET created = ? WHERE id IN (?, ?)", [long_ago, left.upload, left.password])
    assert retention.run(workspace, date(2026, 3, 1)).uploads == 2
    assert staging.fetch(workspace, fresh) == (b"another", None)
    with pytest.raises(NotFound):
        staging.fetch(workspace, left)


def test_ended_jobs_are_forgotten_after_three_months_and_open_ones_stay(workspace):
    ended = job_queue.enqueue(workspace, "checkup", model="a")
    job_queue.take(workspace)
    job_queue.end(workspace, ended.id, "done", {})
    job_queue.enqueue(workspace, "checkup", model="b")
    long_ago = (datetime.now(UTC) - timedelta(days=job_queue.KEPT_DAYS + 1)).isoformat(timespec="milliseconds")
    with workspace.store.writing() as db:
        db.execute(
            "UPDATE job SET created = ?, ended = CASE WHEN ended IS NULL THEN NULL ELSE ? END", [long_ago, long_ago]
        )
    assert retention.run(workspace, date(2026, 3, 1)).jobs == 1
    assert len(job_queue.open_jobs(workspace)) == 1

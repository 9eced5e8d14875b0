"""The log of predictions, as it is written and read."""

import sqlite3
import time
from contextlib import closing
from datetime import date
from typing import get_args, get_type_hints

import numpy as np
import pytest

from core.inference.inputs import ABSENT
from core.serving.prediction_log import reading, tallies
from core.serving.prediction_log.ids import PredictionIds
from core.serving.prediction_log.row import LogRow
from core.serving.prediction_log.writing import Batch, LogNotWritable, LogWriter
from core.storage.vault import Vault
from core.storage.workspace import Workspace
from tests.core.serving.log_rows import a_row

FIRST = date(2026, 1, 1)
AT = 1_770_000_000.0


def logged(writer: LogWriter, served: int, *bins: bytes, source: str = "api") -> list[int]:
    """Keeps one answer for each row of bins, and gives their numbers."""
    first = writer.take(len(bins))
    rows = [a_row(first + place, served, AT + place, bins=row, source=source) for place, row in enumerate(bins)]
    writer.commit(Batch(predictions=rows))
    return [first + place for place in range(len(bins))]


def test_bins_come_in_the_asked_order_whatever_order_a_version_had(workspace: Workspace) -> None:
    writer = LogWriter.open(workspace.settings)
    logged(writer, writer.served("m_a", 1, ("age", "plan")), b"\x01\x02", b"\x03\x04")
    logged(writer, writer.served("m_a", 2, ("plan", "visits")), b"\x05\x06")
    logged(writer, writer.served("m_b", 1, ("age",)), b"\x09")
    writer.close()
    found = reading.answers(workspace, "m_a", ["plan", "age"], FIRST)
    assert found.version.tolist() == [1, 2, 1]
    assert found.bins[np.argsort(found.seq)].tolist() == [[2, 1], [4, 3], [5, ABSENT]]
    assert found.milliseconds.tolist() == [0.15] * 3


def test_the_newest_outcome_holds_and_all_are_kept(workspace: Workspace) -> None:
    writer = LogWriter.open(workspace.settings)
    first, second = logged(writer, writer.served("m_a", 1, ("age",)), b"\x01", b"\x02")
    writer.commit(Batch(outcomes=[(first, AT, AT, 0.0), (first, AT, AT, 1.0)]))
    kept = writer.db.execute("SELECT count(*) FROM outcome").fetchone()[0]
    writer.close()
    found = reading.answers(workspace, "m_a", ["age"], FIRST)
    assert kept == 2
    assert found.actual[0] == 1.0
    assert np.isnan(found.actual[1])
    assert second > first


def test_answers_that_nobody_was_given_are_not_counted(workspace: Workspace) -> None:
    writer = LogWriter.open(workspace.settings)
    logged(writer, writer.served("m_a", 1, ("age",)), b"\x01", source="shadow")
    writer.close()
    assert len(reading.answers(workspace, "m_a", ["age"], FIRST).at) == 0
    assert reading.latest(workspace, "m_a") == []


def test_an_empty_log_can_be_read(workspace: Workspace) -> None:
    assert len(reading.answers(workspace, "m_a", ["age"], FIRST).at) == 0
    assert tallies.daily_calls(workspace, "m_a", FIRST) == []
    assert reading.newest_outcome(workspace, "m_a") is None
    assert reading.sent(workspace, "p_unknown") is None


def test_a_number_is_never_given_twice_even_after_an_older_log_came_back(workspace: Workspace) -> None:
    writer = LogWriter.open(workspace.settings)
    given = writer.take(1_000)
    writer.close()
    workspace.settings.predictions_db.unlink()
    time.sleep(0.002)
    writer = LogWriter.open(workspace.settings)
    assert writer.take(1) > given + 999
    writer.close()


def test_a_batch_that_cannot_be_kept_whole_leaves_nothing(workspace: Workspace) -> None:
    writer = LogWriter.open(workspace.settings)
    row = a_row(writer.take(1), writer.served("m_a", 1, ("age",)), AT)
    with pytest.raises(LogNotWritable):
        writer.commit(Batch(predictions=[row, row]))
    writer.commit(Batch(predictions=[row]))
    writer.close()
    assert reading.how_many(workspace, "m_a") == 1


def test_days_are_counted_by_model(workspace: Workspace) -> None:
    writer = LogWriter.open(workspace.settings)
    day = (date(2026, 3, 5) - date(1970, 1, 1)).days
    for _ in range(2):
        writer.tally.update({(day, "m_a", "requests"): 10, (day, "m_a", "refused"): 2, (day, "m_b", "requests"): 5})
        writer.keep_tally()
    writer.close()
    assert tallies.daily_calls(workspace, "m_a", FIRST) == [tallies.DailyCalls(date(2026, 3, 5), 20, 4, 0)]


def test_ids_hide_their_number_and_know_their_own() -> None:
    ids, others = PredictionIds(Vault(b"a" * 32)), PredictionIds(Vault(b"b" * 32))
    made = [ids.of(seq) for seq in (1, 2, 3)]
    assert [ids.seq(one) for one in made] == [1, 2, 3]
    assert made != sorted(made) or len({one[2:6] for one in made}) == 3
    for strange in ("", "p_", "p_" + "0" * 32, "p_" + "z" * 32, made[0][:-1], others.of(1), "G-10311"):
        assert ids.seq(strange) is None


def test_a_row_has_the_columns_of_its_table(workspace: Workspace) -> None:
    writer = LogWriter.open(workspace.settings)
    table = {
        name: (kind, bool(needed)) for _, name, kind, needed, *_ in writer.db.execute("PRAGMA table_info(prediction)")
    }
    writer.close()
    kinds = {int: "INTEGER", float: "REAL", bytes: "BLOB", str: "TEXT"}
    row = {}
    for name, hint in get_type_hints(LogRow).items():
        known, *nothing = get_args(hint) or (hint,)
        row[name] = (kinds[known], not nothing and name != "seq")  # SQLite's own row number needs no NOT NULL
    assert row == table


def test_a_column_that_an_older_file_lacks_is_read_as_unknown(workspace: Workspace) -> None:
    writer = LogWriter.open(workspace.settings)
    logged(writer, writer.served("m_a", 1, ("age",)), b"\x01", b"\x02")
    writer.close()
    with closing(sqlite3.connect(workspace.settings.predictions_db)) as db:
        db.execute("ALTER TABLE prediction DROP COLUMN high")
        db.execute("ALTER TABLE prediction DROP COLUMN score")
    assert [(row.score, row.high, row.answer) for row in reading.latest(workspace, "m_a")] == [(None, None, 1.0)] * 2
    found = reading.answers(workspace, "m_a", ["age"], FIRST)
    assert np.isnan(found.score).all()
    assert found.bins.tolist() == [[1], [2]]

"""Taking things out of the log for good. Only the writer does it."""

from collections.abc import Sequence

from core.serving.prediction_log import bundles
from core.serving.prediction_log.writing import LogWriter
from core.storage.vault import MonthKeys

_OF_MODEL = "SELECT seq FROM prediction WHERE served IN (SELECT ref FROM served WHERE model = ?)"
_ROLLED_UP = ("rolled", "bundle")


def forget_model(writer: LogWriter, model: str) -> int:
    """Remove all that was logged for a model, and return the number of predictions. Raises LogNotWritable."""
    with writer.transaction() as db:
        for table, column in (
            ("sent", "seq"),
            ("shadow", "seq"),
            ("outcome", "prediction"),
            ("decision", "prediction"),
        ):
            db.execute(f"DELETE FROM {table} WHERE {column} IN ({_OF_MODEL})", (model,))  # noqa: S608  # fixed names
        for table in _ROLLED_UP:
            db.execute(f"DELETE FROM {table} WHERE served IN (SELECT ref FROM served WHERE model = ?)", (model,))  # noqa: S608
        removed = db.execute(f"DELETE FROM prediction WHERE seq IN ({_OF_MODEL})", (model,)).rowcount  # noqa: S608
        for table in ("tally", "step_back", "watch"):
            db.execute(f"DELETE FROM {table} WHERE model = ?", (model,))  # noqa: S608
        db.execute("DELETE FROM repeatable")  # replies are sealed, and nothing says whose they are
    _overwrite_journal(writer)
    return removed


def forget_inputs(writer: LogWriter, months: Sequence[str]) -> int:
    """Remove what people sent in `months` ("2026-03"), and return of how many; the predictions stay. Raises LogNotWritable."""
    removed = 0
    with writer.transaction() as db:
        for month in months:
            removed += db.execute("DELETE FROM sent WHERE month = ?", (month,)).rowcount
            removed += sum(len(each.numbers()) for each in bundles.of_month(db, month))
            db.execute("DELETE FROM bundle WHERE month = ?", (month,))
    _overwrite_journal(writer)
    return removed


def forget_person(writer: LogWriter, month_keys: MonthKeys, seqs: Sequence[int]) -> int:
    """Remove what was sent for these predictions and whom they are about, and return how many there were.

    The bare answers stay, and nobody can tell whose they were. Raises LogNotWritable.
    """
    removed = 0
    with writer.transaction() as db:
        bundles.remove_rows(db, month_keys, seqs)
        for seq in seqs:
            db.execute("DELETE FROM sent WHERE seq = ?", (seq,))
            removed += db.execute("UPDATE prediction SET subject = NULL WHERE seq = ?", (seq,)).rowcount
    _overwrite_journal(writer)
    return removed


def _overwrite_journal(writer: LogWriter) -> None:
    """Empties the WAL, which still holds the old pages. Readers may keep it busy; then the next one does it."""
    writer.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

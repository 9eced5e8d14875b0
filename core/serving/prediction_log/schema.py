"""The tables of `predictions.db`.

WAL mode: readers never wait for the writer. SQLite before 3.51.3 can corrupt a WAL file that several connections write, so
exactly one process writes (`writing.WriterLock`), and every other one opens the file read-only.

In the clear stand times, versions, scores, answers and one byte for each input (its bin). What people sent is sealed under
its month's key in tables of its own: watching a model never touches them, and forgetting a month is two DELETEs.

Older rows are rolled up (`rolling`): their figures lie together by day and version, for the indicators, and what was sent lies in
bundles.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from core.common.errors import NotPossibleNow
from core.serving.prediction_log.row import COLUMNS

_TABLES = """
CREATE TABLE served (
    ref INTEGER PRIMARY KEY, model TEXT NOT NULL, version INTEGER NOT NULL, columns TEXT NOT NULL,
    UNIQUE (model, version, columns)
) STRICT;
CREATE TABLE prediction (
    seq INTEGER PRIMARY KEY, served INTEGER NOT NULL, at REAL NOT NULL, recorded REAL, latency INTEGER NOT NULL,
    score REAL, answer REAL, low REAL, high REAL, bins BLOB NOT NULL, subject INTEGER, source TEXT NOT NULL
) STRICT;
CREATE INDEX prediction_subject ON prediction (subject, served) WHERE subject IS NOT NULL;
CREATE TABLE sent (seq INTEGER PRIMARY KEY, month TEXT NOT NULL, inputs BLOB NOT NULL) STRICT;
CREATE TABLE outcome (
    seq INTEGER PRIMARY KEY, prediction INTEGER NOT NULL, at REAL NOT NULL, recorded REAL NOT NULL, actual REAL NOT NULL
) STRICT;
CREATE INDEX outcome_prediction ON outcome (prediction);
CREATE TABLE decision (
    seq INTEGER PRIMARY KEY, prediction INTEGER NOT NULL, at REAL NOT NULL, recorded REAL NOT NULL,
    decision TEXT NOT NULL, followed INTEGER, seconds REAL
) STRICT;
CREATE INDEX decision_prediction ON decision (prediction);
CREATE TABLE repeatable (key BLOB PRIMARY KEY, at REAL NOT NULL, body BLOB NOT NULL, reply BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE tally (
    day INTEGER NOT NULL, model TEXT NOT NULL, what TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (day, model, what)
) STRICT, WITHOUT ROWID;
CREATE TABLE key_use (key TEXT PRIMARY KEY, day INTEGER NOT NULL) STRICT, WITHOUT ROWID;
"""
_TRIALS = """
CREATE TABLE shadow (seq INTEGER PRIMARY KEY, beside INTEGER NOT NULL) STRICT;
CREATE TABLE step_back (
    model TEXT NOT NULL, newer INTEGER NOT NULL, since REAL NOT NULL, older INTEGER NOT NULL, at REAL NOT NULL,
    why TEXT NOT NULL, PRIMARY KEY (model, newer, since)
) STRICT, WITHOUT ROWID;
"""
_WATCHES = """
CREATE TABLE watch (
    model TEXT NOT NULL, newer INTEGER NOT NULL, since REAL NOT NULL, seen TEXT NOT NULL, PRIMARY KEY (model, newer, since)
) STRICT, WITHOUT ROWID;
"""
_ROLLED = """
CREATE TABLE rolled (
    first INTEGER PRIMARY KEY, served INTEGER NOT NULL, day INTEGER NOT NULL, source TEXT NOT NULL, rows INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX rolled_day ON rolled (served, day, source, rows);
CREATE TABLE bundle (
    first INTEGER PRIMARY KEY, last INTEGER NOT NULL, served INTEGER NOT NULL, month TEXT NOT NULL, seqs BLOB NOT NULL,
    inputs BLOB NOT NULL
) STRICT;
CREATE INDEX bundle_served ON bundle (served, first);
CREATE TABLE rolled_to (seq INTEGER NOT NULL) STRICT;
INSERT INTO rolled_to VALUES (0);
"""
_STEPS = (_TABLES, _TRIALS, _WATCHES, _ROLLED)
"""One after the other, as the file's `user_version` counts them. A step that was released is never changed. A column of `prediction`
that comes later is a step of its own, as in "ALTER TABLE prediction ADD COLUMN cost REAL"."""
"""What the columns hold:

served      a version as it was asked: `columns` is JSON, the names of its inputs in the order of `bins` and of `sent.inputs`
prediction  an answer, as row.LogRow says
sent        `inputs`: the row as it was sent (a JSON list, the owner's id last), sealed under the key of `month` ("2026-03")
rolled      figures of answers of one version, day (since 1970) and source, `first` being the first (rolled);
            the rows stay in `prediction`
bundle      what was sent for rows of one version, sealed together: these rows are not in `sent` any more (bundles)
rolled_to   one row: the number of the last prediction that is rolled up
outcome     the newest of a prediction holds; all are kept, so that repeated and contradictory ones can be counted
decision    the same; `followed`: 1 or 0 where the words say so. Other words are not kept: "other …" only knows them again
repeatable  replies to calls with an Idempotency-Key, given again for 24 hours, and to pieces of our own work; sealed
tally       counts a day: requests, refused, failed for each model, and "trouble 2": rows that its version 2 could not answer and
            the one before could; for all together (model ''): wrong_key, unknown_outcome …
shadow      the number of a watching version's answer, and of the answer that was given
step_back   a version that was taken back by itself: `since` is its trial's, `why` is JSON (endpoint.canary.RollbackReason)
watch       how the newer version of a trial does, as the endpoint saw it last: `seen` is JSON (endpoint.canary.Watch)
"""


def insert(table: str, columns: Sequence[str], verb: str = "INSERT") -> str:
    """Return the statement that inserts a row of these columns. `verb`: as in "INSERT OR REPLACE"."""
    return f"{verb} INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # our own words


def for_writing(path: Path) -> sqlite3.Connection:
    """Connect to the file, and make the tables that are missing. Only for the process that holds the writer's lock.

    It stays the only connection: closing another before would move the whole WAL into the file first, and callers are waiting.
    Raises NotPossibleNow.
    """
    db = sqlite3.connect(path, isolation_level=None, cached_statements=64)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        made = db.execute("PRAGMA user_version").fetchone()[0]
        for number, step in enumerate(_STEPS[made:], start=made + 1):
            db.executescript(f"BEGIN; {step} PRAGMA user_version = {number}; COMMIT;")
        path.chmod(0o600)
    except sqlite3.Error as failure:
        db.close()
        raise NotPossibleNow(
            "The log of predictions cannot be written.", "Free some space on the disk, then start again."
        ) from failure
    return db


def for_reading(path: Path) -> sqlite3.Connection:
    """Connect without being able to write; to an empty log while nothing was ever written. The caller closes it.

    Tables that a file of an older edition lacks are there, and empty, until the writer has made them; columns too.
    """
    if not path.exists():
        db = sqlite3.connect(":memory:")
        db.executescript("".join(_STEPS))
        return db
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
    db.execute("PRAGMA temp_store = MEMORY")
    for step in _STEPS[db.execute("PRAGMA user_version").fetchone()[0] :]:
        if not step.startswith("ALTER TABLE"):
            db.executescript(step.replace("CREATE TABLE", "CREATE TEMP TABLE"))
    _fill_up(db)
    db.execute("PRAGMA query_only = ON")
    return db


def _fill_up(db: sqlite3.Connection) -> None:
    """Has the columns of `prediction` that the file lacks read as NULL."""
    there = {column for _, column, *_ in db.execute("PRAGMA table_info(prediction)")}
    lacking = [f"NULL AS {column}" for column in COLUMNS if column not in there]
    if lacking:
        db.execute(f"CREATE TEMP VIEW prediction AS SELECT *, {', '.join(lacking)} FROM main.prediction")  # noqa: S608

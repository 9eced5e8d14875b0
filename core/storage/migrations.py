"""The tables of the workspace, step by step. A step that has been released is never changed; a new one follows it."""

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("plainwell")

_FIRST = (
    "CREATE TABLE preference (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE event (
        seq INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
        subject TEXT NOT NULL, detail TEXT NOT NULL, chain TEXT NOT NULL
    ) STRICT""",
    "CREATE TABLE event_end (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), seal TEXT NOT NULL) STRICT",
    "CREATE TABLE blob (id TEXT PRIMARY KEY, purpose TEXT NOT NULL, created TEXT NOT NULL, sealed BLOB NOT NULL) STRICT",
    """CREATE TABLE session (token TEXT PRIMARY KEY, kind TEXT NOT NULL, created TEXT NOT NULL, expires TEXT NOT NULL)
    STRICT, WITHOUT ROWID""",
    """CREATE TABLE dataset (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, filename TEXT NOT NULL, state TEXT NOT NULL, created TEXT NOT NULL,
        rows INTEGER NOT NULL, columns TEXT NOT NULL, reading TEXT NOT NULL, findings TEXT NOT NULL,
        content TEXT NOT NULL, original TEXT REFERENCES blob (id), contents TEXT REFERENCES blob (id),
        practice INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    """CREATE TABLE model (
        id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, template TEXT NOT NULL, created TEXT NOT NULL,
        plan TEXT NOT NULL, worth TEXT NOT NULL DEFAULT '{}', practice INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    """CREATE TABLE version (
        model TEXT NOT NULL REFERENCES model (id) ON DELETE CASCADE, number INTEGER NOT NULL, created TEXT NOT NULL,
        dataset TEXT NOT NULL, card TEXT NOT NULL, findings TEXT NOT NULL,
        pipeline TEXT NOT NULL REFERENCES blob (id), seal TEXT NOT NULL,
        exported TEXT NOT NULL REFERENCES blob (id), reference TEXT NOT NULL REFERENCES blob (id),
        PRIMARY KEY (model, number)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE deployment (
        model TEXT PRIMARY KEY REFERENCES model (id) ON DELETE CASCADE, version INTEGER NOT NULL, state TEXT NOT NULL,
        since TEXT NOT NULL, changed TEXT NOT NULL, routing TEXT NOT NULL DEFAULT '{}'
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE access_key (
        id TEXT PRIMARY KEY, model TEXT REFERENCES model (id) ON DELETE CASCADE, digest TEXT NOT NULL,
        created TEXT NOT NULL, expires TEXT, revoked TEXT
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE checkup (
        model TEXT NOT NULL REFERENCES model (id) ON DELETE CASCADE, day TEXT NOT NULL, at TEXT NOT NULL,
        version INTEGER NOT NULL, state TEXT NOT NULL, findings TEXT NOT NULL,
        PRIMARY KEY (model, day)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE report (
        id TEXT PRIMARY KEY, model TEXT NOT NULL REFERENCES model (id) ON DELETE CASCADE, month TEXT NOT NULL,
        through TEXT NOT NULL, created TEXT NOT NULL, state TEXT NOT NULL, pages INTEGER NOT NULL, sha256 TEXT NOT NULL,
        contents TEXT NOT NULL REFERENCES blob (id), pdf TEXT NOT NULL REFERENCES blob (id),
        html TEXT NOT NULL REFERENCES blob (id), UNIQUE (model, month)
    ) STRICT""",
    # However a report goes (replaced, or with its model), its documents go with it.
    """CREATE TRIGGER report_documents AFTER DELETE ON report
    BEGIN DELETE FROM blob WHERE id IN (old.contents, old.pdf, old.html); END""",
    """CREATE TABLE job (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, arguments TEXT NOT NULL, state TEXT NOT NULL, created TEXT NOT NULL,
        started TEXT, ended TEXT, beat TEXT, progress REAL NOT NULL DEFAULT 0, sentence TEXT NOT NULL DEFAULT '',
        tries INTEGER NOT NULL DEFAULT 0, stop INTEGER NOT NULL DEFAULT 0, result TEXT
    ) STRICT""",
    # Two tabs that press the same button get the same job.
    """CREATE UNIQUE INDEX one_open_job ON job (kind, arguments) WHERE state IN ('waiting', 'running')""",
    """CREATE TABLE backup (
        id TEXT PRIMARY KEY, at TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL,
        rows INTEGER NOT NULL, tried TEXT, tried_rows INTEGER
    ) STRICT""",
)


@MIGRATIONS()
def first_tables(db: Database) -> None:
    """Create the tables of the first release."""
    for statement in _FIRST:
        db.execute(statement)


@MIGRATIONS()
def surveys(db: Database) -> None:
    """Create the table of what was found in a dataset before anything learned from it."""
    db.execute(
        """CREATE TABLE survey (
            dataset TEXT NOT NULL REFERENCES dataset (id) ON DELETE CASCADE, question TEXT NOT NULL, seen TEXT NOT NULL,
            at TEXT NOT NULL, findings TEXT NOT NULL, PRIMARY KEY (dataset, question)
        ) STRICT, WITHOUT ROWID"""
    )


_LINEAGE = (
    """CREATE TABLE table_kept (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, filename TEXT NOT NULL, state TEXT NOT NULL, created TEXT NOT NULL,
        practice INTEGER NOT NULL DEFAULT 0, version INTEGER NOT NULL DEFAULT 1, marks TEXT NOT NULL DEFAULT '{}',
        provenance TEXT NOT NULL DEFAULT '{}'
    ) STRICT""",
    # A file that a dataset was made of, as it was read; `joining` says how it was put to those before it.
    """CREATE TABLE dataset_part (
        id TEXT PRIMARY KEY, dataset TEXT NOT NULL, filename TEXT NOT NULL, added TEXT NOT NULL, who TEXT NOT NULL,
        rows INTEGER NOT NULL, columns TEXT NOT NULL, reading TEXT NOT NULL, joining TEXT NOT NULL DEFAULT '{}',
        original TEXT REFERENCES blob (id), contents TEXT NOT NULL REFERENCES blob (id)
    ) STRICT""",
    """CREATE TABLE dataset_version (
        dataset TEXT NOT NULL, number INTEGER NOT NULL, created TEXT NOT NULL, who TEXT NOT NULL, made TEXT NOT NULL,
        parts TEXT NOT NULL, rows INTEGER NOT NULL, columns TEXT NOT NULL, content TEXT NOT NULL,
        contents TEXT NOT NULL REFERENCES blob (id), PRIMARY KEY (dataset, number)
    ) STRICT, WITHOUT ROWID""",
    # `sealed` holds the arguments and the sentence, because both may hold values of the table.
    """CREATE TABLE repair (
        dataset TEXT NOT NULL, version INTEGER NOT NULL, id TEXT NOT NULL, place INTEGER NOT NULL, key TEXT NOT NULL,
        at TEXT NOT NULL, who TEXT NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (dataset, version, id)
    ) STRICT""",
    """INSERT INTO table_kept (id, name, filename, state, created, practice, marks)
        SELECT id, name, filename, state, created, practice, coalesce(json_extract(reading, '$.marks'), '{}') FROM dataset""",
    """INSERT INTO dataset_part (id, dataset, filename, added, who, rows, columns, reading, original, contents)
        SELECT 'p' || substr(id, 2), id, filename, created, 'owner', rows, columns, reading, original, contents
        FROM dataset""",
    """INSERT INTO dataset_version (dataset, number, created, who, made, parts, rows, columns, content, contents)
        SELECT id, 1, created, 'owner', '{}', json_array('p' || substr(id, 2)), rows, columns, content, contents
        FROM dataset""",
    "ALTER TABLE version ADD COLUMN content TEXT NOT NULL DEFAULT ''",
    "UPDATE version SET content = coalesce((SELECT content FROM dataset WHERE id = version.dataset), '')",
    "DROP TABLE dataset",
    "ALTER TABLE table_kept RENAME TO dataset",
)


@MIGRATIONS()
def lineage(db: Database) -> None:
    """Let datasets have several files, versions and repairs; models know the very contents they learned from."""
    for statement in _LINEAGE:
        db.execute(statement)


_VERSIONS = (
    # `learned`: which rows it learned from, sealed; `fresh`: where a later version's new rows came from.
    "ALTER TABLE version ADD COLUMN learned TEXT REFERENCES blob (id)",
    "ALTER TABLE version ADD COLUMN plan TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE version ADD COLUMN fresh TEXT NOT NULL DEFAULT '{}'",
    """CREATE TABLE comparison (
        model TEXT NOT NULL, version INTEGER NOT NULL, against INTEGER NOT NULL, at TEXT NOT NULL, level TEXT NOT NULL,
        told TEXT NOT NULL, decided TEXT, PRIMARY KEY (model, version),
        FOREIGN KEY (model, version) REFERENCES version (model, number) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID""",
    "ALTER TABLE model ADD COLUMN schedule TEXT NOT NULL DEFAULT '{}'",
)


@MIGRATIONS()
def comparisons(db: Database) -> None:
    """Create the tables for comparing versions of a model, and for when the next one is made by itself."""
    for statement in _VERSIONS:
        db.execute(statement)


@MIGRATIONS()
def key_limits(db: Database) -> None:
    """Store how many rows a key may ask about in a minute; NULL for as many as it likes."""
    db.execute("ALTER TABLE access_key ADD COLUMN per_minute INTEGER")


@MIGRATIONS()
def plain_text(db: Database) -> None:
    """Store when the files were last searched for values of a table, and in which some stood in plain text (a JSON list of names)."""
    db.execute(
        """CREATE TABLE plain_text (
            dataset TEXT PRIMARY KEY REFERENCES dataset (id) ON DELETE CASCADE, content TEXT NOT NULL, at TEXT NOT NULL,
            files TEXT NOT NULL
        ) STRICT, WITHOUT ROWID"""
    )

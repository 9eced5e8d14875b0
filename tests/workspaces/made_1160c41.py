"""Makes the kept workspace of commit 1160c41, and writes down what it said. Run it in a checkout of that commit:

    PYTHONPATH=. .venv/bin/python …/tests/workspaces/made_1160c41.py …/tests/workspaces

It stays as it was run. README.md beside it says how the next change of format gets its own.
"""

# ruff: noqa: I001 - the clock is set before anything of ours is imported, and the names are those of that commit
import contextlib
import json
import sqlite3
import sys
import tarfile
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd  # noqa: F401 - has to see the real clock
import sklearn.ensemble  # noqa: F401
from asking import parts, unpack, verb
from clock import hold, turn
from guests import rows, write

hold()

NAME = "1160c41"
TODAY = date(2026, 6, 30)
MONTH = "2026-05"
LEARNED_ON = date(2026, 5, 12)
WEEKS, A_WEEK, STRETCH = 7, 25, 100
LATER = ("came again", "next bill", "likes")
PEOPLE = ("H-5003", "h1003@guests.example.org", "H-3100", "nobody@guests.example.org")
PORT = "8597"
SENT = [
    {"guest": "H-9900", "arrived": "2026-05-10", "nights": 8, "spend": 140.5, "booked by": "website", "party": 2},
    {"guest": "H-9901", "arrived": "2026-05-11", "nights": 1, "spend": None, "booked by": "a friend", "party": 40},
    {"guest": "H-9902", "arrived": "2026-05-12", "nights": 4, "spend": 51, "booked by": "agency", "party": 4},
]
"""What is sent to each model: usual, missing, unseen and far out."""
OWN = {
    "Coming again": ("custom", "came again", ("id=guest", "person=email", "date=arrived")),
    "Next bill": ("custom", "next bill", ("id=guest",)),
    "What they like": ("custom", "likes", ("id=guest",)),
    "Kinds of guests": ("segments", None, ("id=guest",)),
}
"""Name of the model -> its question, its target, the other roles: one of each kind of answer."""


def main(out: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="plainwell-") as made:
        folder = Path(made)
        home = folder / "workspace"
        files = folder / "files"
        files.mkdir()
        _own_work(home, files)
        turn(TODAY.isoformat())
        _practice_shop(home)
        verb(home, "report", "Coming again", "--month", MONTH, "--out", str(files / "again.json"))
        _roll_up(home)
        asked: dict[str, Any] = {"day": TODAY.isoformat(), "month": MONTH, "people": PEOPLE, "reported": "Coming again"}
        asked |= {"port": PORT, "sent": SENT}
        asked["rows"] = _rows_to_answer(files)
        _pack(folder, out / f"{NAME}.tar.xz")
    said = _said(out / f"{NAME}.tar.xz", asked)
    path = out / f"{NAME}.json"
    path.write_text(json.dumps({"asked": asked, "said": said}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print((out / f"{NAME}.tar.xz").stat().st_size, path.stat().st_size)


def _own_work(home: Path, files: Path) -> None:
    """Four models, live since May; weeks of answers with outcomes and decisions; an early backup; a second version."""
    turn(LEARNED_ON.isoformat())
    table = write(files / "guests.csv", rows(240, 6, 1000, LEARNED_ON))
    verb(home, "data", "add", str(table), "--name", "Guests")
    first, *others = OWN
    _train(home, files, first)
    _one_week(home, files, 0, [first])
    verb(home, "backup", str(files / "guests.backup"))
    (files / "recovery-key.txt").write_text(verb(home, "recovery-key")["recovery_key"])
    for name in others:
        _train(home, files, name)
    for week in range(1, WEEKS):
        _one_week(home, files, week, list(OWN))
    newer = write(files / "newer.csv", rows(120, 2, 3000, TODAY))
    verb(home, "retrain", "Coming again", "--append", str(newer))


def _train(home: Path, files: Path, name: str) -> None:
    question, target, roles = OWN[name]
    ignored = [column for column in LATER if column != target]
    uses = [*roles, *([f"target={target}"] if target else []), *[f"ignore={column}" for column in ignored]]
    told = [part for use in uses for part in ("--use", use)]
    verb(home, "train", "Guests", "--template", question, "--name", name, *told)
    live = verb(home, "deploy", name)
    kept = files / "keys.json"
    keys = json.loads(kept.read_bytes()) if kept.exists() else {}
    kept.write_text(json.dumps({**keys, live["url"].split("/")[-2]: live["key"]}))


def _one_week(home: Path, files: Path, week: int, models: list[str]) -> None:
    """What happened is told five days later, and not yet of the last week; what people did, at once."""
    day = LEARNED_ON + timedelta(days=3 + 7 * week)
    turn(day.isoformat())
    came = rows(A_WEEK, 100 + week, 5000 + A_WEEK * week, day)
    asked, ended, done = write(files / "asked.csv", came, LATER), write(files / "ended.csv", came), files / "done.csv"
    for name in models:
        verb(home, "predict", name, str(asked), "--out", str(files / "answers.csv"))
    done.write_text("guest,done\n" + "".join(f"{row[0]},{'called' if int(row[3]) > 4 else 'left'}\n" for row in came))
    verb(home, "decisions", "Coming again", str(done), "--id", "guest", "--decision", "done")
    if week < WEEKS - 1:
        turn((day + timedelta(days=5)).isoformat())
        for name, target in ((name, OWN[name][1]) for name in models):
            if target:
                verb(home, "outcomes", name, str(ended), "--id", "guest", "--actual", target)


def _practice_shop(home: Path) -> None:
    """The practice shop, with fewer rows and weeks than an owner's."""
    from core.practice import shop
    from core.settings import Settings
    from core.workspace import open_workspace

    small = {"churn": (400, 30, 4), "price": (240, 16, 4), "segments": (120, 6, 2)}
    stories = []
    for story in shop.STORIES:
        learned, a_week, first = small[story.template]
        stories.append(replace(story, learned_rows=learned, rows_a_week=a_week, first_week=first))
    shop.STORIES = tuple(stories)
    shop.add(open_workspace(Settings(home=home)), who="owner", today=TODAY)


def _roll_up(home: Path) -> None:
    from core import deployment
    from core.settings import Settings
    from core.workspace import open_workspace

    assert deployment.roll_up(open_workspace(Settings(home=home)), stretch=STRETCH) >= STRETCH


def _rows_to_answer(files: Path) -> dict[str, str]:
    write(files / "hundred.csv", rows(100, 9, 9000, LEARNED_ON + timedelta(days=20)), LATER)
    return dict.fromkeys(OWN, "hundred.csv")


def _pack(folder: Path, out: Path) -> None:
    """The workspace, and of the files those that the test needs; nothing of who ran this, where and when."""
    with contextlib.closing(sqlite3.connect(folder / "workspace" / "workspace.db", isolation_level=None)) as db:
        db.execute("UPDATE backup SET path = '/backups/guests.backup'")
        db.execute("VACUUM")
    for name in ("asked.csv", "ended.csv", "done.csv", "answers.csv", "guests.csv", "newer.csv", "again.json"):
        (folder / "files" / name).unlink(missing_ok=True)

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
        member.uid = member.gid = member.mtime = 0
        member.uname = member.gname = ""
        return None if member.name.startswith("workspace/run/") else member

    with tarfile.open(out, "w:xz", preset=9) as packed:
        for part in ("workspace", "files"):
            packed.add(folder / part, part, filter=plain)


def _documents_of_report(home: Path, files: Path) -> None:
    """As an owner would save them; taken from the workspace, so that they do not lie in the archive twice."""
    from core import report
    from core.settings import Settings
    from core.workspace import open_workspace

    workspace = open_workspace(Settings(home=home))
    for form in report.FORMS:
        (files / f"report.{form}").write_bytes(report.document(workspace, report.all_reports(workspace)[0].id, form))


def _said(packed: Path, asked: dict[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="plainwell-") as made:
        folder = Path(made)
        _documents_of_report(unpack(packed, folder), folder / "files")
        return {name: say() for name, say in parts(folder, asked).items()}


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())

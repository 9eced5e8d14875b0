"""What a workspace says through the command line, whose names do not change: asked of the version that made it, and of today's.

It must run with the code of any version, so it imports nothing of ours but `core.__main__`.
"""

import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

OF_A_TABLE = ("columns", "rows", "total", "version", "origin", "repairs", "reading")
"""Not its findings: they speak of today."""
OF_THE_MOMENT = ("made", "signature", "seal")
FORMS = ("pdf", "html", "json")
SHOWN = "5"
"""Lines of a table that are compared."""


class Refused(Exception):
    """A verb that did not end with 0, and what it said."""


def verb(home: Path, *arguments: str) -> dict[str, Any]:
    """Run one verb in this process on the workspace in `home`, and return its JSON. Raises Refused."""
    from core.__main__ import main

    before = (os.environ.get("PLAINWELL_HOME"), sys.argv, sys.excepthook)
    os.environ["PLAINWELL_HOME"], sys.argv = str(home), ["core", *arguments, "--json"]
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main()
    finally:
        home_before, sys.argv, sys.excepthook = before
        os.environ.pop("PLAINWELL_HOME")
        if home_before is not None:
            os.environ["PLAINWELL_HOME"] = home_before
    for written in (out, err):
        written.seek(0)
    if code != 0:
        raise Refused(f"{' '.join(arguments)}: {err.read()}")
    return dict(json.loads(out.read()))


def parts(folder: Path, asked: dict[str, Any]) -> dict[str, Callable[[], Any]]:
    """Return all that is compared, each to be called, in this order: said by `folder/workspace` with the files in `folder/files`."""
    home, files = folder / "workspace", folder / "files"
    models = {one["name"]: one for one in verb(home, "models")["models"]}
    tables = [one["dataset"] for one in verb(home, "data", "list")["datasets"]]
    return {
        "models": lambda: models,
        "tables": lambda: {each: table(home, each) for each in tables},
        "versions": lambda: {name: verb(home, "versions", name)["versions"] for name in models},
        "cards": lambda: {name: verb(home, "card", name)["sections"] for name in models},
        "checks": lambda: {name: verb(home, "check", name, "--as-of", asked["day"]) for name in models},
        "people": lambda: {person: verb(home, "person", "find", person) for person in asked["people"]},
        "kept report": lambda: {form: verb(home, "report", "verify", str(files / f"report.{form}")) for form in FORMS},
        "report": lambda: report(home, asked, files),
        "answers": lambda: {name: answers(home, name, files / rows, files) for name, rows in asked["rows"].items()},
        "over HTTP": lambda: over_http(shutil.copytree(home, folder / "served"), asked, files),
        "restored": lambda: restored(folder / "restored", files),
    }


def unpack(packed: Path, folder: Path) -> Path:
    """Unpack a kept workspace into `folder`, closed to other users as it was, and return where it lies."""
    with tarfile.open(packed) as file:
        file.extractall(folder, filter="data")
    for inner in (folder / "workspace").rglob("*"):
        inner.chmod(0o700 if inner.is_dir() else 0o600)
    (folder / "workspace").chmod(0o700)
    return folder / "workspace"


def table(home: Path, dataset: str) -> dict[str, Any]:
    """Return what is shown of a table."""
    shown = verb(home, "data", "show", dataset, "--rows", SHOWN)
    return {name: shown[name] for name in OF_A_TABLE}


def report(home: Path, asked: dict[str, Any], files: Path) -> dict[str, Any]:
    """Return the contents of a month's report that is made now, without what speaks of this moment."""
    out = files / "again.json"
    verb(home, "report", asked["reported"], "--month", asked["month"], "--out", str(out))
    return {name: said for name, said in json.loads(out.read_bytes()).items() if name not in OF_THE_MOMENT}


def answers(home: Path, model: str, rows: Path, files: Path) -> list[str]:
    """Return what a model says of each row, without the new ids that stand first in a line."""
    out = files / "answers.csv"
    verb(home, "predict", model, str(rows), "--out", str(out))
    return [line.partition(",")[2] for line in out.read_text(encoding="utf-8-sig").splitlines()]


def over_http(home: Path, asked: dict[str, Any], files: Path) -> dict[str, Any]:
    """Return what the endpoint says of a few rows, with reasons, from the files that were live. It starts from those alone.

    The worker, which starts with it, does what is due by today's clock: so this is for a copy.
    """
    keys = json.loads((files / "keys.json").read_bytes())
    environment = {**os.environ, "PLAINWELL_HOME": str(home), "PLAINWELL_ENDPOINT_PORT": asked["port"]}
    command = [sys.executable, "-m", "core", "serve", "--json"]
    served = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert served.stdout
        url = json.loads(served.stdout.readline())["url"]
        return {
            model: _predictions(f"{url}/v1/models/{model}/predict?explain=1", key, asked) for model, key in keys.items()
        }
    finally:
        served.send_signal(signal.SIGTERM)
        served.wait(30)


def _predictions(url: str, key: str, asked: dict[str, Any]) -> list[dict[str, Any]]:
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    body = json.dumps({"rows": asked["sent"]}).encode()
    with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=20) as reply:
        told = json.load(reply)["predictions"]
    return [{name: said for name, said in one.items() if name != "id"} for one in told]


def restored(home: Path, files: Path) -> dict[str, Any]:
    """Return what the backup says, brought back into an empty folder with the recovery key alone."""
    key = (files / "recovery-key.txt").read_text()
    told = verb(home, "restore", str(files / "guests.backup"), "--recovery-key", key)
    (model,) = verb(home, "models")["models"]
    rows = files / "hundred.csv"
    return {
        **told,
        "versions": verb(home, "versions", model["model"]),
        "answers": answers(home, model["name"], rows, files),
    }

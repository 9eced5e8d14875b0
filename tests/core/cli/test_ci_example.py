"""The commands of docs/ci-example.md do what the page says, as they stand there."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.demo_tables import customers

PAGE = (ROOT / "docs" / "ci-example.md").read_text("utf-8")
FIRST, MONTHLY, CAREFULLY = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def run(tmp_path: Path):
    """Runs a part of the page in a folder of its own; gives the code it ended with."""
    data = tmp_path / "data"
    data.mkdir()
    customers(300, 1).to_csv(data / "customers.csv", index=False)
    customers(300, 2, first=1000).to_csv(data / "next-month.csv", index=False)
    told = {"DATA": str(data), "PLAINWELL_HOME": str(tmp_path / "workspace")}
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])

    def part(script: str) -> int:
        begin = FIRST.split("\n\n")[0]
        lines = script if script.startswith(begin) else f"{begin}\n{script}"
        ours = lines.replace(".venv/bin/python", sys.executable)
        ended = subprocess.run(
            ["bash", "-c", ours], cwd=tmp_path, env={**os.environ, **told, "PYTHONPATH": path}, check=False
        )
        return ended.returncode

    return part


@pytest.mark.skipif(sys.platform == "win32", reason="the page is written for a POSIX shell")
def test_the_page_s_commands_run_as_written(run, tmp_path: Path) -> None:
    def made(name: str) -> dict:
        return json.loads((tmp_path / name).read_text("utf-8"))

    assert run(FIRST) == 0
    assert made("deploy.json")["key"].startswith("plw_")
    assert made("check.json")["state"] != "act"

    assert run(MONTHLY) == 0
    assert made("retrain.json")["comparison"]["level"] in ("better", "same", "cannot_tell")
    assert made("deploy.json")["version"] == 2

    assert run(CAREFULLY) == 0
    assert made("deploy.json")["beside"] == {**made("deploy.json")["beside"], "version": 3, "share": 0.0}
    assert made("rollback.json")["version"] == 2
    assert [one["comparison"] is None for one in made("versions.json")["versions"]] == [False, False, True]
    assert "What it is not for" in (tmp_path / "card.txt").read_text("utf-8")

    assert run('plainwell retrain "Who leaves" --data Nothing --json > none.json') == 2

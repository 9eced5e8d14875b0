"""One more figure for each row of the log costs three files, as docs/how-it-is-built.md says: here a copy of core gets one."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.core.running import ROOT

LOG = "core/serving/prediction_log"
STEP = "ALTER TABLE prediction ADD COLUMN rivals REAL;"
CHANGES = {
    f"{LOG}/row.py": [
        ("    source: str\n", "    rivals: float | None = None\n    source: str\n"),
        ('    latency: "Whole"\n', '    latency: "Whole"\n    rivals: "Floats"\n'),
    ],
    f"{LOG}/schema.py": [
        ('"""One after the other, as the', f'_STEPS = (*_STEPS, "{STEP}")\n"""One after the other, as the')
    ],
    "core/serving/endpoint/answering.py": [
        ("            source=source,\n", "            source=source,\n            rivals=answered.score * 10,\n")
    ],
}
"""By file, what stands there and what takes its place. "Rivals" are ten times the score."""
DOES = """
import json, sys
from datetime import date
from pathlib import Path
from core.serving import deployment
from core.serving.deployment.command_client import LocalChannel
from core.serving.endpoint.service import open_service
from core.serving.prediction_log import reading
from core.serving.prediction_log.writing import Batch
from core.storage.settings import Settings
from core.storage.workspace import open_workspace
from tests.core.serving.endpoint import shop

settings = Settings(home=Path(sys.argv[1]))
workspace = open_workspace(settings)
shop.publish(settings)
def said():
    answers = reading.answers(workspace, shop.MODEL, ["visits"], date(2000, 1, 1))
    return {"scores": answers.score.tolist(), "rivals": getattr(answers, "rivals", answers.score).tolist()}
before = said()
service = open_service(settings)
traffic, batch = service.live.for_callers(shop.MODEL), Batch()
rows = [{**shop.ROW, "visits": visits} for visits in range(30)]
service.add(traffic, service.answering.make(traffic, rows, "api", keep=True), batch)
service.writer.commit(batch)
service.close()
single = said()
print(json.dumps([before, single, deployment.roll_up(workspace, chunk_rows=10), said()]))
"""


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A copy of core in which each row has one more figure."""
    for name in ("core", "tests"):
        shutil.copytree(ROOT / name, tmp_path / "copy" / name, ignore=shutil.ignore_patterns("__pycache__", "*.csv"))
    for name, changes in CHANGES.items():
        path = tmp_path / "copy" / name
        for old, new in changes:
            source = path.read_text("utf-8")
            assert source.count(old) == 1, (name, old)
            path.write_text(source.replace(old, new), "utf-8")
    return tmp_path / "copy"


def done(tree: Path, home: Path) -> Any:
    ran = subprocess.run([sys.executable, "-c", DOES, str(home)], cwd=tree, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_three_files_take_it_from_the_endpoint_to_the_window(changed: Path, tmp_path: Path) -> None:
    assert len(CHANGES) == 3
    assert all(name in (ROOT / "docs" / "how-it-is-built.md").read_text("utf-8") for name in CHANGES)
    done(ROOT, tmp_path / "home")  # an older edition logged 30 rows and rolled some up
    before, single, rolled_up, after = done(changed, tmp_path / "home")
    assert len(before["scores"]) == 30
    assert all(rivals != rivals for rivals in before["rivals"]), "unknown of the rows before"
    assert rolled_up >= 30
    for found in (single, after):
        assert all(rivals != rivals for rivals in found["rivals"][:30])
        assert found["rivals"][30:] == [10 * score for score in found["scores"][30:]]
        assert len(found["scores"]) == 60
    assert single["scores"] == after["scores"]

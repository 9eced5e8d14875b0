"""One more kind of answer costs three files, one for each facet: here a copy of core gets counts, and a question that asks for one."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.core.running import ROOT

FACETS = {
    "answer.py": "core/inference/problem_types/count.py",
    "learning.py": "core/models/problem_types/count.py",
    "watching.py": "core/monitoring/problem_types/count.py",
}
QUESTION = {"question.py": "core/models/templates/visits.py"}
DOES = """
import json, sys
from datetime import UTC, date, datetime
from pathlib import Path
import msgspec, pandas as pd
from threadpoolctl import threadpool_limits
from core.common.actor import OWNER
from core.common.words import Words
from core.data import dataset
from core.models import registry, templates, training
from core.monitoring import checkup
from core.reporting import monthly
from core.serving import answer_text, deployment
from core.serving.endpoint.documents import openapi
from core.serving.endpoint.service import open_service
from core.storage.settings import Settings
from core.storage.workspace import open_workspace

settings = Settings(home=Path(sys.argv[1]))
workspace, question = open_workspace(settings), templates.template("visits")
table = dataset.add_frame(workspace, question.practice(600, 1), "Guests", "guests.csv", who=OWNER)
roles = {"target": ("comes again",), "id": ("guest",)}
with threadpool_limits(1):
    made = training.train(workspace, training.plan(workspace, "visits", table.id, roles), name="Visits", who=OWNER)
deployment.deploy(workspace, made.model, who=OWNER)
rows = question.practice(120, 2)
answers = deployment.predict_rows(
    workspace, made.model, rows.drop(columns="comes again").to_dict("records"), source="form", day=date(2026, 9, 10)
)
noted = deployment.record_outcomes(workspace, made.model, rows, "guest", "comes again", day=date(2026, 9, 28))
halves = pd.DataFrame({"id": [answers[0].id], "actual": ["2.5"]})
refused = deployment.record_outcomes(workspace, made.model, halves, "id", "actual")
service = open_service(settings)
document = openapi([service.live.for_callers(made.model).served])
service.close()
found = checkup.run(workspace, made.model, date(2026, 9, 30), who=OWNER)
report = monthly.make(workspace, made.model, "2026-09", OWNER, at=datetime(2026, 11, 12, 9, 30, tzinfo=UTC))
print(json.dumps({
    "predicts": made.card.predicts,
    "error": made.card.scores["mae"]["value"],
    "guessing": made.card.baseline["mae"],
    "answers": [answer.answer for answer in answers],
    "text": answer_text.describe_answer(made.card, question.nouns, answers[0], Words()).headline,
    "noted": noted.matched,
    "refused": refused.unreadable,
    "paths": list(document["paths"]),
    "findings": {finding.indicator: [finding.level, finding.sentence] for finding in found.findings},
    "figures": [figure.label for figure in monthly.contents(workspace, report.id).figures],
}))
"""


@pytest.fixture
def extended(tmp_path: Path) -> Path:
    """A copy of core with four more files, and nothing changed."""
    shutil.copytree(ROOT / "core", tmp_path / "copy" / "core", ignore=shutil.ignore_patterns("__pycache__"))
    for name, place in (FACETS | QUESTION).items():
        path = tmp_path / "copy" / place
        assert not path.exists()
        shutil.copy(Path(__file__).parent / "one_more_kind" / name, path)
    return tmp_path / "copy"


def done(tree: Path, home: Path) -> Any:
    ran = subprocess.run([sys.executable, "-c", DOES, str(home)], cwd=tree, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout.splitlines()[-1])


def test_three_files_train_serve_settle_check_and_report_it(extended: Path, tmp_path: Path) -> None:
    found = done(extended, tmp_path / "home")
    assert found["predicts"] == "count"
    assert found["error"] < found["guessing"]
    assert len(found["answers"]) == 120
    assert all(answer >= 0 and answer == int(answer) for answer in found["answers"])
    assert found["text"].startswith("About ")
    assert found["noted"] == 120
    assert found["refused"] == 1, "half a visit is none"
    assert any(path.endswith("/outcomes") for path in found["paths"])
    assert found["findings"]["live_accuracy"][0] != "not_yet"
    assert "off by" in found["findings"]["live_accuracy"][1]
    assert "Off by, on average" in found["figures"]

"""From an upload to a model, and to the next one, each job opens a table once; the check-ups of a night open none."""

import os
from dataclasses import asdict
from pathlib import Path

import pytest

from core.common.actor import OWNER
from core.data import dataset
from core.models import training
from core.storage import job_queue, staging
from tests.core.running import started
from tests.demo_tables import customers
from tests.waiting import wait_for


def guests(seed: int = 0) -> bytes:
    return customers(seed=seed, first=1000 * seed, more=["email"]).to_csv(index=False).encode()


@pytest.fixture
def openings(workspace, tmp_path: Path):
    """Runs a job in a real worker, and gives its result and how often it opened a table."""
    notes = tmp_path / "openings"

    def run(kind: str, **arguments):
        notes.write_bytes(b"")
        job = job_queue.enqueue(workspace, kind, **arguments)
        ended = wait_for(lambda: (now := job_queue.find(workspace, job.id)).is_open is False and now)
        assert ended.state == "done", ended.result
        return ended.result, len(notes.read_bytes().splitlines())

    script = ("-m", "tests.core.operations.audited_worker", str(notes), "--parent", str(os.getpid()))
    with started(workspace.settings, *script):
        yield run


def test_each_job_from_upload_to_the_second_version_opens_its_table_once(workspace, openings):
    staged = asdict(staging.stage(workspace, guests()))
    made, opened = openings("read", staged=staged, filename="guests.csv")
    assert opened == 1, "what was read is looked at"
    plan = training.plan(workspace, "custom", made["dataset"], {"target": ("left",)})
    assert openings("survey", plan=asdict(plan), name="Who leaves")[1] == 1
    model, opened = openings("train", plan=asdict(plan), name="Who leaves")
    assert opened == 1, "learned from, and its values looked for in the files"
    assert openings("train", plan={**asdict(plan), "seed": 1}, name="Not surveyed")[1] == 1
    assert openings("retrain", model=model["model"])[1] == 1
    more = dataset.add(workspace, guests(1), "more.csv", who=OWNER)
    found = dataset.compare(workspace, made["dataset"], more.id)
    assert openings("append", dataset=made["dataset"], other=more.id, joining=asdict(found.joining))[1] == 2, (
        "once each"
    )
    assert openings("search", day="2026-03-02")[1] == 1, "one for each table"
    assert openings("checkup", model=model["model"])[1] == 0

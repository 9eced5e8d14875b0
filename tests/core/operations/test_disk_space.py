"""The owner is told before the disk is full, and can still delete and save when it is; on real small disks."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pandas as pd
import pytest

from core.common.actor import OWNER
from core.common.errors import NotPossibleNow
from core.common.finding import Finding
from core.common.words import Words
from core.data import dataset
from core.operations import disk_space, doctor, system_health
from core.serving.prediction_log.writing import Batch, LogNotWritable, LogWriter
from core.storage import disk_reserve
from core.storage.settings import Settings
from core.storage.workspace import Workspace, open_workspace
from tests.soak.full_disk import fill, small_disk

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root on Linux can make a small disk in memory"
)


@pytest.fixture
def disks() -> Iterator[ExitStack]:
    with ExitStack() as mounted:
        yield mounted


def on_a_disk(disks: ExitStack, size: str) -> Workspace:
    """`size` is the most it could hold; nothing of it is taken before it is written."""
    return open_workspace(Settings(home=disks.enter_context(small_disk(size)) / "workspace"))


def said(workspace: Workspace) -> list[Finding]:
    return [
        found for found in system_health.findings(workspace.settings, Words()) if found.indicator == disk_space.NAME
    ]


def test_nothing_is_said_while_there_is_room(disks: ExitStack) -> None:
    assert said(on_a_disk(disks, "4g")) == []


def test_the_owner_is_warned_before_the_disk_is_full(disks: ExitStack) -> None:
    (found,) = said(on_a_disk(disks, "1500m"))
    assert (found.level, found.headline) == ("watch", "The disk is nearly full")
    assert "1.6 GB of the disk are free" in found.sentence
    assert found.advice


def test_little_before_the_end_it_is_urgent(disks: ExitStack) -> None:
    (found,) = said(on_a_disk(disks, "100m"))
    assert found.level == "act"
    assert "MB of the disk is free" in found.sentence


def test_on_a_full_disk_things_can_be_deleted_and_taken_out_and_answers_wait(disks: ExitStack) -> None:
    workspace = on_a_disk(disks, "320m")
    home: Path = workspace.settings.home
    table = pd.DataFrame({"name": ["Anna Berg", "Ole Dahl"] * 5000, "visits": range(10_000)})
    kept = dataset.add_frame(workspace, table, "Guests", "guests.csv", who=OWNER)
    writer = LogWriter.open(workspace.settings)
    disk_reserve.keep(home)
    filler = fill(home.parent)

    with pytest.raises(NotPossibleNow, match="freed the space"):
        while True:  # SQLite finds room within its own file for a while
            dataset.add_frame(workspace, table, "More", "more.csv", who=OWNER)
    (found,) = said(workspace)
    assert (found.level, found.headline) == ("act", "The disk was full")
    assert any("freed" in each.sentence for each in doctor.examine(workspace.settings))
    with pytest.raises(LogNotWritable):
        writer.commit(Batch())
    assert len(dataset.frame(workspace, kept.id)) == 10_000
    dataset.delete(workspace, kept.id, OWNER)
    assert not [each for each in dataset.all_datasets(workspace) if each.id == kept.id]

    filler.unlink()
    disk_reserve.keep(home)
    writer.commit(Batch())
    writer.close()
    assert "The disk was full" not in {each.headline for each in said(workspace)}

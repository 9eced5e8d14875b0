"""A worse version does not go live by accident, and what is made by itself goes live only as the owner allowed."""

import json
import sys
from datetime import date, datetime

import numpy as np
import pytest

from core.cli import output, verbs
from core.common.actor import OWNER, WORKER
from core.common.errors import ClearlyWorse
from core.common.progress import SILENT
from core.models import comparison
from core.operations import retraining, tasks, timetable
from core.operations.retraining import Fresh, Schedule
from core.operations.worker import Worker
from core.serving import deployment
from core.storage import job_queue
from core.storage.workspace import Workspace
from tests.core.operations.retraining.towns import first_version, table, used
from tests.demo_tables import customers


def live_version(workspace: Workspace, model: str) -> int:
    live = deployment.live_of(workspace, model)
    assert live
    return live.version


def worse(workspace: Workspace, model: str) -> int:
    """A version made of rows in which hardly anything can be learned, beside which the old one knows the rule."""
    frame = customers(500, 3, first=3000)
    rng = np.random.default_rng(0)
    frame["visits"] = frame["visits"].where(rng.random(500) < 0.2)
    frame["spent"] = rng.permutation(frame["spent"].to_numpy())
    shuffled = frame.assign(left=frame["left"].where(rng.random(500) < 0.1, rng.permutation(frame["left"].to_numpy())))
    return retraining.retrain(workspace, model, Fresh(table(workspace, shuffled, "Bad")), who=OWNER).number


def refusal_of_the_command_line(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    monkeypatch.setenv("PLAINWELL_HOME", str(workspace.settings.home))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # the command line sets its own
    assert output.run(["deploy", "Who leaves", "--json"], verbs()) == 2
    said, complained = capsys.readouterr()
    assert said == ""
    return dict(json.loads(complained))


def test_a_clearly_worse_version_goes_live_only_for_somebody_who_types_the_model_s_name(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = first_version(workspace, customers(500, 1))
    used(workspace, old.model, customers(200, 2, first=9000))
    number = worse(workspace, old.model)
    kept = comparison.kept(workspace, old.model, number)
    assert kept
    assert kept.comparison.level == "clearly_worse"
    with pytest.raises(ClearlyWorse) as refused:
        deployment.deploy(workspace, old.model, number, who=OWNER)
    assert (refused.value.facts["version"], refused.value.facts["against"]) == (2, 1)
    assert refused.value.facts["gain"] < -0.1
    with pytest.raises(ClearlyWorse):
        deployment.deploy(workspace, old.model, number, who=OWNER, confirmed="yes")
    with pytest.raises(ClearlyWorse):
        deployment.deploy(workspace, old.model, number, who=OWNER, share=0.9)
    assert live_version(workspace, old.model) == 1
    assert "--confirm" in refusal_of_the_command_line(workspace, capsys, monkeypatch)["advice"]

    deployment.deploy(workspace, old.model, number, who=OWNER, confirmed=" who leaves ")
    assert live_version(workspace, old.model) == 2
    deployment.rollback(workspace, old.model, who=OWNER)
    assert live_version(workspace, old.model) == 1, "the way back asks nothing"


def test_a_clearly_worse_version_may_watch_without_being_typed(workspace: Workspace) -> None:
    old = first_version(workspace, customers(500, 1))
    used(workspace, old.model, customers(200, 2, first=9000))
    deployment.deploy(workspace, old.model, worse(workspace, old.model), who=OWNER, shadow=True)
    assert live_version(workspace, old.model) == 1


def test_the_first_monday_of_a_month() -> None:
    days = [date(2026, 11, 30), date(2026, 6, 1), date(2026, 2, 14)]
    assert [retraining.first_monday(day) for day in days] == [date(2026, 11, 2), date(2026, 6, 1), date(2026, 2, 2)]


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00").astimezone()


def due(workspace: Workspace, day: str) -> list[dict]:
    return [facts for kind, facts in timetable.due(workspace, at(day)) if kind == "retrain"]


def test_from_the_first_monday_on_it_is_due_once_a_month_if_new_ends_came(workspace: Workspace) -> None:
    old = first_version(workspace, customers(200, 1))
    retraining.set_schedule(workspace, old.model, Schedule(monthly=True))
    assert due(workspace, "2027-02-02") == [], "nothing new is known"
    used(workspace, old.model, customers(30, 2, first=9000))
    wanted = [{"model": old.model, "month": "2027-02", "outcomes": True}]
    assert due(workspace, "2027-01-31") == [{**wanted[0], "month": "2027-01"}]
    assert due(workspace, "2027-02-01") == wanted
    assert due(workspace, "2027-02-09") == wanted, "the computer was off on Monday"
    job_queue.enqueue(workspace, "retrain", **wanted[0])
    assert due(workspace, "2027-02-10") == []
    assert due(workspace, "2027-03-01") == [{**wanted[0], "month": "2027-03"}]
    retraining.set_schedule(workspace, old.model, Schedule())
    assert due(workspace, "2027-03-01") == []


def test_before_the_first_monday_nothing_is_due(workspace: Workspace) -> None:
    old = first_version(workspace, customers(200, 1))
    retraining.set_schedule(workspace, old.model, Schedule(monthly=True))
    used(workspace, old.model, customers(30, 2, first=9000))
    assert due(workspace, "2027-04-04") == []


@pytest.mark.parametrize(("approval", "live"), [(True, 1), (False, 2)])
def test_a_better_version_goes_live_by_itself_only_without_approval(
    workspace: Workspace, approval: bool, live: int
) -> None:
    old = first_version(workspace, customers(100, 1, noise=0.9))
    retraining.set_schedule(workspace, old.model, Schedule(monthly=True, approval=approval))
    used(workspace, old.model, customers(900, 2, first=9000))
    job = job_queue.enqueue(workspace, "retrain", model=old.model, month="2027-02", outcomes=True)
    assert Worker(workspace).once()
    ended = job_queue.find(workspace, job.id)
    assert (ended.state, ended.result) == ("done", {"model": old.model, "version": 2})
    kept = comparison.kept(workspace, old.model, 2)
    assert kept
    assert kept.comparison.level == "better"
    assert live_version(workspace, old.model) == live
    assert [each.comparison.version for each in comparison.waiting(workspace)] == ([2] if approval else [])


def test_one_that_is_not_better_never_goes_live_by_itself(workspace: Workspace) -> None:
    old = first_version(workspace, customers(500, 1))
    retraining.set_schedule(workspace, old.model, Schedule(monthly=True, approval=False))
    used(workspace, old.model, customers(200, 2, first=9000))
    number = worse(workspace, old.model)
    assert not retraining.deploy_if_better(workspace, old.model, number, WORKER)
    assert live_version(workspace, old.model) == 1


def test_a_version_that_was_kept_is_not_made_twice_when_its_worker_is_killed(workspace: Workspace) -> None:
    old = first_version(workspace, customers(200, 1))
    job = job_queue.enqueue(workspace, "retrain", model=old.model)
    taken = job_queue.take(workspace)
    assert taken
    task = tasks.Task(
        workspace, taken.arguments, SILENT, None,
        lambda db, made: job_queue.made(db, job.id, made),
    )  # fmt: skip
    tasks.KINDS["retrain"](task)
    assert Worker(workspace).once(), "as after a crash, before the job was ended"
    assert job_queue.find(workspace, job.id).result == {"model": old.model, "version": 2}


def test_what_the_owner_set_aside_waits_no_more(workspace: Workspace) -> None:
    old = first_version(workspace, customers(200, 1))
    retraining.retrain(workspace, old.model, who=OWNER)
    comparison.decide(workspace, old.model, 2, "left", OWNER)
    assert comparison.waiting(workspace) == []

"""Jobs survive everything: two tabs, a stop, a killed worker."""

import pytest

from core import jobs
from core.common.errors import NotFound


def test_two_tabs_that_press_the_same_button_get_the_same_job(workspace):
    first = jobs.enqueue(workspace, "train", plan={"template": "churn", "dataset": "d"}, name="A")
    again = jobs.enqueue(workspace, "train", name="A", plan={"dataset": "d", "template": "churn"})
    other = jobs.enqueue(workspace, "train", plan={"template": "churn", "dataset": "e"}, name="A")
    assert again.id == first.id
    assert other.id != first.id


def test_an_ended_job_makes_room_for_a_new_one(workspace):
    first = jobs.enqueue(workspace, "retention")
    jobs.take(workspace)
    jobs.end(workspace, first.id, "done", {})
    assert jobs.enqueue(workspace, "retention").id != first.id


def test_the_oldest_waiting_job_comes_first(workspace):
    made = [jobs.enqueue(workspace, "checkup", model=name).id for name in "abc"]
    taken = []
    while job := jobs.take(workspace):
        taken.append(job.id)
        jobs.end(workspace, job.id, "done", {})
    assert taken == made


def test_each_step_can_be_seen_by_others(workspace):
    job = jobs.enqueue(workspace, "retention")
    jobs.take(workspace)
    jobs.note(workspace, job.id, 0.5, "Half of it is done.")
    seen = jobs.find(workspace, job.id)
    assert (seen.state, seen.progress, seen.sentence) == ("running", 0.5, "Half of it is done.")


def test_a_waiting_job_stops_at_once_and_a_running_one_is_asked_to(workspace):
    running = jobs.enqueue(workspace, "checkup", model="a")
    jobs.take(workspace)
    waiting = jobs.enqueue(workspace, "checkup", model="b")
    jobs.stop(workspace, waiting.id)
    jobs.stop(workspace, running.id)
    assert jobs.find(workspace, waiting.id).state == "stopped"
    assert jobs.find(workspace, running.id).state == "running"
    assert jobs.should_stop(workspace, running.id)


def test_a_job_left_behind_is_taken_up_three_times_and_then_fails_in_words(workspace):
    left = jobs.enqueue(workspace, "retention")
    tries = 0
    while jobs.take(workspace):  # a worker that asks again without ending its job is a new one after a crash
        tries += 1
    failed = jobs.find(workspace, left.id)
    assert tries == jobs.MOST_TRIES
    assert failed.state == "failed"
    assert failed.result
    assert {"error", "advice"} <= set(failed.result)


def test_a_job_left_behind_goes_before_the_ones_that_wait(workspace):
    left = jobs.enqueue(workspace, "checkup", model="a")
    jobs.take(workspace)
    jobs.enqueue(workspace, "checkup", model="b")
    taken = jobs.take(workspace)
    assert taken
    assert taken.id == left.id


def test_a_job_that_was_given_back_did_not_use_up_a_try(workspace):
    job = jobs.enqueue(workspace, "retention")
    for _ in range(2 * jobs.MOST_TRIES):
        assert jobs.take(workspace)
        jobs.give_back(workspace, job.id)
    assert jobs.find(workspace, job.id).state == "waiting"


def test_latest_finds_by_some_of_the_arguments(workspace):
    jobs.enqueue(workspace, "checkup", model="a", day="2026-03-01")
    newer = jobs.enqueue(workspace, "checkup", model="a", day="2026-03-02")
    jobs.enqueue(workspace, "checkup", model="b", day="2026-03-03")
    found = jobs.latest(workspace, "checkup", model="a")
    assert found
    assert found.id == newer.id
    assert jobs.latest(workspace, "checkup", model="c") is None


def test_an_unknown_job_is_said_in_words(workspace):
    with pytest.raises(NotFound):
        jobs.find(workspace, "j_nothing")

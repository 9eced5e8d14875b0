"""Jobs survive everything: two tabs, a stop, a killed worker."""

import pytest

from core.common.errors import NotFound
from core.storage import job_queue


def test_two_tabs_that_press_the_same_button_get_the_same_job(workspace):
    first = job_queue.enqueue(workspace, "train", plan={"template": "churn", "dataset": "d"}, name="A")
    again = job_queue.enqueue(workspace, "train", name="A", plan={"dataset": "d", "template": "churn"})
    other = job_queue.enqueue(workspace, "train", plan={"template": "churn", "dataset": "e"}, name="A")
    assert again.id == first.id
    assert other.id != first.id


def test_an_ended_job_makes_room_for_a_new_one(workspace):
    first = job_queue.enqueue(workspace, "retention")
    job_queue.take(workspace)
    job_queue.end(workspace, first.id, "done", {})
    assert job_queue.enqueue(workspace, "retention").id != first.id


def test_the_oldest_waiting_job_comes_first(workspace):
    made = [job_queue.enqueue(workspace, "checkup", model=name).id for name in "abc"]
    taken = []
    while job := job_queue.take(workspace):
        taken.append(job.id)
        job_queue.end(workspace, job.id, "done", {})
    assert taken == made


def test_each_step_can_be_seen_by_others(workspace):
    job = job_queue.enqueue(workspace, "retention")
    job_queue.take(workspace)
    job_queue.note(workspace, job.id, 0.5, "Half of it is done.")
    seen = job_queue.find(workspace, job.id)
    assert (seen.state, seen.progress, seen.sentence) == ("running", 0.5, "Half of it is done.")


def test_a_waiting_job_stops_at_once_and_a_running_one_is_asked_to(workspace):
    running = job_queue.enqueue(workspace, "checkup", model="a")
    job_queue.take(workspace)
    waiting = job_queue.enqueue(workspace, "checkup", model="b")
    job_queue.stop(workspace, waiting.id)
    job_queue.stop(workspace, running.id)
    assert job_queue.find(workspace, waiting.id).state == "stopped"
    assert job_queue.find(workspace, running.id).state == "running"
    assert job_queue.should_stop(workspace, running.id)


def test_a_job_left_behind_is_taken_up_three_times_and_then_fails_in_words(workspace):
    left = job_queue.enqueue(workspace, "retention")
    tries = 0
    while job_queue.take(workspace):  # a worker that asks again without ending its job is a new one after a crash
        tries += 1
    failed = job_queue.find(workspace, left.id)
    assert tries == job_queue.MOST_TRIES
    assert failed.state == "failed"
    assert failed.result
    assert {"error", "advice"} <= set(failed.result)


def test_a_job_left_behind_goes_before_the_ones_that_wait(workspace):
    left = job_queue.enqueue(workspace, "checkup", model="a")
    job_queue.take(workspace)
    job_queue.enqueue(workspace, "checkup", model="b")
    taken = job_queue.take(workspace)
    assert taken
    assert taken.id == left.id


def test_a_job_that_was_given_back_did_not_use_up_a_try(workspace):
    job = job_queue.enqueue(workspace, "retention")
    for _ in range(2 * job_queue.MOST_TRIES):
        assert job_queue.take(workspace)
        job_queue.give_back(workspace, job.id)
    assert job_queue.find(workspace, job.id).state == "waiting"


def test_latest_finds_by_some_of_the_arguments(workspace):
    job_queue.enqueue(workspace, "checkup", model="a", day="2026-03-01")
    newer = job_queue.enqueue(workspace, "checkup", model="a", day="2026-03-02")
    job_queue.enqueue(workspace, "checkup", model="b", day="2026-03-03")
    found = job_queue.latest(workspace, "checkup", model="a")
    assert found
    assert found.id == newer.id
    assert job_queue.latest(workspace, "checkup", model="c") is None


def test_an_unknown_job_is_said_in_words(workspace):
    with pytest.raises(NotFound):
        job_queue.find(workspace, "j_nothing")

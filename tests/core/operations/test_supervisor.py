"""Endpoint and worker are started, healed after kill -9, given up in words, and never left behind."""

import asyncio
import os
import signal
from contextlib import asynccontextmanager
from dataclasses import replace

import psutil
import pytest

from core.common.actor import OWNER
from core.common.errors import NotPossibleNow
from core.operations import processes, supervisor
from core.operations.processes import Child
from core.operations.supervisor import supervised
from core.storage import backup, job_queue
from tests.core.running import free_port, is_gone, kill
from tests.waiting import PATIENCE, wait_for_async


@pytest.fixture
def ours(workspace):
    return replace(workspace.settings, app_port=free_port(), endpoint_port=free_port())


def pids(settings):
    """Of both, once both run."""
    facts = processes.state(settings)
    return [fact.pid for fact in facts] if all(fact.state == "running" for fact in facts) else None


@asynccontextmanager
async def running(settings):
    async with supervised(settings) as keeper:
        await wait_for_async(lambda: pids(settings))
        yield keeper


def test_both_run_while_it_is_open_and_none_is_left_after(ours):
    async def go():
        async with running(ours):
            assert processes.endpoint_answers(ours)
            return [psutil.Process(pid) for pid in pids(ours)]

    assert all(is_gone(process) for process in asyncio.run(go()))
    assert {fact.state for fact in processes.state(ours)} == {"off"}


def test_each_heals_after_kill_9(ours):
    async def go():
        async with running(ours):
            before = pids(ours)
            for pid in before:
                kill(pid)
            await wait_for_async(lambda: (after := pids(ours)) and not set(after) & set(before))
            assert processes.endpoint_answers(ours)

    asyncio.run(go())


def test_one_that_had_been_steady_is_started_again_without_a_pause(ours, monkeypatch):
    monkeypatch.setattr(supervisor, "FIRST_PAUSE", 2 * PATIENCE)
    monkeypatch.setattr(supervisor, "STEADY_SECONDS", 0.0)

    async def go():
        async with running(ours):
            before = pids(ours)
            kill(before[0])
            after = await wait_for_async(lambda: (found := pids(ours)) and found[0] != before[0] and found)
            assert after[1] == before[1]

    asyncio.run(go())


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGSTOP")
@pytest.mark.parametrize("place", [0, 1], ids=["endpoint", "worker"])
def test_one_that_hangs_without_ending_is_replaced_and_the_other_is_left_alone(ours, place):
    async def go():
        async with running(ours):
            before = pids(ours)
            hung = psutil.Process(before[place])
            hung.suspend()
            after = await wait_for_async(lambda: (found := pids(ours)) and found[place] != before[place] and found)
            assert is_gone(hung)
            assert after[1 - place] == before[1 - place]
            assert processes.endpoint_answers(ours)

    asyncio.run(go())


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGSTOP")
def test_a_job_of_a_hung_worker_is_done_by_the_next_one(ours, workspace):
    async def go():
        async with running(ours):
            psutil.Process(pids(ours)[1]).suspend()
            job = job_queue.enqueue(workspace, "retention")
            await wait_for_async(lambda: job_queue.find(workspace, job.id).state == "done")

    asyncio.run(go())


def test_what_fails_five_times_in_a_row_is_left_alone_and_said_in_words(ours, monkeypatch):
    monkeypatch.setattr(supervisor, "FIRST_PAUSE", 0.01)
    broken = Child("worker", "core.no_such_module", "The part that works in the background", processes.worker_beats)

    async def go():
        async with supervised(ours, (broken,)):
            await wait_for_async(lambda: processes.state(ours)[0].state == "failed")
            return processes.state(ours)[0]

    failed = asyncio.run(go())
    assert "5 times in a row" in failed.sentence
    assert "worker" not in failed.sentence


def test_a_second_one_uses_what_the_first_keeps_running_and_takes_over_after_it(ours):
    async def go():
        async with running(ours):
            before = pids(ours)
            second = supervisor.Supervisor(ours)
            watching = asyncio.create_task(second.watch())
            await asyncio.sleep(0.5)
            assert pids(ours) == before
        await wait_for_async(lambda: pids(ours))
        assert not set(pids(ours)) & set(before)
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)

    asyncio.run(go())


def test_a_restore_finds_both_resting_and_they_start_again_after(ours, workspace, tmp_path):
    made = backup.create(workspace, tmp_path / "b", OWNER)

    async def go():
        async with running(ours):
            before = pids(ours)
            with pytest.raises(NotPossibleNow, match="running"):
                await asyncio.to_thread(backup.restore, ours, made.path)
            restored = await asyncio.to_thread(supervisor.while_stopped, lambda: backup.restore(ours, made.path))
            assert restored.rows == made.rows
            await wait_for_async(lambda: pids(ours))
            assert not set(pids(ours)) & set(before)

    asyncio.run(go())


def test_a_restore_cut_off_half_way_is_undone_at_the_next_start(ours, workspace):
    content = ours.workspace_db.read_bytes()
    aside = ours.home / "before-restore"
    aside.mkdir()
    ours.workspace_db.replace(aside / "workspace.db.kept")

    async def go():
        async with running(ours):
            pass

    asyncio.run(go())
    assert not aside.exists()
    assert len(ours.workspace_db.read_bytes()) >= len(content)


@pytest.mark.skipif(os.name != "posix", reason="processes elsewhere cannot refuse to end")
def test_a_process_that_will_not_end_is_made_to(monkeypatch):
    import subprocess
    import sys

    monkeypatch.setattr(processes, "END_SECONDS", 0.3)
    stubborn = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(99)",
        ],
        stdout=subprocess.PIPE,
    )
    with stubborn:
        stubborn.stdout.readline()
        processes.end(stubborn)
    assert stubborn.returncode == -signal.SIGKILL

"""serve, link, backup, restore and doctor, as a developer or a timetable calls them."""

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace

import psutil
import pytest

from core.operations import disk_space, doctor
from core.storage import backup, preferences
from core.storage.settings import child_environment
from core.storage.workspace import open_workspace
from tests.core.running import ROOT, children_of, free_port, is_gone, kill, started
from tests.waiting import wait_for


@pytest.fixture
def ours(workspace):
    return replace(workspace.settings, app_port=free_port(), endpoint_port=free_port())


def asked(settings, *arguments):
    """Exit code, what was printed, what was complained."""
    done = subprocess.run(
        [sys.executable, "-m", "core", *arguments],
        check=False,
        cwd=ROOT,
        env=child_environment(settings),
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout, done.stderr


def test_a_backup_is_made_and_restored_elsewhere(workspace, ours, tmp_path):
    preferences.change(workspace, business="Corner shop")
    code, out, _ = asked(ours, "backup", str(tmp_path / "b"), "--json")
    assert code == 0
    made = json.loads(out)
    elsewhere = replace(ours, home=tmp_path / "elsewhere")
    key = backup.recovery_key(workspace)
    code, out, _ = asked(elsewhere, "restore", str(tmp_path / "b"), "--recovery-key", key, "--json")
    assert code == 0
    assert json.loads(out) == {"sha256": made["sha256"], "rows": made["rows"]}
    assert preferences.load(open_workspace(elsewhere)).business == "Corner shop"


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGTERM that a process could answer")
def test_serve_says_when_it_answers_heals_and_stops_on_sigterm_with_nothing_left(ours):
    with started(ours, "-m", "core", "serve", "--json") as serving:
        ready = json.loads(serving.stdout.readline())
        assert ready == {"ready": True, "url": f"http://127.0.0.1:{ours.endpoint_port}"}
        before = wait_for(lambda: len(found := children_of(serving.pid)) == 2 and found)
        for child in before:
            kill(child.pid)
        wait_for(lambda: all(is_gone(child) for child in before))  # a busy computer takes its time to end them
        after = wait_for(lambda: len(found := [c for c in children_of(serving.pid) if not is_gone(c)]) == 2 and found)
        assert not {c.pid for c in after} & {c.pid for c in before}
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(30) == 0
        assert serving.stdout.read() == "", "one line, and nothing else"
        wait_for(lambda: all(is_gone(child) for child in after))


def test_a_killed_serve_leaves_no_process_behind(ours):
    with started(ours, "-m", "core", "serve", "--json") as serving:
        serving.stdout.readline()
        left = wait_for(lambda: len(found := children_of(serving.pid)) == 2 and found)
        kill(serving.pid)
        wait_for(lambda: all(is_gone(child) for child in left))


def test_a_link_needs_a_running_app(ours):
    code, out, err = asked(ours, "link")
    assert (code, out) == (2, "")
    assert "not running" in err


def test_doctor_makes_nothing_and_finds_this_installation_in_order(ours, tmp_path):
    nowhere = replace(ours, home=tmp_path / "nowhere")
    found = doctor.examine(nowhere)
    assert not nowhere.home.exists()
    assert {check.check for check in found} >= {"python", "packages", "folder", "disk", "clock", "ports", "processes"}
    assert [check for check in found if check.level == "act" and check.check != "packages"] == []


def level(settings, check):
    return {found.level for found in doctor.examine(settings) if found.check == check}


def test_doctor_sees_a_damaged_file_a_wrong_clock_and_an_open_folder(ours):
    assert level(ours, "files") == {"good"}
    ours.workspace_db.write_bytes(b"x" * 9000)
    assert level(ours, "files") == {"act"}
    os.utime(ours.workspace_db, (4e9, 4e9))
    assert level(ours, "clock") == {"act"}
    if os.name == "posix":
        ours.home.chmod(0o755)
        assert level(ours, "folder") == {"act"}


def test_doctor_sees_a_part_of_another_version(ours, tmp_path, monkeypatch):
    listed = tmp_path / "requirements.txt"
    pins = [
        f"psutil=={psutil.__version__} \\",
        "    --hash=sha256:00",
        "click==0.0.1 \\",
        "winonly==1 ; sys_platform == 'win32'",
    ]
    listed.write_text("\n".join(pins))
    monkeypatch.setattr(doctor, "REQUIREMENTS", listed)
    found = next(check for check in doctor.examine(ours) if check.check == "packages")
    assert found.level == "act"
    assert "click" in found.sentence
    assert "psutil" not in found.sentence
    assert "winonly" not in found.sentence


def test_doctor_sees_a_nearly_full_disk(ours, monkeypatch):
    usage = shutil.disk_usage(ours.home)
    monkeypatch.setattr(disk_space, "HARDLY_ANY", usage.free * 2)
    assert level(ours, "disk") == {"act"}

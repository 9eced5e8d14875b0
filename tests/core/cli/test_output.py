"""The command line's one way of speaking: words or JSON, one sentence for a mistake, never a traceback."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import numpy as np
import pytest

from core.cli import verbs
from core.cli.output import Ended, Facts, run, verb
from core.common.errors import OwnerError


@verb("count", words=lambda facts: [f"{facts['rows']} rows"], workspace=False)
@click.argument("rows", type=int)
def count(rows: int) -> Facts:
    return {"rows": np.int64(rows), "share": float("nan")}


@verb("refuse", words=lambda facts: [], workspace=False)
def refuse() -> Facts:
    raise OwnerError("The table is empty.", "Choose another one.", rows=0)


@verb("alarm", words=lambda facts: ["Act now."], workspace=False)
def alarm() -> Ended:
    return Ended({"state": "act"}, 1)


@verb("quote", words=lambda facts: ["  a \x1b[2Jname"], workspace=False)
def quote() -> Facts:
    return {}


GROUP = click.Group("g", commands=[count, refuse, alarm, quote])


def test_json_is_one_object_with_numpy_numbers_and_no_nan(capsys):
    assert run(["count", "3", "--json"], GROUP) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == {"rows": 3, "share": None}
    assert said.err == ""


def test_without_json_it_speaks_in_words(capsys):
    assert run(["count", "3"], GROUP) == 0
    assert capsys.readouterr().out == "3 rows\n"


@pytest.mark.parametrize("arguments", [["refuse"], ["count"], ["count", "x"], ["nosuch"], ["count", "3", "--more"]])
def test_what_the_owner_can_mend_ends_with_2_and_one_sentence(arguments, capsys):
    assert run(arguments, GROUP) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1


@pytest.mark.parametrize("arguments", [["refuse"], ["count"], ["nosuch"]])
def test_with_json_the_sentence_is_json_too(arguments, capsys):
    assert run([*arguments, "--json"], GROUP) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert set(json.loads(said.err)) == {"error", "advice"}


def test_a_verb_can_end_with_a_code_of_its_own(capsys):
    assert run(["alarm", "--json"], GROUP) == 1
    assert json.loads(capsys.readouterr().out) == {"state": "act"}


def test_a_name_from_a_file_cannot_steer_the_terminal(capsys):
    run(["quote"], GROUP)
    assert "\x1b" not in capsys.readouterr().out


def test_what_nobody_foresaw_shows_kind_and_place_but_neither_traceback_nor_message():
    script = (
        "import sys, click\nfrom core.cli.output import run, verb\n"
        "@verb('burst', words=lambda facts: [], workspace=False)\n"
        "def burst():\n    raise KeyError('Jane Doe')\n"
        "run(['burst'], click.Group('g', commands=[burst]))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True, cwd=Path(__file__).parents[3]
    )
    assert ended.returncode == 1
    assert "KeyError" in ended.stderr
    assert "Jane" not in ended.stderr
    assert "Traceback" not in ended.stderr


def test_every_command_file_gives_its_verbs():
    assert "doctor" in verbs().commands


@pytest.mark.skipif(os.name != "posix", reason="there is no Ctrl-C that another process could send")
def test_ctrl_c_before_a_verb_begins_ends_quietly() -> None:
    """`-X importtime` tells what is being imported, so the signal comes in the middle of that."""
    with subprocess.Popen(
        [sys.executable, "-X", "importtime", "-m", "core", "models"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    ) as process:
        assert process.stderr
        next(line for line in process.stderr if "core.common.errors" in line)
        process.send_signal(signal.SIGINT)
        said = [line for line in process.stderr if not line.startswith("import time:")]
        assert (process.wait(30), said) == (130, [])

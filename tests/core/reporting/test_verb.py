"""`report verify`, and what the verb answers to mistakes."""

import json
from pathlib import Path

import click
import pytest

from core.cli.output import run
from core.cli.reports import COMMANDS
from core.reporting.contents import to_json
from core.reporting.sealing import sealed
from core.storage.settings import Settings
from core.storage.vault import open_vault
from tests.core.reporting.samples import sample

GROUP = click.Group("g", commands=list(COMMANDS))


@pytest.fixture(autouse=True)
def home(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAINWELL_HOME", str(settings.home))


@pytest.fixture
def file(settings: Settings, tmp_path: Path) -> Path:
    """A report that this workspace made."""
    path = tmp_path / "october.json"
    path.write_bytes(sealed(open_vault(settings.keys), "json", to_json(sample())))
    return path


def test_a_report_of_ours_is_valid_until_it_is_altered(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "verify", str(file), "--json"], GROUP) == 0
    assert json.loads(capsys.readouterr().out) == {"valid": True}
    file.write_bytes(file.read_bytes().replace(b"41 of 100", b"91 of 100"))
    assert run(["report", "verify", str(file), "--json"], GROUP) == 0
    assert json.loads(capsys.readouterr().out) == {"valid": False}


def test_a_file_that_is_no_report_is_not_valid(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "any.pdf").write_bytes(b"")
    assert run(["report", "verify", str(tmp_path / "any.pdf")], GROUP) == 0
    assert capsys.readouterr().out == "Altered, or not made by this workspace.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["report", "verify", "nosuch.pdf"],
        ["report", "m_1"],
        ["report", "m_1", "--month", "2026-03"],
        ["report", "m_1", "extra", "--month", "2026-03", "--out", "r.pdf"],
        ["report", "m_1", "--month", "2026-03", "--out", "r.docx"],
    ],
    ids=" ".join,
)
def test_a_mistake_ends_with_2_and_one_sentence(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments, GROUP) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1

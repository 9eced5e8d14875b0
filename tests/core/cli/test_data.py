"""`data add | list | show | delete`, as the contract says."""

import json
import subprocess
import sys
from pathlib import Path

from core.storage.settings import Settings, child_environment

FILE = "id,when,spent,left,town\n" + "".join(
    f"{n:03d},2026-01-{n % 28 + 1:02d},{n}.5,{'yes' if n % 2 else 'no'},{'' if n == 3 else 'Oslo'}\n" for n in range(12)
)


def run(settings: Settings, *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "core", "data", *arguments],
        env=child_environment(settings), capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_a_table_is_added_listed_shown_and_deleted(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "visits.csv"
    file.write_text(FILE, "utf-8")
    code, out, _ = run(settings, "add", str(file), "--name", "Visits", "--json")
    added = json.loads(out)
    assert (code, added["rows"]) == (0, 12)
    assert [column["kind"] for column in added["columns"]] == ["id", "date", "number", "yes_no", "category"]
    assert set(added["columns"][0]) == {"name", "kind", "personal", "personal_sure", "missing"}
    assert isinstance(added["reading"], list)
    assert added["findings"][0]["sentence"]
    shown = json.loads(run(settings, "show", "Visits", "--rows", "4", "--json")[1])
    assert shown["rows"][1] == ["001", "2026-01-02", 1.5, True, "Oslo"]
    assert shown["rows"][3][4] is None
    assert len(shown["rows"]) == 4
    listed = json.loads(run(settings, "list", "--json")[1])
    assert [one["dataset"] for one in listed["datasets"]] == [added["dataset"]]
    assert run(settings, "delete", added["dataset"])[0] == 0
    assert json.loads(run(settings, "list", "--json")[1]) == {"datasets": []}


def test_next_month_is_put_to_a_table_and_left_again(settings: Settings, tmp_path: Path) -> None:
    first, second = tmp_path / "visits.csv", tmp_path / "more.csv"
    first.write_text(FILE, "utf-8")
    heading, *lines = FILE.splitlines()
    later = [line.replace("2026-01", "2026-02").replace(line[:3], f"{int(line[:3]) + 12:03d}", 1) for line in lines]
    second.write_text("\n".join([heading, *lines[-2:], *later]), "utf-8")
    run(settings, "add", str(first), "--name", "Visits")
    code, out, err = run(settings, "append", "Visits", str(second), "--json")
    assert code == 0, err
    joined = json.loads(out)
    assert (joined["rows"], joined["version"], joined["added"], joined["copies"]) == (24, 2, 12, 2)
    assert joined["comparison"][0] == "It has all 5 columns of “Visits”."
    assert run(settings, "append", "Visits", str(second), "--json")[0] == 2
    known = json.loads(run(settings, "versions", "Visits", "--use", "1", "--json")[1])["versions"]
    assert [(one["version"], one["rows"], one["in_use"]) for one in known] == [(2, 24, False), (1, 12, True)]
    run(settings, "origin", "Visits", "--purpose", "To see who comes back", "--basis", "contract")
    shown = json.loads(run(settings, "show", "Visits", "--rows", "0", "--json")[1])
    assert (shown["version"], shown["repairs"], shown["origin"]["basis"]) == (1, [], "contract")
    assert shown["origin"]["reason"] == "We need it to do what they ordered"
    assert run(settings, "origin", "Visits", "--basis", "because", "--json")[0] == 2


def test_what_cannot_be_read_is_one_sentence_and_code_two(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "secret.csv"
    file.write_bytes(b"%PDF-1.7")
    for arguments in (
        ["add", str(file)],
        ["add", str(tmp_path / "nowhere.csv")],
        ["add", str(tmp_path)],
        ["show", "x"],
    ):
        code, out, err = run(settings, *arguments, "--json")
        assert (code, out, set(json.loads(err))) == (2, "", {"error", "advice"}), arguments
    code, _, err = run(settings, "add", str(file))
    assert (code, err.strip()) == (
        2,
        "This file is a PDF document, not a table. Open it in your spreadsheet program, save it as CSV or XLSX, and upload that file.",
    )

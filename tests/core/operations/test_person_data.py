"""One person is found wherever something of theirs is held, and erased so that no byte of it can be opened again."""

import json
from pathlib import Path

import pandas as pd
import pytest

from core.cli import verbs
from core.common.actor import OWNER
from core.common.errors import NotPossibleNow
from core.data import dataset
from core.models import templates, training
from core.operations import person_data
from core.serving import deployment
from core.serving.deployment import FileTask, Upload
from core.serving.prediction_log import reading as log
from core.storage import blobs, staging
from core.storage.settings import Settings
from core.storage.workspace import Workspace, open_workspace

EMAIL = "Ida.Quettehou@example.org"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, str, str]:
    """A workspace in which one person is in a table, in answers, and in a list that waits; the model, and her id."""
    workspace = open_workspace(Settings(home=tmp_path_factory.mktemp("person") / "workspace"))
    table = templates.template("churn").practice(120, 1)
    table.loc[7, "email"] = EMAIL
    uploaded = table.to_csv(index=False).encode()
    kept = dataset.add(workspace, uploaded, "members.csv", name="Members", who=OWNER)
    plan = training.plan(workspace, "churn", kept.id, {})
    model = training.train(workspace, plan, name="Leavers", who=OWNER).model
    deployment.deploy(workspace, model, who=OWNER)
    asked = table.drop(columns="left").head(20)
    deployment.score_list(workspace, model, Upload(asked.to_csv(index=False).encode(), "asked.csv"), FileTask())
    return workspace, model, str(table.loc[7, "member"])


def pieces(workspace: Workspace) -> dict[str, bytes]:
    """Every sealed piece, opened."""
    with workspace.store.reading() as db:
        rows = list(db.query("SELECT id, purpose FROM blob"))
    return {f"{row['purpose']} {row['id']}": blobs.fetch(workspace, row["id"], row["purpose"]) for row in rows}


def test_a_person_is_found_and_erased_everywhere(held: tuple[Workspace, str, str]) -> None:
    workspace, model, own_id = held
    found = person_data.find(workspace, EMAIL.lower())
    assert {(place.kind, place.rows) for place in found.places} >= {("table", 1)}
    by_id = person_data.find(workspace, own_id)
    assert {place.kind: place.rows for place in by_id.places} == {"table": 1, "answers": 1, "list": 2}
    before = log.latest(workspace, model, 100)

    assert [(each.name, each.version, each.rows) for each in by_id.learned] == [("Leavers", 1, 1)]
    told = person_data.sentences(workspace, by_id)
    assert "1 row in the table “Members”." in told
    assert "Version 1 of the model “Leavers” learned from one of these rows." in told

    for value in (EMAIL, own_id):
        erased = person_data.erase(workspace, value, OWNER)
        assert erased.erased == erased.rows
        assert person_data.find(workspace, value).rows == 0
        stays = [sentence for sentence in erased.stays if "Teach it again" in sentence]
        assert len(stays) == (value == EMAIL), "with the row went what said that it was learned from"

    after = log.latest(workspace, model, 100)
    assert [row.score for row in after] == [row.score for row in before], "figures stay right"
    assert sum(log.sent(workspace, row.id) is None for row in after) == 1
    table = dataset.all_datasets(workspace)[0]
    assert table.rows == 119
    assert 7 not in dataset.frame(workspace, table.id).index
    for name, data in pieces(workspace).items():
        if name.startswith(("table", staging.RESULT)):
            assert EMAIL.encode() not in data
            assert own_id.encode() not in data, name
    assert not [name for name in pieces(workspace) if name.startswith("original")]
    assert dataset.find(workspace, table.id).parts[0].from_a_file is False


def test_what_is_erased_from_the_table_stays_out_when_it_is_changed_later(held: tuple[Workspace, str, str]) -> None:
    workspace, _, _ = held
    table = dataset.add_frame(
        workspace,
        pd.DataFrame({"name": ["Anna Berg", "Ole Dahl", "Kim Lund"] * 10, "visits": range(30)}),
        "Guests",
        "guests.csv",
        who=OWNER,
    )
    assert person_data.erase(workspace, "Ole Dahl", OWNER).erased == 10
    changed = dataset.repair(
        workspace, table.id, "set_cell", {"row": 0, "column": "visits", "value": "5", "was": "0"}, OWNER
    )
    assert changed.rows == 20
    assert set(dataset.frame(workspace, table.id)["name"]) == {"Anna Berg", "Kim Lund"}


@pytest.mark.parametrize("spelled", ["kim  LUND", " Kim Lund ", "\uff2bim Lund"])
def test_capitals_spaces_and_wide_letters_do_not_hide_anybody(workspace: Workspace, spelled: str) -> None:
    guests = pd.DataFrame({"name": ["Anna Berg", "Kim Lund", "Kim Lundgren"], "visits": range(3)})
    dataset.add_frame(workspace, guests, "Guests", "guests.csv", who=OWNER)
    assert person_data.find(workspace, spelled).rows == 1


def test_a_list_that_waits_is_somebody_s_where_the_name_stands_on_its_own(workspace: Workspace) -> None:
    staging.stage(workspace, "guest;day\nBjørn Åsen;Monday\n".encode("cp1252"))
    assert person_data.find(workspace, "bjørn åsen").rows == 1
    assert person_data.find(workspace, "jørn").rows == 0


def test_a_value_that_could_be_anybodys_is_not_looked_for(workspace: Workspace) -> None:
    with pytest.raises(NotPossibleNow, match="too short"):
        person_data.find(workspace, " ab ")


def test_the_verbs_say_rows_and_erased(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLAINWELL_HOME", str(tmp_path / "home"))
    for verb, keys in (("find", {"rows", "places", "learned", "sentences"}), ("erase", {"rows", "erased", "stays"})):
        verbs().main(["person", verb, "nobody@example.org", "--json"], standalone_mode=False)
        said = json.loads(capsys.readouterr().out)
        assert set(said) == keys
        assert said["rows"] == 0

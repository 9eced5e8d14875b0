"""What is found in a table before anything learns from it, on a real workspace."""

import pytest

from core.common.actor import OWNER
from core.common.errors import Cancelled
from core.common.finding import Finding, Level
from core.common.progress import Progress
from core.common.words import Words
from core.data import dataset
from core.data.dataset import Dataset
from core.data.personal import UNSURE
from core.models.registry import Plan
from core.monitoring import table_checkup
from core.storage.workspace import Workspace

LINES = [f"w{n % 30},{n % 30}.5,same,{'x' if n == 0 else ''},{n % 30}@example.org" for n in range(61)]
FILE = "\n".join(["word,number,constant,gap,mail", *LINES]).encode()


@pytest.fixture
def kept(workspace: Workspace) -> Dataset:
    return dataset.add(workspace, FILE, "x.csv", who=OWNER)


def by_key(found: list[Finding]) -> dict[str, Finding]:
    return {finding.indicator: finding for finding in found}


def test_gaps_copies_personal_data_and_columns_that_never_change_are_found(workspace: Workspace, kept: Dataset) -> None:
    found = by_key(table_checkup.of_table(workspace, kept.id))
    assert {key for key, finding in found.items() if finding.level == "watch"} >= {
        "personal_data",
        "missing",
        "constant",
        "duplicates",
    }
    assert found["missing"].cause.columns == ("gap",)
    assert found["constant"].remedies[0].arguments == {"columns": ["constant"]}


def test_what_was_found_is_kept_until_the_table_changes(workspace: Workspace, kept: Dataset) -> None:
    assert table_checkup.known(workspace, kept.id) is None
    found = table_checkup.of_table(workspace, kept.id)
    assert table_checkup.known(workspace, kept.id) == found
    dataset.mark_personal(workspace, kept.id, "mail", None)
    assert table_checkup.known(workspace, kept.id) is None
    assert by_key(table_checkup.of_table(workspace, kept.id))["personal_data"].level == "good"


def test_what_was_found_goes_with_its_table(workspace: Workspace, kept: Dataset) -> None:
    table_checkup.of_table(workspace, kept.id)
    dataset.delete(workspace, kept.id, OWNER)
    with workspace.store.reading() as db:
        assert next(iter(db.query("SELECT count(*) AS n FROM survey")))["n"] == 0


def test_a_plan_forgets_the_columns_that_a_repair_left_out(workspace: Workspace, kept: Dataset) -> None:
    plan = Plan("custom", kept.id, {"target": ("word",), "ignore": ("gap", "mail"), "id": ("constant",)})
    left = dataset.repair(workspace, kept.id, "remove_columns", {"columns": ["gap", "constant"]})
    assert table_checkup.still_fitting(plan, left).roles == {"target": ("word",), "ignore": ("mail",)}


def test_a_look_that_is_stopped_keeps_nothing(workspace: Workspace, kept: Dataset) -> None:
    with pytest.raises(Cancelled):
        table_checkup.of_table(workspace, kept.id, progress=Progress(should_stop=lambda: True))
    assert table_checkup.known(workspace, kept.id) is None


def test_what_is_personal_is_named_with_how_sure_that_is(workspace: Workspace, kept: Dataset) -> None:
    found = by_key(table_checkup.of_table(workspace, kept.id))["personal_data"]
    assert "“mail” holds an e-mail address" in found.sentence
    assert found.cause.columns == ("mail",)
    assert found.remedies[0].arguments == {"columns": ["mail"]}
    dataset.mark_personal(workspace, kept.id, "word", "name")
    again = by_key(table_checkup.of_table(workspace, kept.id))["personal_data"]
    assert "“word” holds a name" in again.sentence, "what the owner said is sure"


def test_an_answer_is_told_as_the_table_writes_it(workspace: Workspace) -> None:
    lines = [f"{n % 37},{'Ja' if n < 40 else 'Nein'}" for n in range(600)]
    own = dataset.add(workspace, "\n".join(["visits,left", *lines]).encode(), "x.csv", who=OWNER)
    found = by_key(table_checkup.of_plan(workspace, Plan("churn", own.id, {"target": ("left",)})))
    told = " ".join(finding.sentence for finding in found.values())
    assert "“Ja”" in told
    assert "“yes”" not in told


def test_a_guess_about_a_person_waits_for_the_owners_word(workspace: Workspace) -> None:
    data = "birthday,number,constant\n" + "".join(f",{n},same\n" for n in range(40))
    kept = dataset.add(workspace, data.encode(), "x.csv", who=OWNER)
    guessed = kept.column("birthday")
    assert guessed
    assert (guessed.personal, guessed.personal_sure) == ("date_of_birth", False)

    unsure = dataset.mark_personal(workspace, kept.id, "birthday", UNSURE)
    assert unsure.column("birthday") == guessed, "what nobody is sure of counts as it was guessed"
    dataset.mark_personal(workspace, kept.id, "constant", UNSURE)
    found = by_key(table_checkup.of_table(workspace, kept.id))["personal_data"]
    assert "“constant” may hold something about a person" in found.sentence

    denied = dataset.mark_personal(workspace, kept.id, "birthday", None).column("birthday")
    assert denied
    assert (denied.personal, denied.personal_sure) == (None, True)


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        (["good", "not_yet"], "The table was looked at, and all is in order."),
        (["watch", "good"], "One thing was noticed. You can learn from it as it is."),
        (["act", "watch"], "2 things were noticed. One of them should be mended first."),
        (["act", "act", "watch"], "3 things were noticed. 2 of them should be mended first."),
    ],
)
def test_it_is_summed_up_by_what_should_be_mended_first(levels: list[Level], said: str) -> None:
    findings = [Finding("missing", "health", level, "Gaps", "There are gaps.") for level in levels]
    assert table_checkup.summed_up(findings, Words("en_GB", "GBP")) == said

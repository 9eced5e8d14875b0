"""Yes and no come back as the table writes them, and are understood however they are written."""

from itertools import product

import msgspec
import pandas as pd
import pytest

from core.common.actor import OWNER
from core.common.errors import NotTrainable
from core.common.parsing import CLOCK_HOURS
from core.common.parsing.booleans import PAIRS, truth
from core.data import dataset
from core.data.reading import Choices, read_table
from core.inference.exported import Exported
from core.inference.inputs import NotThisKind
from core.inference.outcome_codes import code_of, reported
from core.models import registry, training
from core.monitoring.window import build
from core.serving import deployment
from core.serving.prediction_log import reading as log
from core.storage.workspace import Workspace
from tests.core.models.training.tables import shop

PAIRS_OF_FILES = [("No", "Yes"), ("0", "1"), ("Nein", "Ja"), ("FALSE", "TRUE")]


def table_with(no: str, yes: str) -> bytes:
    frame = shop(400)
    frame["left"] = frame["left"].map({True: yes, False: no})
    return frame.to_csv(index=False).encode()


def learned(workspace: Workspace, no: str, yes: str, positive: str | None = None) -> registry.ModelVersion:
    kept = dataset.add(workspace, table_with(no, yes), "shop.csv", who=OWNER)
    plan = training.plan(workspace, "churn", kept.id, {"target": ("left",)}, positive=positive)
    return training.train(workspace, plan, who=OWNER)


def test_no_word_means_yes_in_one_language_and_no_in_another() -> None:
    for (yes, _), (_, no) in product(PAIRS, PAIRS):
        assert not yes & no
    assert [truth(raw) for raw in (True, 1, 1.0, "1.0", " JA ", "non", 0, False, "perhaps", "", None)] == [
        *[True] * 5,
        *[False] * 3,
        *[None] * 3,
    ]


@pytest.mark.parametrize(("no", "yes"), PAIRS_OF_FILES)
def test_a_column_knows_how_its_file_writes_yes_and_no(no: str, yes: str) -> None:
    cells = [yes, no, no, yes.lower()] * 5 + [yes, no]
    column = read_table(("a,b\n" + "".join(f"{cell},x\n" for cell in cells)).encode(), "t.csv").columns[0]
    assert (column.kind, column.spelled_no, column.spelled_yes) == ("yes_no", no, yes)


def test_a_column_that_its_owner_called_yes_or_no_knows_it_too() -> None:
    cells = "\n".join(["Oui,1", "Non,2", "peut-être,3", "Oui,4"])
    column = read_table(f"a,b\n{cells}\n".encode(), "t.csv", Choices(kinds={"a": "yes_no"})).columns[0]
    assert (column.spelled_no, column.spelled_yes, column.missing) == ("Non", "Oui", 1)


@pytest.mark.parametrize(("no", "yes"), PAIRS_OF_FILES[:3])
def test_answers_are_spelled_as_in_the_table_from_card_to_log(workspace: Workspace, no: str, yes: str) -> None:
    version = learned(workspace, no, yes)
    assert (version.card.labels, version.card.positive) == ((no, yes), yes)
    assert f"“{yes}”" in " ".join(version.card.summary)
    deployment.deploy(workspace, version.model, who=OWNER)
    rows = [{"visits": 0, "contract": "monthly"}, {"visits": 12, "contract": "yearly"}]
    answers = deployment.predict_rows(workspace, version.model, rows, source="form")
    assert [answer.answer for answer in answers] == [yes, no]
    frame = (
        dataset.frame(workspace, version.dataset)
        .head(2)[["customer"]]
        .assign(id=[answer.id for answer in answers], ended=[yes.upper(), "false"])
    )
    told = deployment.record_outcomes(workspace, version.model, frame, "id", "ended")
    assert (told.matched, told.unreadable) == (2, 0)
    assert [row.actual for row in log.latest(workspace, version.model)] == [0.0, 1.0]
    window = build(workspace, version.model, log.latest(workspace, version.model)[0].at.date())
    assert (window.subject.labels, window.subject.positive) == ((no, yes), yes)


def test_what_to_look_out_for_may_be_said_in_any_spelling(workspace: Workspace) -> None:
    version = learned(workspace, "Nein", "Ja", positive="no")
    assert (version.card.labels, version.card.positive) == (("Ja", "Nein"), "Nein")
    assert registry.find(workspace, version.model).plan.positive == "Nein"
    with pytest.raises(NotTrainable, match="not one of the two answers"):
        learned(workspace, "Nein", "Ja", positive="vielleicht")


@pytest.mark.parametrize("labels", [("no", "yes"), ("No", "Yes"), ("0", "1"), ("Nein", "Ja")])
def test_an_outcome_means_what_it_says_whichever_answer_is_warned_about(labels: tuple[str, str]) -> None:
    turned = labels[::-1]
    for said, means in [("Yes", True), ("ja", True), (True, True), (1, True), (1.0, True), ("oui", True)]:
        assert code_of("yes_no", labels, said) == float(means)
        assert code_of("yes_no", turned, said) == float(not means)
    for said in ("No", "nein", False, 0, "0.0", "f"):
        assert code_of("yes_no", labels, said) == 0.0
        assert code_of("yes_no", turned, said) == 1.0
    for odd in ("perhaps", None, "", 2, float("nan")):
        with pytest.raises(NotThisKind):
            code_of("yes_no", labels, odd)


def test_of_other_answers_yes_means_the_one_that_is_warned_about() -> None:
    assert [code_of("yes_no", ("stayed", "left"), said) for said in ("Left", "stayed", "yes", False)] == [1, 0, 1, 0]
    assert code_of("category", ("no", "perhaps", "yes"), True) == 2.0
    with pytest.raises(NotThisKind):
        code_of("category", ("red", "green"), "yes")
    with pytest.raises(NotThisKind):
        code_of("segments", ("A", "B"), "A")


def test_a_model_reads_what_is_sent_as_its_table_writes_it(workspace: Workspace) -> None:
    frame = shop(400)
    frame["paid"] = [f"{1000 + 3 * row:,}".replace(",", ".") + ",50 €" for row in range(400)]
    frame["weight"] = [f"{row % 40} kg" for row in range(400)]
    frame["opens"] = [f"{8 + row % 5}:30" for row in range(400)]
    frame["first order"] = frame["first order"].dt.strftime("%d.%m.%Y")
    kept = dataset.add(workspace, frame.to_csv(index=False, sep=";").encode(), "shop.csv", who=OWNER)
    plan = training.plan(workspace, "churn", kept.id, {"target": ("left",)})
    version = training.train(workspace, plan, who=OWNER)
    exported = Exported.from_bytes(registry.exported_bytes(workspace, version.model))
    told = {asked.name: (asked.written, asked.unit) for asked in exported.inputs}
    assert told["paid"] == ("comma", "")
    assert (told["weight"][1], told["opens"][1]) == ("kg", CLOCK_HOURS)
    sent = {"paid": "1.234,50 €", "weight": "12 kg", "opens": "9:30", "first order": "03.02.2024", "newsletter": "ja"}
    meant = {"paid": 1234.5, "weight": 12, "opens": 9.5, "first order": "2024-02-03", "newsletter": True}
    assert exported.read(sent) == exported.read(meant)


@pytest.mark.parametrize(("money", "thousand"), [("{},50", 1200.0), ("{}.50", 1.2)])
def test_what_happened_is_read_as_the_table_writes_it(workspace: Workspace, money: str, thousand: float) -> None:
    """“1.200” is one thousand two hundred where the table has decimal commas, however it is reported."""
    frame = shop(400)
    frame["paid"] = [money.format(10 + row % 90 + 3 * int(row % 7)) for row in range(400)]
    kept = dataset.add(workspace, frame.to_csv(index=False, sep=";").encode(), "shop.csv", who=OWNER)
    version = training.train(workspace, training.plan(workspace, "price", kept.id, {"target": ("paid",)}), who=OWNER)
    deployment.deploy(workspace, version.model, who=OWNER)
    (answer,) = deployment.predict_rows(workspace, version.model, [{"visits": 3, "contract": "monthly"}], source="form")
    told = pd.DataFrame({"id": [answer.id], "actual": ["1.200"]})
    assert deployment.record_outcomes(workspace, version.model, told, "id", "actual").matched == 1
    assert log.latest(workspace, version.model)[0].actual == thousand


def test_a_form_of_before_reads_what_happened_as_it_did() -> None:
    older = {"predicts": "number", "target": "paid", "labels": [], "inputs": [], "members": [], "weights": []}
    assert reported(Exported.from_bytes(msgspec.msgpack.encode(older)).form, "1.200") == 1.2

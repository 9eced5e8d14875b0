import sys

import pytest

from core.common.actor import OWNER
from core.data import dataset
from core.data.dataset.contents import OPENED
from core.models import registry, templates
from core.storage import job_queue
from core.storage.workspace import Workspace
from tests.pages.conftest import HOSTILE, Opens, model_named, press, words_of


def test_every_question_has_a_card(opens: Opens) -> None:
    page = opens("new_model")

    asked = {heading.value for heading in page.header}
    assert asked == {template.title for template in templates.all_templates().values()}


def test_without_a_table_it_leads_to_one(opens: Opens) -> None:
    assert "First it needs a table" in words_of(opens("new_model", question="churn"))


@pytest.mark.parametrize("question", sorted(templates.all_templates()))
def test_columns_are_guessed_and_the_table_is_looked_at_first(
    opens: Opens, workspace: Workspace, question: str
) -> None:
    frame = templates.template(question).practice(120, 1)
    table = dataset.add_frame(workspace, frame, "Practice", "practice.csv", who=OWNER)

    press(opens("new_model", question=question), "Look at the table")

    (job,) = job_queue.open_jobs(workspace)
    assert job.kind == "survey"
    assert job.arguments["plan"]["dataset"] == table.id
    required = {ask.role for ask in templates.template(question).asks if ask.required}
    assert required <= set(job.arguments["plan"]["roles"])


@pytest.fixture(scope="module")
def openings() -> list[str]:
    """Each opening of a table in this process, as it comes. (A hook stays as long as the process.)"""
    opened: list[str] = []
    sys.addaudithook(lambda event, facts: opened.append(str(facts[0])) if event == OPENED else None)
    return opened


def test_a_table_is_opened_once_however_often_its_question_is_drawn(
    opens: Opens, workspace: Workspace, openings: list[str]
) -> None:
    frame = templates.template("churn").practice(120, 1)
    dataset.add_frame(workspace, frame, "Practice", "practice.csv", who=OWNER)
    openings.clear()
    page = opens("new_model", question="churn")
    asked = next(widget for widget in page.selectbox if widget.label == "Which answer should it look out for?")
    assert len(openings) == 1
    asked.select("yes").run()
    assert press(opens("new_model", question="churn"), "Look at the table")
    assert len(openings) == 1


def test_what_depends_on_it_is_asked_and_may_be_left_for_later(opens: Opens, workspace: Workspace) -> None:
    asked = templates.template("churn").stakes
    dataset.add_frame(workspace, templates.template("churn").practice(120, 1), "Practice", "practice.csv", who=OWNER)
    page = opens("new_model", question="churn")
    choice = next(widget for widget in page.selectbox if widget.label == asked.question)
    assert choice.value is None

    choice.set_value("living").run()
    assert "a person decide" in words_of(page)
    press(page, "Look at the table")

    (job,) = job_queue.open_jobs(workspace)
    assert job.arguments["plan"]["stakes"] == "living"


def test_a_hostile_column_name_stays_text(opens: Opens, workspace: Workspace) -> None:
    frame = templates.template("churn").practice(80, 1).rename(columns={"age": HOSTILE})
    dataset.add_frame(workspace, frame, HOSTILE, "x.csv", who=OWNER)

    page = opens("new_model", question="churn")

    labels = [widget.label for widget in (*page.selectbox, *page.multiselect, *page.text_input)]
    assert not any("![" in text for text in (*labels, words_of(page)))


def test_a_finished_learning_says_how_good_it_is(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, "Who might not come back?")
    card = registry.version(stocked, model.id).card
    job = job_queue.enqueue(stocked, "train", plan={})
    job_queue.take(stocked)
    job_queue.end(stocked, job.id, "done", {"model": model.id, "version": 1})

    page = opens("new_model", learning=job.id)

    said = words_of(page).replace("\\", "")
    assert all(sentence in said for sentence in (*card.summary, *card.limits))
    assert len(page.get("plotly_chart")) == 2
    page.number_input[0].set_value(40.0)
    page.number_input[1].set_value(5.0)
    page.form_submit_button[0].click().run()
    assert registry.find(stocked, model.id).worth.known
    assert "With your amounts" in words_of(page)


def test_a_refused_learning_says_what_would_help(opens: Opens, workspace: Workspace) -> None:
    job = job_queue.enqueue(workspace, "train", plan={})
    job_queue.take(workspace)
    job_queue.end(workspace, job.id, "failed", {"error": "Only 12 rows can be used.", "advice": "Add rows."})

    assert "Only 12 rows" in opens("new_model", question="churn", learning=job.id).error[0].value

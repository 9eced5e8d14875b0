"""The look at a table before a model learns from it: found, mended at once, looked at again; learning stays possible."""

import pandas as pd
from streamlit.testing.v1 import AppTest

from core.common.actor import OWNER
from core.data import dataset
from core.data.dataset import Dataset
from core.models import templates
from core.models.registry import Plan
from core.monitoring import table_checkup
from core.storage import job_queue
from core.storage.job_queue import Job
from core.storage.workspace import Workspace
from tests.pages.conftest import Opens, press, words_of


def kept(workspace: Workspace) -> Dataset:
    """A members' table with a column that never changes, and rows that come twice."""
    frame = templates.template("churn").practice(300, 1).assign(shop="Leeds")
    return dataset.add_frame(workspace, pd.concat([frame, frame.head(30)]), "Members", "members.csv", who=OWNER)


def plan_of(table: Dataset) -> Plan:
    return Plan("churn", table.id, {"target": ("left",)})


def looked(workspace: Workspace, plan: Plan) -> Job:
    """The worker's look, done."""
    table_checkup.of_plan(workspace, plan)
    job = job_queue.enqueue(workspace, "survey", plan=plan.as_dict(), name="Ours")
    job_queue.take(workspace)
    job_queue.end(workspace, job.id, "done", {"dataset": plan.dataset})
    return job


def labels(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def test_what_was_found_stands_there_with_its_buttons(opens: Opens, workspace: Workspace) -> None:
    job = looked(workspace, plan_of(kept(workspace)))
    page = opens("new_model", question="churn", looking=job.id)
    said = words_of(page).replace("\\", "")
    assert "A column never changes" in said
    assert "Some rows come twice" in said
    assert {"Leave this column out", "Leave the copies out", "Start learning"} <= set(labels(page))


def test_a_button_mends_the_table_and_it_is_looked_at_again(opens: Opens, workspace: Workspace) -> None:
    table = kept(workspace)
    job = looked(workspace, plan_of(table))
    page = opens("new_model", question="churn", looking=job.id)
    page.button(key=f"mend {table.id} constant 0").click().run()
    assert dataset.find(workspace, table.id).column("shop") is None
    (again,) = job_queue.open_jobs(workspace)
    assert (again.kind, again.arguments["plan"]["dataset"]) == ("survey", table.id)


def test_learning_begins_with_the_plan_that_was_looked_at(opens: Opens, workspace: Workspace) -> None:
    plan = plan_of(kept(workspace))
    press(opens("new_model", question="churn", looking=looked(workspace, plan).id), "Start learning")
    (job,) = job_queue.open_jobs(workspace)
    assert job.kind == "train"
    assert Plan.from_dict(job.arguments["plan"]) == plan
    assert job.arguments["name"] == "Ours"


def test_what_is_urgent_asks_once_before_learning(opens: Opens, workspace: Workspace) -> None:
    frame = templates.template("churn").practice(300, 1)
    table = dataset.add_frame(workspace, frame.assign(gone=frame["left"]), "Members", "members.csv", who=OWNER)
    page = opens("new_model", question="churn", looking=looked(workspace, plan_of(table)).id)
    assert "should be mended first" in words_of(page)
    assert page.button[labels(page).index("Start learning")].disabled
    page.checkbox[0].check().run()
    press(page, "Start learning")
    assert job_queue.open_jobs(workspace)[0].kind == "train"


def test_a_look_that_failed_leads_back_to_the_columns(opens: Opens, workspace: Workspace) -> None:
    table = kept(workspace)
    job = job_queue.enqueue(workspace, "survey", plan=plan_of(table).as_dict(), name="Ours")
    job_queue.take(workspace)
    job_queue.end(workspace, job.id, "failed", {"error": "Every row has the same answer.", "advice": "Add rows."})
    page = opens("new_model", question="churn", looking=job.id)
    assert "Every row has the same answer" in words_of(page).replace("\\", "")
    assert "Look at the table" in labels(page)

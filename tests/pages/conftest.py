"""Pages, run from the menu script as Streamlit runs them, on a workspace of their own."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from core.common.actor import OWNER
from core.data import dataset
from core.models import registry, templates
from core.models.registry import Model
from core.models.training import Plan, train
from core.monitoring import checkup
from core.serving import deployment
from core.storage.settings import Settings
from core.storage.workspace import Workspace, open_workspace

MENU = Path(__file__).resolve().parents[2] / "pages" / "menu.py"
HOSTILE = "![x](http://evil.example/x.png)"
Opens = Callable[..., AppTest]


@pytest.fixture
def opens(workspace: Workspace, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Opens:
    """`opens("health", model="m_1")`: that page as it looks now; fails when it breaks."""
    monkeypatch.setenv("PLAINWELL_HOME", str(settings.home))

    def open_page(page: str, **query: str) -> AppTest:
        app = AppTest.from_file(MENU, default_timeout=60).run()
        if page != "today":
            app.switch_page(f"{page}.py")
        for key, value in query.items():
            app.query_params[key] = value
        app.run()
        assert not app.exception, app.exception
        return app

    return open_page


def words_of(app: AppTest) -> str:
    """Everything that a page says, in one text."""
    said = [*app.title, *app.header, *app.subheader, *app.markdown, *app.caption, *app.error, *app.info, *app.code]
    return "\n".join(str(element.value) for element in said)


ROWS = 400


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a live model whose answers are checked, and one that waits; made once, copied for each test."""
    home = tmp_path_factory.mktemp("shop") / "workspace"
    made = open_workspace(Settings(home=home))
    template = templates.template("churn")
    table = dataset.add_frame(made, template.practice(ROWS, 1), "Members", "members.csv", who=OWNER)
    roles = {"target": ("left",), "id": ("member",)}
    plan = Plan(template="churn", dataset=table.id, roles=roles)
    version = train(made, plan, name=template.title, who=OWNER)
    train(made, plan, name=HOSTILE, who=OWNER)
    deployment.deploy(made, version.model, who=OWNER)
    rows = json.loads(template.practice(60, 2).drop(columns="left").to_json(orient="records", date_format="iso"))
    answers = deployment.predict_rows(made, version.model, rows, source="practice")
    told = pd.DataFrame({"id": [answer.id for answer in answers[:40]], "actual": ["yes", "no"] * 20})
    deployment.record_outcomes(made, version.model, told, "id", "actual")
    checkup.run(made, version.model, who=OWNER)
    return home


@pytest.fixture
def stocked(shop: Path, workspace: Workspace, settings: Settings) -> Workspace:
    """The test's own workspace, with what the shop has in it."""
    shutil.rmtree(settings.home)
    shutil.copytree(shop, settings.home)
    return open_workspace(settings)


def model_named(workspace: Workspace, name: str) -> Model:
    return next(model for model in registry.all_models(workspace) if model.name == name)


def press(app: AppTest, label: str) -> AppTest:
    """Presses the first button of that name, and fails when the page breaks on it."""
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception
    return app

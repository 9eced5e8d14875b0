"""Pages, run from the menu script as Streamlit runs them, on a workspace of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.settings import Settings
from core.workspace import Workspace

MENU = Path(__file__).resolve().parents[2] / "pages" / "menu.py"
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

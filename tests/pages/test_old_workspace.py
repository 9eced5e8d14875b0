"""Every page opens on a workspace that an older version made."""

import json
from pathlib import Path

import pytest

from core.storage.settings import Settings
from core.storage.workspace import Workspace, open_workspace
from tests.pages.conftest import MENU, Opens, words_of
from tests.workspaces.asking import unpack

KEPT = sorted((MENU.parents[1] / "tests" / "workspaces").glob("*.tar.xz"))
PAGES = sorted(path.stem for path in MENU.parent.glob("*.py") if path.stem != "menu")
OF_A_MODEL = ("go_live", "health", "privacy")


@pytest.fixture(params=KEPT, ids=lambda path: path.name.partition(".")[0])
def packed(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def workspace(settings: Settings, packed: Path) -> Workspace:
    assert unpack(packed, settings.home.parent) == settings.home
    return open_workspace(settings)


@pytest.mark.parametrize("page", PAGES)
def test_it_opens(opens: Opens, page: str) -> None:
    assert len(words_of(opens(page))) > 50


@pytest.mark.parametrize("page", OF_A_MODEL)
def test_it_opens_for_each_model(opens: Opens, packed: Path, page: str) -> None:
    models = json.loads(packed.with_name(packed.name.replace(".tar.xz", ".json")).read_bytes())["said"]["models"]
    for model in models.values():
        assert model["name"] in words_of(opens(page, model=model["model"]))

"""A shop made from a trained workspace. Each module says in its `trained` what was trained; each test has a copy of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.storage.workspace import Workspace, open_workspace
from tests.core.serving.deployment.leavers import Trained
from tests.core.serving.endpoint.shop import Shop, copy_of


@pytest.fixture
def shop(trained: Trained, tmp_path: Path) -> Iterator[Shop]:
    """A copy of that workspace, with an endpoint that is not yet running."""
    with copy_of(trained.home, tmp_path / "workspace") as shop:
        yield shop


@pytest.fixture
def workspace(shop: Shop) -> Workspace:
    return open_workspace(shop.settings)


@pytest.fixture
def model(trained: Trained) -> str:
    return trained.model

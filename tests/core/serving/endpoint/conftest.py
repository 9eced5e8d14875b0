from collections.abc import Iterator

import pytest

from core.storage.settings import Settings
from tests.core.serving.endpoint.shop import Shop, opened


@pytest.fixture(scope="module")
def shared_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """One endpoint for the tests that leave it as it is."""
    with opened(Settings(home=tmp_path_factory.mktemp("shop") / "workspace")) as shop:
        yield shop


@pytest.fixture
def shop(settings: Settings) -> Iterator[Shop]:
    """An endpoint of a test's own."""
    with opened(settings) as shop:
        yield shop

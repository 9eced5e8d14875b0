"""A model comes in while callers are answered. Its file is a pipe here, so that reading it takes until the test lets it end."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.serving.endpoint import discovery
from core.serving.endpoint.access_keys import AccessKey, make_key
from core.serving.endpoint.live_table import LiveFolder, LiveModel, LiveTable, State
from core.storage.vault import open_vault
from tests.core.serving.endpoint.shop import MODEL, ROW, Shop, exported
from tests.waiting import wait_for

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there are no pipes with a place in a folder")
OTHER = "m_other"


def publish_piped(shop: Shop, state: State, keys: tuple[AccessKey, ...] = ()) -> Path:
    """Publishes a second model; gives its file."""
    folder = LiveFolder(shop.settings.live, open_vault(shop.settings.keys))
    old, new = LiveModel(MODEL, "Who leaves?", "live", 1), LiveModel(OTHER, "Who else?", state, 1)
    path = folder.folder / new.file
    os.mkfifo(path)
    folder.write(LiveTable((old, new), keys or (shop.kept,)), {})
    return path


@contextmanager
def being_read(shop: Shop, path: Path) -> Iterator[None]:
    """From when the endpoint begins to read the file until it has all of it."""
    ends: list[int] = []

    def begins() -> bool:
        try:
            ends.append(os.open(path, os.O_WRONLY | os.O_NONBLOCK))
        except OSError:  # nobody reads it yet
            return False
        return True

    assert wait_for(begins)
    try:
        yield
        os.write(ends[0], open_vault(shop.settings.keys).seal(exported().to_bytes(), f"live {path.name}"))
    finally:
        os.close(ends[0])


def test_callers_of_others_are_answered_while_a_model_comes_in(shop: Shop) -> None:
    path = publish_piped(shop, "live")
    with being_read(shop, path):
        assert shop.predict({"row": ROW})[0] == 200
        assert shop.error(f"/v1/models/{OTHER}/predict", {"row": ROW}) == (404, "no_such_model")
    assert wait_for(lambda: shop.ask(f"/v1/models/{OTHER}/predict", {"row": ROW})[0] == 200)


def test_callers_are_answered_while_a_model_comes_in_that_only_our_own_pages_ask(shop: Shop) -> None:
    path = publish_piped(shop, "off")
    here = discovery.found(shop.settings)
    assert here
    pages = Shop(shop.settings)
    token = here.token(open_vault(shop.settings.keys))
    asked = {"model": OTHER, "rows": [ROW], "source": "form"}
    with ThreadPoolExecutor(1) as beside:
        reply = beside.submit(pages.ask, "/internal/predict", asked, X_Plainwell_Internal=token)
        with being_read(shop, path):
            assert shop.predict({"row": ROW})[0] == 200
            assert not reply.done()
        status, said = reply.result()
    assert (status, len(said["answers"])) == (200, 1)
    assert pages.client
    pages.client.close()


def test_a_model_whose_file_is_damaged_is_left_out_until_it_is_made_anew_and_keeps_nobody_else_out(shop: Shop) -> None:
    path = publish_piped(shop, "live", (shop.kept, (another := make_key())[1]))
    with pytest.raises(AssertionError, match="cut off"), being_read(shop, path):
        raise AssertionError("cut off")
    assert wait_for(lambda: shop.ask("/v1/models", key=another[0])[0] == 200), "what else was published is in force"
    asked = f"/v1/models/{OTHER}/predict"
    assert shop.predict({"row": ROW})[0] == 200
    assert shop.error(asked, {"row": ROW}) == (404, "no_such_model")
    folder = LiveFolder(shop.settings.live, open_vault(shop.settings.keys))
    path.unlink()
    assert not folder.is_whole()
    folder.write(folder.table(), {path.name: exported().to_bytes()})
    assert folder.is_whole()
    assert wait_for(lambda: shop.ask(asked, {"row": ROW})[0] == 200)
    shop.end()
    assert "damaged or gone" in shop.words


def test_a_damaged_file_keeps_no_other_model_from_starting(shop: Shop) -> None:
    publish_piped(shop, "live").unlink()
    shop.end()
    shop.open()
    assert shop.predict({"row": ROW})[0] == 200

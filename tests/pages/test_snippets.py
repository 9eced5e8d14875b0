"""The texts to copy are run as they stand, against an endpoint that runs."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.serving.endpoint.examples import example_row
from core.storage.settings import Settings
from pages.go_live_parts.snippets import KEY, snippets
from tests.core.serving.endpoint.shop import INPUTS, MODEL, Shop, opened

RUN = {"curl": ["sh"], "Python": [sys.executable], "JavaScript": ["node", "--input-type=module"]}
"""By its title, what reads a text from its standard input and runs it."""


@pytest.fixture(scope="module")
def answering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with opened(Settings(home=tmp_path_factory.mktemp("snippets") / "workspace")) as shop:
        yield shop


@pytest.mark.parametrize("title", RUN)
def test_a_text_to_copy_gets_an_answer(title: str, answering: Shop, tmp_path: Path) -> None:
    needed = "curl" if title == "curl" else RUN[title][0]
    if shutil.which(needed) is None:
        pytest.skip(f"{needed} is not on this computer")
    url = f"http://127.0.0.1:{answering.port}/v1/models/{MODEL}/predict"
    row = example_row(INPUTS, "customer") | {"plan": 'it\'s "b" $HOME `x` \\ {y}'}
    text = next(snippet for snippet in snippets(url, row) if snippet.title == title).text

    ran = subprocess.run(
        RUN[title], input=text.replace(KEY, answering.key), capture_output=True, text=True, check=True, cwd=tmp_path
    )

    assert "stayed" in ran.stdout or "left" in ran.stdout, ran.stdout + ran.stderr

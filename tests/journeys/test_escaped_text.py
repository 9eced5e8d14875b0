"""Names from files, drawn by Streamlit in a real browser, are text and nothing else: no link, picture, icon or maths."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from core.common.words import clean, escaped

NAMES = [
    "![x](http://127.0.0.9/a.png)", "[x](http://evil.example)", "<img src=x onerror=alert(1)>", "<http://evil.example>",
    "www.evil.example", "see www.evil.example/a", "wwwww.evil.example", "http://evil.example", "HTTPS://evil.example/a?b=c",
    "a.b+c@evil.example", "a@b@c.example", "mailto:a@b.example", "`code`", "$x^2$", "$$x$$", "# title", "1. one", "- one", "> said",
    "===", "---", "a | b", "~~gone~~", "**bold**", "\\*a\\*", "[^1]", "&lt;b&gt;", ":material/home:", ":smile:", ":+1:", ":streamlit:",
    ":red[now]", ":blue-background[now]", ":small[x]", "10:30",
]  # fmt: skip
PAGE = """
import streamlit as st
for name in {names!r}:
    st.markdown(name)
    st.markdown("Column " + name + " is empty.")
    st.button(name, key="button" + name)
st.text("all drawn")
"""
ACTIVE = "a, img, code, strong, em, del, h1, h2, h3, li, blockquote, hr, table, .katex, [data-testid=stIconMaterial], sup, span[style]"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _until_it_answers(url: str, app: subprocess.Popen[bytes]) -> None:
    while app.poll() is None:
        try:
            urllib.request.urlopen(url).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("streamlit did not start")


def _served(tmp_path: Path, names: list[str]) -> Iterator[str]:
    script, port = tmp_path / "drawn.py", _free_port()
    script.write_text(PAGE.format(names=names))
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    quiet = ["--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options, *quiet]
    app = subprocess.Popen(command, cwd=tmp_path, env=dict(os.environ))
    try:
        _until_it_answers(f"http://127.0.0.1:{port}/_stcore/health", app)
        yield f"http://127.0.0.1:{port}"
    finally:
        app.terminate()
        app.wait()


@pytest.fixture
def drawn(tmp_path: Path) -> Iterator[str]:
    yield from _served(tmp_path, [escaped(name) for name in NAMES])


@pytest.fixture
def drawn_as_it_came(tmp_path: Path) -> Iterator[str]:
    yield from _served(tmp_path, NAMES)


def _look(chromium: str, url: str) -> tuple[list[str], list[str], list[str]]:
    """What a browser shows: each text block, the HTML of what is more than text in them, and addresses asked for."""
    asked: list[str] = []
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(url)
        page.get_by_text("all drawn").wait_for()
        page.locator("[data-testid=stButton] [data-testid=stMarkdownContainer]").nth(len(NAMES) - 1).wait_for()
        blocks = page.locator("[data-testid=stMarkdownContainer]")
        texts = [text.replace("\N{WORD JOINER}", "").strip() for text in blocks.all_inner_texts()]
        active = blocks.locator(ACTIVE).evaluate_all("found => found.map(element => element.outerHTML)")
        browser.close()
    return (
        texts,
        active,
        [address for address in asked if not address.startswith((url, "data:", "blob:", url.replace("http", "ws")))],
    )


def test_names_from_files_are_drawn_as_text(chromium: str, drawn: str) -> None:
    texts, active, elsewhere = _look(chromium, drawn)
    assert active == []
    assert elsewhere == []
    for name in NAMES:
        assert texts.count(clean(name)) == 2, name
        assert f"Column {clean(name)} is empty." in texts


def test_the_same_names_unescaped_are_more_than_text(chromium: str, drawn_as_it_came: str) -> None:
    _, active, elsewhere = _look(chromium, drawn_as_it_came)
    assert len(active) > 20
    assert elsewhere

"""The app as it is really started: `streamlit run app.py`, with kill -9 and a real browser."""

import contextlib
import http.client
import os
import re
import shutil
import signal
from dataclasses import replace

import pytest

from core.operations import processes
from tests.core.running import ROOT, children_of, free_port, is_gone, kill, started
from tests.waiting import wait_for

PARTS = """
import altair as alt
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

frame = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
st.title("Parts")
st.plotly_chart(go.Figure(go.Scatter(x=[1, 2], y=[3, 4])))
st.altair_chart(alt.Chart(frame).mark_line().encode(x="a", y="b"))
st.dataframe(frame)
st.data_editor(frame, num_rows="dynamic")
st.code("curl", language="bash")
st.latex("a^2")
st.markdown(":material/check: done")
st.download_button("Fetch", b"1,2", "x.csv")
seen = st.file_uploader("Bring")
if seen:
    st.write(f"Brought {seen.size} bytes")
if st.button("Break"):
    raise ValueError("Jane Doe")
st.write("The end of the page")
"""
"""Whatever our pages are made of."""


@pytest.fixture
def ours(workspace):
    return replace(workspace.settings, app_port=free_port(), endpoint_port=free_port())


def app(settings, script=ROOT / "app.py"):
    options = ("--server.port", str(settings.app_port), "--server.headless", "true")
    return started(settings, "-m", "streamlit", "run", str(script), *options)


def link_of(process):
    """The link that the app prints when it can be used."""
    for line in process.stdout:
        if found := re.search(r"^Open Plainwell: (http\S+)$", line):
            return found[1]
    raise AssertionError("it ended without a link")


def answer(settings, path="/", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", settings.app_port, timeout=30)
    with contextlib.closing(connection):
        connection.request("GET", path, headers={"Host": f"localhost:{settings.app_port}", **headers})
        response = connection.getresponse()
        response.read()
        return response


def test_the_printed_link_opens_it_and_the_session_outlives_a_restart(ours):
    with app(ours) as process:
        link = link_of(process)
        assert answer(ours).status == 401
        entered = answer(ours, link.partition(str(ours.app_port))[2])
        cookie = entered.headers["Set-Cookie"].split(";")[0]
        assert answer(ours, Cookie=cookie).status == 200
    with app(ours) as process:
        link_of(process)
        assert answer(ours, Cookie=cookie).status == 200


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGTERM that a process could answer")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_end_it_ends_with_all_its_processes(ours, end):
    with app(ours) as process:
        link_of(process)
        wait_for(lambda: processes.endpoint_answers(ours))
        left = wait_for(lambda: len(found := children_of(process.pid)) >= 2 and found)
        process.send_signal(end)
        ended = process.wait(30)
        if end == signal.SIGINT:
            assert (ended, "Aborted" in process.stdout.read()) == (0, False), "Ctrl-C is a wish, not a failure"
        wait_for(lambda: all(is_gone(child) for child in left))


def test_killed_processes_heal_while_the_app_runs_and_end_when_it_is_killed(ours):
    def both():
        facts = processes.state(ours)
        return {fact.pid for fact in facts} if all(fact.state == "running" for fact in facts) else None

    with app(ours) as process:
        link_of(process)
        before = wait_for(both)
        for pid in before:
            kill(pid)
        wait_for(lambda: (after := both()) and not after & before)
        left = children_of(process.pid)
        kill(process.pid)
        wait_for(lambda: all(is_gone(child) for child in left))


@pytest.fixture
def parts(tmp_path):
    """The real app.py and its settings in front of a page made of all the parts that we use."""
    folder = tmp_path / "parts"
    (folder / "pages").mkdir(parents=True)
    (folder / "pages" / "menu.py").write_text(PARTS)
    (folder / "pages" / "shared").symlink_to(ROOT / "pages" / "shared")
    (folder / "core").symlink_to(ROOT / "core")
    (folder / ".streamlit").symlink_to(ROOT / ".streamlit")
    shutil.copy(ROOT / "app.py", folder)
    return folder / "app.py"


def test_the_strict_policy_lets_everything_work_that_pages_are_made_of(ours, parts, chromium):
    from playwright.sync_api import sync_playwright

    complaints = []
    outside = []
    with app(ours, parts) as process, sync_playwright() as playwright:
        link = link_of(process)
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: None if is_here(asked.url, ours) else outside.append(asked.url))
        page.goto(link)
        page.get_by_text("The end of the page").wait_for(timeout=60_000)
        page.locator(".js-plotly-plot .scatterlayer .trace").first.wait_for(state="attached")
        page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").first.wait_for()
        page.locator("[data-testid=stDataFrame] canvas").nth(1).wait_for()
        with page.expect_download() as fetched:
            page.get_by_role("button", name="Fetch").click()
        assert fetched.value.path().read_bytes() == b"1,2"
        page.set_input_files("input[type=file]", {"name": "t.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2"})
        page.get_by_text("Brought 7 bytes").wait_for()
        page.get_by_role("button", name="Break").click()
        page.get_by_text("Something went wrong on this page").wait_for()
        assert page.get_by_text("Jane Doe").count() == 0
        browser.close()
        process.kill()
        assert "Jane Doe" not in process.stdout.read(), "not in the terminal either"
    assert complaints == []
    assert outside == []


def is_here(url, settings):
    return url.startswith(
        (f"http://localhost:{settings.app_port}/", f"ws://localhost:{settings.app_port}/", "data:", "blob:")
    )

"""Nobody but the browser that opened a one-time link, on our own pages, gets past the front door."""

import asyncio
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from core.operations.auth import FrontDoor, new_link, policy_for
from core.operations.auth.sessions import SESSION_LIFE, enter, is_open

PORT = 8501
HOST = f"localhost:{PORT}"


async def behind(scope, receive, send):
    """What the door stands in front of: it answers everything, and lets any site read it."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    headers = [(b"content-type", b"text/plain"), (b"Access-Control-Allow-Origin", b"*"), (b"cache-control", b"public")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"inside"})


@pytest.fixture
def door(workspace):
    return FrontDoor(behind, lambda: workspace, policy_for("<script>\n  let a\n</script>"))


def call(door, path="/", *, kind="http", method="GET", query="", **headers):
    """What the door answers: its messages, the first one's status (or the close code) first."""
    sent = []

    async def send(message):
        sent.append(message)

    raw = [(name.encode(), value.encode()) for name, value in {"host": HOST, **headers}.items() if value is not None]
    scope = {"type": kind, "path": path, "query_string": query.encode(), "headers": raw, "server": ("127.0.0.1", PORT)}
    asyncio.run(door({**scope, "method": method}, None, send))
    return sent


def status(sent):
    return sent[0].get("status") or sent[0].get("code") or sent[0]["type"]


def headers_of(sent):
    return {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}


@pytest.fixture
def cookie(door, workspace):
    """A browser's cookie, got as a browser gets it."""
    link = urlsplit(new_link(workspace, PORT))
    return headers_of(call(door, link.path, query=link.query))["set-cookie"].split(";")[0]


@pytest.mark.parametrize("asked", ["health", "host-config"])
def test_a_search_for_the_server_below_a_page_is_sent_on_without_an_error(door, cookie, asked):
    assert status(call(door, f"/settings/_stcore/{asked}", cookie=cookie)) == 300
    assert status(call(door, f"/settings/_stcore/{asked}")) == 401
    assert status(call(door, f"/_stcore/{asked}", cookie=cookie)) == 200


def test_a_link_lets_one_browser_in_once(door, workspace):
    link = urlsplit(new_link(workspace, PORT))
    first = call(door, link.path, query=link.query)
    assert status(first) == 303
    assert headers_of(first)["location"] == "/"
    kept = headers_of(first)["set-cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(kept.split("; "))
    assert status(call(door, link.path, query=link.query)) == 401


def test_a_used_link_is_harmless_to_the_browser_that_used_it(door, workspace, cookie):
    assert status(call(door, "/enter", query="once=used", cookie=cookie)) == 303


def test_with_the_cookie_everything_opens(door, cookie):
    sent = call(door, cookie=cookie)
    assert status(sent) == 200
    assert sent[1]["body"] == b"inside"
    assert status(call(door, "/_stcore/stream", kind="websocket", cookie=cookie, origin=f"http://{HOST}")) == (
        "websocket.accept"
    )


@pytest.mark.parametrize("path", ["/", "/static/js/index.js", "/media/x.csv", "/_stcore/host-config", "/_stcore/agent"])
def test_without_it_nothing_does(door, path):
    sent = call(door, path)
    assert status(sent) == 401
    assert b"link that was printed when it started" in sent[1]["body"]
    assert status(call(door, path, cookie=f"plainwell_{PORT}=made-up")) == 401
    assert status(call(door, path, cookie=f"plainwell_{PORT}=")) == 401
    assert status(call(door, "/_stcore/stream", kind="websocket", origin=f"http://{HOST}")) == 1008


def test_the_cookie_of_another_port_does_not_count(door, cookie):
    assert status(call(door, cookie=cookie.replace(str(PORT), "8502"))) == 401


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_it_answers_under_this_computers_own_names(door, cookie, name):
    assert status(call(door, cookie=cookie, host=f"{name}:{PORT}")) == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example:8501", "localhost:8502", "localhost", "localhost.evil.example:8501", "192.168.0.7:8501", "", None],
)
def test_any_other_host_is_refused_even_with_the_cookie(door, cookie, host):
    assert status(call(door, cookie=cookie, host=host)) == 403
    assert status(call(door, "/_stcore/health", host=host)) == 403
    assert status(call(door, kind="websocket", cookie=cookie, host=host, origin=f"http://{HOST}")) == 1008


@pytest.mark.parametrize(
    "origin", ["http://localhost:9999", "https://localhost:8501", "http://evil.example", "null", None]
)
def test_a_foreign_page_reaches_neither_the_socket_nor_an_upload(door, cookie, origin):
    assert status(call(door, kind="websocket", cookie=cookie, origin=origin)) == 1008
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert status(call(door, method=method, cookie=cookie, origin=origin)) == 403


def test_our_own_page_may_upload(door, cookie):
    assert status(call(door, method="PUT", cookie=cookie, origin=f"http://{HOST}")) == 200


def test_health_is_open_for_whoever_asks_here_and_tells_nothing_else(door):
    assert status(call(door, "/_stcore/health")) == 200
    assert status(call(door, "/_stcore/health/../metrics")) == 401


def test_every_answer_carries_the_policy_and_lets_no_other_site_read_it(door, cookie):
    for sent in (call(door, cookie=cookie), call(door), call(door, "/static/a.js", cookie=cookie)):
        headers = headers_of(sent)
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "default-src 'none'" in policy
        assert "http" not in policy
        assert "unsafe-eval" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers


def test_pages_and_downloads_are_not_kept_in_a_cache(door, cookie):
    assert headers_of(call(door, cookie=cookie))["cache-control"] == "no-store"
    assert headers_of(call(door, "/media/x.csv", cookie=cookie))["cache-control"] == "no-store"
    assert headers_of(call(door, "/static/a.js", cookie=cookie))["cache-control"] == "public"


def test_a_link_and_a_session_end_in_time(workspace):
    late = urlsplit(new_link(workspace, PORT)).query.partition("=")[2]
    session = enter(workspace, urlsplit(new_link(workspace, PORT)).query.partition("=")[2])
    assert session
    assert is_open(workspace, session)
    past = (datetime.now(UTC) - timedelta(seconds=1)).isoformat(timespec="milliseconds")
    with workspace.store.writing() as db:
        db.execute("UPDATE session SET expires = ?", [past])
    assert enter(workspace, late) is None
    assert not is_open(workspace, session)
    assert timedelta(days=30) == SESSION_LIFE


def test_a_link_is_not_a_session_and_what_is_stored_opens_nothing(workspace):
    token = urlsplit(new_link(workspace, PORT)).query.partition("=")[2]
    assert not is_open(workspace, token)
    with workspace.store.reading() as db:
        stored = [row["token"] for row in db.query("SELECT token FROM session")]
    assert token not in stored
    assert enter(workspace, stored[0]) is None


def test_the_scripts_written_into_the_page_are_allowed_by_their_hash_alone():
    policy = policy_for("<script>\n  a = 1\n</script><script type='module' src='./x.js'></script>").decode()
    script = next(rule for rule in policy.split("; ") if rule.startswith("script-src"))
    assert script.count("'sha256-") == 1
    assert "unsafe" not in script

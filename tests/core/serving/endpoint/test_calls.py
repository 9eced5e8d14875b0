"""What callers get: answers, warnings, and every reason why not."""

import json
import socket
import time
from typing import Any

import jsonschema
import pytest

from tests.benchmarks.load import request
from tests.core.serving.endpoint.shop import INPUTS, MODEL, ROW, Shop, exported, publish, rows_logged
from tests.waiting import never, wait_for

PREDICT = f"/v1/models/{MODEL}/predict"


def test_a_row_is_answered_as_the_model_says(shared_shop: Shop) -> None:
    status, said = shared_shop.predict({"row": ROW})
    truth = exported().answer([asked.read(ROW[asked.name]) for asked in INPUTS])
    assert (status, said["model"], said["version"]) == (200, MODEL, 1)
    answer = said["predictions"][0]
    assert (answer["answer"], answer["score"], answer["band"]) == (truth.answer, truth.score, "high")
    assert answer["warnings"] == []


def test_rows_keep_their_order_and_have_ids_of_their_own(shared_shop: Shop) -> None:
    rows = [{**ROW, "visits": visits} for visits in range(40)] * 25
    status, said = shared_shop.predict({"rows": rows})
    scores = [answer["score"] for answer in said["predictions"]]
    assert (status, len(scores)) == (200, 1000)
    assert scores[:40] == sorted(scores[:40], reverse=True)
    assert len({answer["id"] for answer in said["predictions"]}) == 1000


def test_bands_follow_the_models_limit(shared_shop: Shop) -> None:
    _, said = shared_shop.predict({"rows": [{**ROW, "visits": visits} for visits in (0, 4, 30)]})
    assert [answer["band"] for answer in said["predictions"]] == ["high", "medium", "low"]


def test_reasons_are_the_strongest_first(shared_shop: Shop) -> None:
    _, said = shared_shop.ask(f"{PREDICT}?explain=1", {"row": {**ROW, "visits": 39}})
    reasons = said["predictions"][0]["reasons"]
    assert (reasons[0]["column"], reasons[0]["direction"]) == ("visits", "against")
    assert reasons[0]["says"] == "“visits” makes “left” in “left” less likely"
    assert [reason["weight"] for reason in reasons] == sorted((r["weight"] for r in reasons), reverse=True)


@pytest.mark.parametrize(
    ("changes", "warning"),
    [
        ({"plan": "gold"}, "never met"),
        ({"visits": None}, "Missing: “visits”"),
        ({"visits": 10_000}, "higher than anything"),
        ({"colour": "red", "size": 1}, "not used: “colour”, “size”"),
    ],
)
def test_what_can_be_answered_is_answered_with_a_warning(
    shared_shop: Shop, changes: dict[str, Any], warning: str
) -> None:
    status, said = shared_shop.predict({"row": {**ROW, **changes}})
    assert status == 200
    assert warning in " ".join(said["predictions"][0]["warnings"])


def test_the_owners_own_id_is_no_unknown_column(shared_shop: Shop) -> None:
    _, said = shared_shop.predict({"row": {**ROW, "customer": 17}})
    assert said["predictions"][0]["warnings"] == []


def test_all_wrong_fields_are_named_at_once_and_show_little_of_the_value(shared_shop: Shop) -> None:
    secret = "a very long story about a person"
    rows = [ROW, {**ROW, "visits": secret, "member": "perhaps"}, {**ROW, "since": "yesterday"}, {}, 5]
    status, said = shared_shop.predict({"rows": rows})
    fields = [(field["row"], field["field"]) for field in said["error"]["fields"]]
    assert (status, said["error"]["code"]) == (422, "wrong_field")
    assert fields == [(1, "visits"), (1, "member"), (2, "since"), (3, ""), (4, "")]
    assert secret not in json.dumps(said)
    assert secret[:19] in said["error"]["fields"][0]["message"]


def test_where_no_column_is_known_those_that_were_sent_are_named(shared_shop: Shop) -> None:
    _, said = shared_shop.predict({"row": {"VISITS": 3, "Plan": "basic"}})
    assert "“Plan”, “VISITS”" in said["error"]["fields"][0]["message"]


def test_of_very_many_wrong_fields_it_is_said_how_many_there_are(shared_shop: Shop) -> None:
    _, said = shared_shop.predict({"rows": [{**ROW, "visits": "many"}] * 51})
    assert len(said["error"]["fields"]) == 50
    assert "The first 50 of 51 are named." in said["error"]["message"]
    _, said = shared_shop.predict({"rows": [{**ROW, "visits": "many"}] * 50})
    assert "are named" not in said["error"]["message"]


def test_one_wrong_row_keeps_all_from_being_answered(shop: Shop) -> None:
    shop.predict({"rows": [ROW, {**ROW, "visits": "x"}]})
    shop.predict({"row": ROW})
    assert rows_logged(shop.settings) == 1


@pytest.mark.parametrize(
    "row",
    [
        {**ROW, "visits": True},
        {**ROW, "visits": [1]},
        {**ROW, "visits": {"a": 1}},
        {**ROW, "visits": "nan"},
        {**ROW, "visits": "inf"},
        {**ROW, "visits": 10**400},
        {**ROW, "plan": ["basic"]},
        {**ROW, "since": 7},
        {**ROW, "customer": {"a": 1}},
        {**ROW, "customer": [1]},
        {**ROW, "since": "9999-99-99"},
    ],
    ids=lambda row: str([value for name, value in row.items() if value != ROW.get(name)])[:20],
)
def test_wrong_kinds_and_numbers_without_end_are_refused(shared_shop: Shop, row: dict[str, Any]) -> None:
    assert shared_shop.error(PREDICT, {"row": row}) == (422, "wrong_field")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "not_json"),
        (b"", 400, "not_json"),
        (b"\xff\xfe", 400, "not_json"),
        (b'{"row": {"visits": NaN}}', 400, "not_json"),
        (b"[" * 100_000, 400, "not_json"),
        (b"[]", 422, "wrong_shape"),
        (b"{}", 422, "wrong_shape"),
        (b'{"rows": []}', 422, "wrong_shape"),
        (b'{"rows": {}}', 422, "wrong_shape"),
        (b'{"row": {}, "rows": []}', 422, "wrong_shape"),
        (b'{"row": null}', 422, "wrong_field"),
        (json.dumps({"rows": [{}] * 1001}).encode(), 413, "too_large"),
        (b'{"row": "' + b"x" * 1_000_000 + b'"}', 413, "too_large"),
    ],
    ids=lambda given: str(given)[:24],
)
def test_bodies_that_cannot_be_used(shared_shop: Shop, body: bytes, status: int, code: str) -> None:
    assert shared_shop.error(PREDICT, body) == (status, code)


def test_a_body_of_unknown_length_is_stopped_at_the_limit(shared_shop: Shop) -> None:
    pieces = (b"x" * 100_000 for _ in range(30))
    shared_shop.client = None
    import http.client

    client = http.client.HTTPConnection("127.0.0.1", shared_shop.port, timeout=20)
    sent = {"Authorization": f"Bearer {shared_shop.key}", "Content-Type": "application/json"}
    client.request("POST", PREDICT, pieces, sent, encode_chunked=True)
    assert client.getresponse().status == 413
    client.close()


def test_who_sends_too_much_reads_why_instead_of_being_cut_off(shared_shop: Shop) -> None:
    head = (
        f"POST {PREDICT} HTTP/1.1\r\nHost: 127.0.0.1:{shared_shop.port}\r\nAuthorization: Bearer {shared_shop.key}\r\n"
    )
    for length in ("Content-Length: 6000000\r\n", "Transfer-Encoding: chunked\r\n"):
        with socket.create_connection(("127.0.0.1", shared_shop.port), timeout=20) as caller:
            caller.sendall(f"{head}Content-Type: application/json\r\nConnection: close\r\n{length}\r\n".encode())
            for _ in range(60):  # a cut connection makes this fail
                piece = b" " * 100_000
                caller.sendall(piece if "Length" in length else b"%x\r\n%s\r\n" % (len(piece), piece))
                time.sleep(0.001)
            if "chunked" in length:
                caller.sendall(b"0\r\n\r\n")
            assert caller.recv(100).startswith(b"HTTP/1.1 413")


def test_who_waits_to_be_allowed_is_told_before_sending_too_much(shared_shop: Shop) -> None:
    head = (
        f"POST {PREDICT} HTTP/1.1\r\nHost: 127.0.0.1:{shared_shop.port}\r\nAuthorization: Bearer {shared_shop.key}\r\n"
    )
    with socket.create_connection(("127.0.0.1", shared_shop.port), timeout=5) as caller:
        caller.sendall(
            f"{head}Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 6000000\r\n\r\n".encode()
        )
        assert caller.recv(100).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_only_json_is_taken(shared_shop: Shop, kind: str) -> None:
    assert shared_shop.error(PREDICT, b"{}", Content_Type=kind) == (415, "not_json_type")


def test_json_with_a_charset_is_json(shared_shop: Shop) -> None:
    assert shared_shop.predict({"row": ROW}, Content_Type="application/json; charset=utf-8")[0] == 200


@pytest.mark.parametrize(
    ("path", "method", "status", "code"),
    [
        ("/v1/models/m_other/predict", "POST", 404, "no_such_model"),
        ("/v1/models/m_other", "GET", 404, "no_such_model"),
        ("/nowhere", "GET", 404, "not_here"),
        ("/internal/predict", "GET", 405, "wrong_method"),
        (PREDICT, "GET", 405, "wrong_method"),
        ("/v1/models", "DELETE", 405, "wrong_method"),
    ],
)
def test_wrong_addresses(shared_shop: Shop, path: str, method: str, status: int, code: str) -> None:
    body = {"row": ROW} if method == "POST" else None
    assert shared_shop.error(path, body, method=method) == (status, code)


def test_a_model_may_be_called_by_its_name(shared_shop: Shop) -> None:
    assert shared_shop.ask("/v1/models/Who%20leaves%3F/predict", {"row": ROW})[0] == 200


def test_a_name_with_a_slash_is_a_name_like_any_other(shop: Shop) -> None:
    publish(shop.settings, shop.kept, name="Cancel/no-show?")
    root = "/v1/models/Cancel%2Fno-show%3F"
    assert wait_for(lambda: shop.ask(f"{root}/predict", {"row": {**ROW, "customer": "c"}})[0] == 200)
    assert shop.ask(f"{root}/outcomes", {"outcomes": [{"id": "c", "actual": "left"}]})[1]["matched"] == 1
    assert shop.ask(f"{root}/decisions", {"decisions": [{"id": "c", "decision": "followed"}]})[1]["matched"] == 1
    assert shop.error(f"{root}/predict", method="GET") == (405, "wrong_method")


def test_a_paused_model_says_so_and_a_stopped_one_is_not_there(shop: Shop) -> None:
    publish(shop.settings, shop.kept, state="paused")
    assert wait_for(lambda: shop.predict({"row": ROW})[0] == 409)
    publish(shop.settings, shop.kept, state="off")
    assert wait_for(lambda: shop.predict({"row": ROW})[0] == 404)
    publish(shop.settings, shop.kept, state="live")
    assert wait_for(lambda: shop.predict({"row": ROW})[0] == 200)


def test_a_new_version_answers_within_a_second_or_so(shop: Shop) -> None:
    publish(shop.settings, shop.kept, version=2)
    assert wait_for(lambda: shop.predict({"row": ROW})[1]["version"] == 2, seconds=3)


def test_a_damaged_live_folder_leaves_what_was_loaded(shop: Shop) -> None:
    (shop.settings.live / "table").write_bytes(b"nonsense")
    assert never(lambda: shop.predict({"row": ROW})[0] != 200, seconds=1.2)


def test_the_card_says_what_is_asked(shared_shop: Shop) -> None:
    _, listed = shared_shop.ask("/v1/models")
    _, card = shared_shop.ask(f"/v1/models/{MODEL}")
    assert listed == {"models": [{"model": MODEL, "name": "Who leaves?", "version": 1, "state": "live"}]}
    assert [column["name"] for column in card["columns"]] == [asked.name for asked in INPUTS]
    assert card["id_column"] == "customer"


def test_documents_need_no_key_and_no_internet(shared_shop: Shop) -> None:
    _, described = shared_shop.ask("/openapi.json", key=None)
    _, headers, page = shared_shop.ask_all("/docs", key=None)
    assert described["openapi"].startswith("3.1")
    example = described["paths"][PREDICT]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert shared_shop.predict({"row": example["oneOf"][0]["properties"]["row"]["examples"][0]})[0] == 200
    assert b"http://" not in page
    assert b"https://" not in page
    assert headers["content-security-policy"].startswith("default-src 'none'")


def test_the_example_holds_the_owners_own_id_under_which_the_case_is_found_again(shop: Shop) -> None:
    _, described = shop.ask("/openapi.json", key=None)
    row = described["paths"][PREDICT]["post"]["requestBody"]["content"]["application/json"]["schema"]["oneOf"][0]
    example = row["properties"]["row"]["examples"][0]
    assert "customer" in row["properties"]["row"]["properties"]
    assert "<td>customer</td>" in shop.ask_all("/docs", key=None)[2].decode()
    shop.predict({"row": example})
    told = {"outcomes": [{"id": example["customer"], "actual": "left"}]}
    assert shop.ask(f"/v1/models/{MODEL}/outcomes", told)[1]["matched"] == 1


@pytest.mark.parametrize("query", ["", "?explain=1"])
def test_replies_are_as_they_are_described(shared_shop: Shop, query: str) -> None:
    _, described = shared_shop.ask("/openapi.json", key=None)
    reply = described["paths"][PREDICT]["post"]["responses"]["200"]["content"]["application/json"]["schema"]
    _, said = shared_shop.ask(PREDICT + query, {"rows": [ROW, {**ROW, "plan": "gold"}]})
    jsonschema.Draft202012Validator(reply).validate(said)
    assert set(said["predictions"][0]) <= set(reply["properties"]["predictions"]["items"]["properties"])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"row": ROW}, 200),
        ({"row": {"visits": "12.5", "member": "yes", "since": ""}}, 200),
        ({"rows": [{"plan": 7}]}, 200),
        ({"row": {}}, 422),
        ({"row": {"visits": None, "plan": ""}}, 422),
        ({"row": {"visits": [3]}}, 422),
        ({"row": {**ROW, "member": "perhaps"}}, 422),
        ({"row": ROW, "rows": [ROW]}, 422),
    ],
)
def test_what_is_accepted_is_what_is_described(shared_shop: Shop, body: dict[str, Any], status: int) -> None:
    _, described = shared_shop.ask("/openapi.json", key=None)
    asked = described["paths"][PREDICT]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert jsonschema.Draft202012Validator(asked).is_valid(body) is (status == 200)
    assert shared_shop.ask(PREDICT, body)[0] == status


def test_reasons_are_asked_for_with_1_and_with_nothing_else(shared_shop: Shop) -> None:
    assert "reasons" in shared_shop.ask(f"{PREDICT}?lang=%C3%A4&explain=1", {"row": ROW})[1]["predictions"][0]
    assert "reasons" not in shared_shop.ask(f"{PREDICT}?explain=0", {"row": ROW})[1]["predictions"][0]
    for wrong in ("2", "", "yes", "%FF"):
        assert shared_shop.error(f"{PREDICT}?explain={wrong}", {"row": ROW}) == (422, "wrong_field")


@pytest.mark.parametrize(
    "report", [{"id": "c", "decision": ["x"]}, {"id": {}, "decision": "x"}, {"id": True, "decision": "x"}]
)
def test_a_report_of_something_else_than_one_value_is_refused(shared_shop: Shop, report: dict[str, Any]) -> None:
    assert shared_shop.error(f"/v1/models/{MODEL}/decisions", {"decisions": [report]}) == (422, "wrong_shape")


def test_health_says_ok_alone_and_metrics_need_the_key(shared_shop: Shop) -> None:
    assert shared_shop.ask_all("/health", key=None)[2] == b"ok"
    assert shared_shop.error("/metrics", key=None) == (401, "no_key")
    assert f'plainwell_calls_total{{model="{MODEL}",status="200"}}' in shared_shop.ask_all("/metrics")[2].decode()


def test_who_hangs_up_in_the_middle_is_no_failure_of_ours(shop: Shop) -> None:
    head = request(f"{PREDICT}", shop.port, b"x" * 1000, Authorization=f"Bearer {shop.key}")
    with socket.create_connection(("127.0.0.1", shop.port)) as caller:
        caller.sendall(head[:-500])
        time.sleep(0.2)
    assert wait_for(lambda: f'calls_total{{model="{MODEL}",status="499"}} 1' in shop.ask_all("/metrics")[2].decode())
    assert 'status="500"' not in shop.ask_all("/metrics")[2].decode()

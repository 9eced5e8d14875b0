"""Two versions at work: who answers whom, what is only watched, and the way back."""

import json
import threading
from collections import Counter
from typing import Any

import pytest

from core.serving.endpoint import discovery
from core.serving.endpoint.canary import ENOUGH
from core.serving.endpoint.live_table import LiveFolder, LiveModel, LiveTable, Trial
from core.serving.prediction_log import reading, schema, trials
from core.storage.vault import open_vault
from core.storage.workspace import open_workspace
from tests.core.serving.endpoint.shop import MODEL, ROW, Shop, broken, exported, slowed
from tests.waiting import wait_for

PATH = f"/v1/models/{MODEL}/predict"


def two(shop: Shop, share: float, newer: bytes | None = None, since: float = 1.0) -> None:
    """Puts version 2 on trial beside version 1 (in its place when the share is 1)."""
    folder = LiveFolder(shop.settings.live, open_vault(shop.settings.keys))
    trial = Trial(2, 1, share, since)
    model = LiveModel(MODEL, "Who leaves?", "live", 2 if share == 1 else 1, id_column="customer", trial=trial, before=1)
    files = {model.file_of(1): exported().to_bytes(), model.file_of(2): newer or exported().to_bytes()}
    folder.write(LiveTable((model,), (shop.kept,)), files)
    here = discovery.found(shop.settings)
    assert here
    assert shop.ask("/internal/refresh", {}, X_Plainwell_Internal=here.token(folder.vault)) == (200, {})
    assert _answering(shop) == (2 if share == 1 else 1)


def _answering(shop: Shop) -> int:
    return int(shop.ask("/v1/models")[1]["models"][0]["version"])


def ask(shop: Shop, rows: list[Any], **headers: str) -> list[dict[str, Any]]:
    status, said = shop.predict({"rows": rows}, **headers)
    assert status == 200, said
    return list(said["predictions"])


def customers(first: int, count: int) -> list[dict[str, Any]]:
    return [{**ROW, "customer": f"c{number}"} for number in range(first, first + count)]


def logged(shop: Shop, sql: str) -> list[Any]:
    db = schema.for_reading(shop.settings.predictions_db)
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()


def test_a_share_is_answered_by_the_newer_version_and_a_customer_always_meets_the_same(shop: Shop) -> None:
    two(shop, 0.25)
    first = {place: answer["version"] for place, answer in enumerate(ask(shop, customers(0, 1000)))}
    assert 200 < Counter(first.values())[2] < 300
    shop.end()
    shop.open()
    again = {place: answer["version"] for place, answer in enumerate(ask(shop, customers(0, 1000)))}
    assert again == first
    two(shop, 0.5)
    more = {place: answer["version"] for place, answer in enumerate(ask(shop, customers(0, 1000)))}
    assert all(more[place] == 2 for place, version in first.items() if version == 2)
    assert 450 < Counter(more.values())[2] < 550


def test_without_an_id_the_idempotency_key_decides_and_else_the_row(shop: Shop) -> None:
    two(shop, 0.5)
    met = {key: {answer["version"] for answer in ask(shop, [ROW, {**ROW, "visits": 9}], Idempotency_Key=key)}
           for key in map(str, range(30))}  # fmt: skip
    assert all(len(versions) == 1 for versions in met.values())
    assert {1, 2} == set.union(*met.values())
    rows = [{**ROW, "visits": visits} for visits in range(40)]
    assert [one["version"] for one in ask(shop, rows)] == [one["version"] for one in ask(shop, rows)]


def test_a_watching_version_answers_nobody_and_its_answers_are_logged_beside(shop: Shop) -> None:
    two(shop, 0.0)
    answers = ask(shop, customers(0, 60))
    assert {answer["version"] for answer in answers} == {1}
    pairs = logged(
        shop,
        "SELECT s.version, g.version, a.source, b.source, a.subject = b.subject, a.at = b.at FROM shadow"
        " JOIN prediction a ON a.seq = shadow.seq JOIN prediction b ON b.seq = shadow.beside"
        " JOIN served s ON s.ref = a.served JOIN served g ON g.ref = b.served",
    )
    assert pairs == [(2, 1, "shadow", "api", 1, 1)] * 60


def test_no_live_figure_counts_what_a_watching_version_said(shop: Shop) -> None:
    two(shop, 0.0)
    ask(shop, customers(0, 40))
    shop.ask(f"/v1/models/{MODEL}/outcomes", {"outcomes": [{"id": "c7", "actual": "left"}]})
    workspace = open_workspace(shop.settings)
    found = reading.answers(workspace, MODEL, ["visits"], reading.first_day(workspace, MODEL))  # type: ignore[arg-type]
    assert set(found.version.tolist()) == {1}
    assert len(found.at) == reading.how_many(workspace, MODEL) == len(reading.latest(workspace, MODEL, 500)) == 40
    assert sum(actual == actual for actual in found.actual) == 1, "an outcome is about the answer that was given"


def test_what_the_newer_version_cannot_answer_the_older_one_does(shop: Shop) -> None:
    two(shop, 0.5, broken())
    answers = ask(shop, customers(0, 12))
    assert {answer["version"] for answer in answers} == {1}
    assert len(answers) == 12


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_version_that_cannot_answer_is_taken_back_by_itself_and_stays_so(shop: Shop, share: float) -> None:
    two(shop, share, broken())
    for start in range(0, 200, 20):
        assert {answer.get("version", 1) for answer in ask(shop, customers(start, 20))} == {1}
    assert _answering(shop) == 1
    assert "version" not in ask(shop, customers(0, 1))[0], "one version is at work again"
    (note,) = trials.logged_rollbacks(open_workspace(shop.settings))
    assert (note.model, note.newer, note.older, json.loads(note.why)["what"]) == (MODEL, 2, 1, "errors")
    shop.kill()
    shop.open()
    assert _answering(shop) == 1


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_what_was_seen_of_a_trial_outlives_the_process_that_saw_it(shop: Shop, share: float) -> None:
    two(shop, share, broken())
    ask(shop, customers(0, ENOUGH - 1))
    assert _answering(shop) == (2 if share == 1 else 1), "that was too little to judge by"
    assert wait_for(lambda: logged(shop, "SELECT model, newer, since FROM watch") == [(MODEL, 2, 1.0)])
    shop.kill()
    shop.open()
    assert logged(shop, "SELECT 1 FROM step_back") == []
    ask(shop, customers(ENOUGH, 1))
    assert logged(shop, "SELECT model, newer FROM step_back") == [(MODEL, 2)]


def test_a_version_that_is_much_slower_is_taken_back_by_itself(shop: Shop) -> None:
    two(shop, 1.0, slowed())
    for _ in range(40):
        ask(shop, customers(0, 5))
    assert _answering(shop) == 1
    (note,) = trials.logged_rollbacks(open_workspace(shop.settings))
    why = json.loads(note.why)
    assert (why["what"], why["newer"] > 2 * why["older"]) == ("slow", True)


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_a_version_that_does_as_well_stays_and_a_callers_mistakes_are_not_held_against_it(
    shop: Shop, share: float
) -> None:
    two(shop, share)
    for start in range(0, 300, 30):
        ask(shop, customers(start, 30))
        assert shop.predict({"row": {**ROW, "visits": "many"}})[0] == 422
    assert trials.logged_rollbacks(open_workspace(shop.settings)) == []
    assert _answering(shop) == (2 if share == 1 else 1)


def test_a_new_trial_of_the_same_version_starts_afresh(shop: Shop) -> None:
    two(shop, 1.0, broken(), since=1.0)
    for start in range(0, 100, 20):
        ask(shop, customers(start, 20))
    assert _answering(shop) == 1
    two(shop, 1.0, since=2.0)
    assert _answering(shop) == 2


def test_swaps_under_load_fail_no_call(shop: Shop) -> None:
    failed: list[Any] = []
    versions: set[int] = set()
    stop = threading.Event()

    def customer() -> None:
        caller = Shop(shop.settings)
        caller.key = shop.key
        while not stop.is_set():
            status, said = caller.predict({"row": ROW})
            if status == 200:
                versions.add(said["version"])
            else:
                failed.append((status, said))
        assert caller.client
        caller.client.close()

    callers = [threading.Thread(target=customer) for _ in range(4)]
    for caller in callers:
        caller.start()
    for swap in range(5):
        two(shop, float(swap % 2), since=float(swap))
    stop.set()
    for caller in callers:
        caller.join()
    assert failed == []
    assert versions == {1, 2}

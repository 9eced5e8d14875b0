"""What callers say of earlier answers: everything that is wrong is named at once, and no words are kept that may name somebody."""

from typing import Any

import pytest

from core.serving.prediction_log import schema
from tests.core.serving.endpoint.shop import MODEL, ROW, Shop

OUTCOMES, DECISIONS = (f"/v1/models/{MODEL}/{what}" for what in ("outcomes", "decisions"))


def wrong(shop: Shop, path: str, reports: list[Any]) -> tuple[int, str, list[tuple[int, str]]]:
    status, said = shop.ask(path, {path.rpartition("/")[2]: reports})
    error = said["error"]
    return status, error["code"], [(field["row"], field["field"]) for field in error["fields"]]


def test_every_entry_that_is_wrong_is_named_at_once(shared_shop: Shop) -> None:
    reports = [{"id": "a", "actual": "left"}, {"id": "a"}, {"actual": "left"}, 7, {"id": {}, "actual": "perhaps"}]
    assert wrong(shared_shop, OUTCOMES, reports) == (
        422,
        "wrong_shape",
        [(1, "actual"), (2, "id"), (3, "id"), (3, "actual"), (4, "id"), (4, "actual")],
    )
    reports = [{"id": "a", "actual": "perhaps"}, {"id": "a", "actual": "left"}, {"id": "a", "actual": 7}]
    assert wrong(shared_shop, OUTCOMES, reports) == (422, "wrong_field", [(0, "actual"), (2, "actual")])
    reports = [
        {"id": "a", "decision": "followed", "seconds": -1},
        {"id": "a", "decision": "followed", "seconds": 2},
        {"id": "a", "decision": "followed", "seconds": "long"},
    ]
    assert wrong(shared_shop, DECISIONS, reports) == (422, "wrong_field", [(0, "seconds"), (2, "seconds")])
    reports = [{"id": "a", "decision": "followed", "seconds": -1}, {"id": "a"}]
    assert wrong(shared_shop, DECISIONS, reports) == (422, "wrong_shape", [(0, "seconds"), (1, "decision")])


@pytest.mark.parametrize(
    ("said", "kept"), [("followed", "followed"), ("left", "left"), ("called Ann 0171 99", "other ")]
)
def test_of_other_words_than_the_known_ones_nothing_can_be_read_in_the_log(shop: Shop, said: str, kept: str) -> None:
    shop.predict({"row": {**ROW, "customer": "c1"}})
    told = [{"id": "c1", "decision": said}]
    assert shop.ask(DECISIONS, {"decisions": told})[1]["repeated"] == 0
    assert shop.ask(DECISIONS, {"decisions": told})[1]["repeated"] == 1
    db = schema.for_reading(shop.settings.predictions_db)
    (written,) = {text for (text,) in db.execute("SELECT decision FROM decision")}
    db.close()
    assert written.startswith(kept)
    assert "Ann" not in written

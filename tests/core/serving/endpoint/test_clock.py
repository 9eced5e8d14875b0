"""A clock that goes backwards: numbers still rise, and what was given last counts as the newest."""

import time

import pytest

from core.serving.endpoint.service import PredictionService, open_service
from core.serving.prediction_log import reading
from core.serving.prediction_log.ids import PredictionIds
from core.serving.prediction_log.writing import Batch
from core.storage.settings import Settings
from core.storage.workspace import Workspace
from tests.core.serving.endpoint.shop import MODEL, ROW, publish

HOUR = 3600.0


def asked(service: PredictionService, customer: str, visits: int) -> str:
    """One answer, kept. Gives its id."""
    traffic = service.live.for_callers(MODEL)
    made = service.answering.make(traffic, [{**ROW, "visits": visits, "customer": customer}], "api", keep=True)
    batch = Batch()
    service.add(traffic, made, batch)
    service.writer.commit(batch)
    assert made.answers[0].id
    return made.answers[0].id


def turned_back(monkeypatch: pytest.MonkeyPatch) -> None:
    now, in_ns = time.time, time.time_ns
    monkeypatch.setattr(time, "time", lambda: now() - HOUR)
    monkeypatch.setattr(time, "time_ns", lambda: in_ns() - int(HOUR * 1e9))


def test_the_order_is_that_of_answering_and_no_number_comes_twice(
    workspace: Workspace, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(settings)
    service = open_service(settings)
    first = asked(service, "a", 3)
    service.close()
    turned_back(monkeypatch)
    service = open_service(settings)
    second = asked(service, "a", 9)
    ids = PredictionIds(workspace.vault)
    assert (ids.seq(second) or 0) > (ids.seq(first) or 0)
    assert [row.id for row in reading.latest(workspace, MODEL)] == [second, first]
    batch, served = Batch(), service.live.for_own_use(MODEL).served
    service.matching.outcomes(served, [{"id": "a", "actual": "left"}], batch, strict=True)
    assert [outcome[0] for outcome in batch.outcomes] == [ids.seq(second)]
    service.close()

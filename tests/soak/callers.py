"""Callers that never give up: each call has an Idempotency-Key, and is sent again until it is answered."""

import http.client
import json
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from core.serving.prediction_log import schema
from core.serving.prediction_log.ids import PredictionIds
from core.storage.settings import Settings
from core.storage.vault import open_vault
from tests.core.serving.endpoint.shop import MODEL, ROW, Shop

PAUSE = 0.01
"""Seconds before a call that failed is sent again."""
AGAIN = 0.05
"""Share of answered calls that are sent once more, as a shop does that did not hear the answer."""


@dataclass
class Heard:
    """What one caller was told."""

    answered: dict[str, str] = field(default_factory=dict)
    """By the owner's id, the prediction's id."""
    contradicted: list[str] = field(default_factory=list)
    """Owner's ids whose call got two different answers."""
    refused: Counter[int] = field(default_factory=Counter)
    """Replies that were no answer, by status."""
    last: tuple[float, float] = (0.0, 0.0)
    """When the newest answered call was sent, and answered (time.monotonic)."""


class Callers:
    """`n` threads against one port, until `stop`."""

    def __init__(self, shop: Shop, clients: int, seed: int = 0) -> None:
        self.heard = [Heard() for _ in range(clients)]
        self._stop = threading.Event()
        self._shop = shop
        self._threads = [
            threading.Thread(target=self._call, args=(number, random.Random(seed * 1000 + number)), daemon=True)
            for number in range(clients)
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Returns when each has had the answer to its last call."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    @property
    def count(self) -> int:
        return sum(len(heard.answered) for heard in self.heard)

    @property
    def refused(self) -> Counter[int]:
        return sum((heard.refused for heard in self.heard), Counter[int]())

    def first_after(self, moment: float) -> float | None:
        """When a call that was sent after `moment` was first answered (time.monotonic)."""
        later = [answered for sent, answered in (heard.last for heard in self.heard) if sent > moment]
        return min(later, default=None)

    def _call(self, number: int, chance: random.Random) -> None:
        heard, line = self.heard[number], Line(self._shop)
        while not self._stop.is_set():
            customer = f"{number}-{len(heard.answered)}"
            told = self._until_answered(line, customer, heard)
            if chance.random() < AGAIN and self._until_answered(line, customer, heard) != told:
                heard.contradicted.append(customer)
            heard.answered[customer] = told
        line.close()

    def _until_answered(self, line: "Line", customer: str, heard: Heard) -> str:
        while True:
            sent = time.monotonic()
            status, said = line.ask(customer)
            if status == 200:
                heard.last = (sent, time.monotonic())
                return str(said["predictions"][0]["id"])
            heard.refused[status] += 1
            time.sleep(PAUSE)


class Line:
    """A connection that is made anew whenever it broke."""

    def __init__(self, shop: Shop) -> None:
        self._port, self._key = shop.settings.endpoint_port, shop.key
        self._client: http.client.HTTPConnection | None = None

    def ask(self, customer: str) -> tuple[int, Any]:
        """Status and JSON; status 0 where nobody answered."""
        headers = {
            "Authorization": f"Bearer {self._key}",
            "Content-Type": "application/json",
            "Idempotency-Key": customer,
        }
        try:
            if self._client is None:
                self._client = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
            body = json.dumps({"row": {**ROW, "customer": customer}})
            self._client.request("POST", f"/v1/models/{MODEL}/predict", body, headers)
            reply = self._client.getresponse()
            return reply.status, json.loads(reply.read())
        except (OSError, http.client.HTTPException, ValueError):
            self.close()
            return 0, None

    def close(self) -> None:
        if self._client:
            self._client.close()
            self._client = None


@dataclass(frozen=True)
class Verdict:
    """What the log holds, beside what was answered."""

    acknowledged: int
    logged: int
    lost: int
    """Answered, and not in the log."""
    doubled: int
    """Calls whose key is in the log more than once, or that got two different answers."""
    whole: bool
    """SQLite's own check of the file."""

    @property
    def is_good(self) -> bool:
        return self.whole and not self.lost and not self.doubled and self.acknowledged > 0


def judge(settings: Settings, heard: list[Heard]) -> Verdict:
    """Looks into the log as it lies on the disk. Nobody may be calling meanwhile."""
    ids, db = PredictionIds(open_vault(settings.keys)), schema.for_reading(settings.predictions_db)
    try:
        logged = {ids.of(seq) for (seq,) in db.execute("SELECT seq FROM prediction")}
        sql = "SELECT count(*) FROM (SELECT 1 FROM prediction GROUP BY subject HAVING count(*) > 1)"
        doubled = int(db.execute(sql).fetchone()[0])
        whole = db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    finally:
        db.close()
    answered = [told for each in heard for told in each.answered.values()]
    contradicted = sum(len(each.contradicted) for each in heard)
    return Verdict(len(answered), len(logged), len(set(answered) - logged), doubled + contradicted, whole)

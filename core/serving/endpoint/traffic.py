"""Which version answers a row: the model's one version, or, while a newer one is on trial, one of two."""

import hmac
import math
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec

from core.inference.exported import Answered, Exported
from core.serving.endpoint.canary import RollbackReason, Watch
from core.serving.endpoint.live_table import LiveModel, Trial
from core.serving.endpoint.pseudonyms import as_text
from core.serving.endpoint.rows import RowCheck, RowRefused, ValidRow
from core.storage.vault import Vault

MANY = 100
"""Rows from which on it is faster to answer all of them together."""
_BROKEN = (ArithmeticError, LookupError, TypeError, ValueError)
"""What a version whose numbers are not sound may raise in the middle of an answer."""
_pack = msgspec.json.Encoder(order="deterministic").encode


@dataclass(frozen=True)
class ServedVersion:
    """One version, ready to answer."""

    facts: LiveModel
    exported: Exported
    check: RowCheck
    columns: tuple[str, ...]

    @classmethod
    def of(cls, facts: LiveModel, exported: Exported, also_known: frozenset[str] = frozenset()) -> "ServedVersion":
        """Make a version ready to answer. `also_known`: columns that it does not ask for, but that are no surprise."""
        check = RowCheck(exported, facts.id_column, also_known)
        return cls(facts, exported, check, tuple(asked.name for asked in exported.inputs))

    def predict(self, row: Any) -> "Prediction":
        """Answer a row. Raises RowRefused."""
        started = time.perf_counter_ns()
        checked = self.check.read(row)
        answered = self.exported.answer(checked.values)
        return Prediction(self, checked, answered, (time.perf_counter_ns() - started) // 1000)

    def predict_many(self, rows: Sequence[Any]) -> "list[Prediction | RowRefused]":
        """Answer many rows together; each takes its part of the time."""
        started = time.perf_counter_ns()
        read = self.check.read_many(rows)
        answers = iter(self.exported.answer_many([row.values for row in read if isinstance(row, ValidRow)]))
        predictions = [Prediction(self, row, next(answers), 0) if isinstance(row, ValidRow) else row for row in read]
        each = (time.perf_counter_ns() - started) // 1000 // len(rows)
        for one in predictions:
            if isinstance(one, Prediction):
                one.latency = each
        return predictions


@dataclass(slots=True)
class Prediction:
    """What a version answered to one row, and in how many microseconds."""

    served: ServedVersion
    checked: ValidRow
    answered: Answered
    latency: int
    shadow: "Prediction | None" = None
    """What the version that only watches answered to the same row."""


@dataclass(frozen=True)
class ModelTraffic:
    """A model with one version."""

    served: ServedVersion

    shared = False
    """Whether a call's rows may be answered by different versions."""

    def predict(self, row: Any, _repeat: bytes | None = None) -> Prediction:
        """Answer a row by the version whose turn it is. Raises RowRefused."""
        return self.served.predict(row)

    def predict_all(self, rows: Sequence[Any], repeat: bytes | None = None) -> "list[Prediction | RowRefused]":
        """Answer each row, or say why it is refused, in their order."""
        if len(rows) >= MANY and not self.shared:
            return self.served.predict_many(rows)
        return [self._or_refused(row, repeat) for row in rows]

    def _or_refused(self, row: Any, repeat: bytes | None) -> "Prediction | RowRefused":
        try:
            return self.predict(row, repeat)
        except RowRefused as refused:
            return refused

    def step_back(self) -> RollbackReason | None:
        """Return why the newer of two versions has to go, or None."""
        return None


@dataclass(frozen=True)
class TrialTraffic(ModelTraffic):
    """A model with two versions. Whatever the newer one cannot answer, the older one does, and it counts against the newer."""

    newer: ServedVersion
    older: ServedVersion
    trial: Trial
    watch: Watch
    chooses: Callable[[Any, bytes | None], bool]
    """Whether a row is one of the newer version's."""

    shared = True

    @property
    def name(self) -> tuple[str, int, float]:
        """Return model, newer version, since: `canary.TrialName`."""
        return self.served.facts.id, self.trial.newer, self.trial.since

    def predict(self, row: Any, repeat: bytes | None = None) -> Prediction:
        if self.trial.watches:
            return self._watched(row)
        if not self.chooses(row, repeat):
            return self.older.predict(row)
        prediction = self._newer(row)
        if prediction is None:
            return self._in_its_place(row)
        if self.watch.wants_race:
            self._race(prediction, row)
        self.watch.answered()
        return prediction

    def step_back(self) -> RollbackReason | None:
        return self.watch.verdict()

    def _watched(self, row: Any) -> Prediction:
        prediction = self.older.predict(row)
        prediction.shadow = self._newer(row)
        if prediction.shadow is None:
            self.watch.failed()
        else:
            self.watch.pairs.append((prediction.shadow.latency, prediction.latency))
            self.watch.answered()
        return prediction

    def _newer(self, row: Any) -> Prediction | None:
        """None when it could not."""
        try:
            prediction = self.newer.predict(row)
        except (RowRefused, *_BROKEN):
            return None
        return prediction if math.isfinite(prediction.answered.score) else None

    def _in_its_place(self, row: Any) -> Prediction:
        """A row that neither can answer is the caller's mistake, named in the words of the version that callers know."""
        try:
            prediction = self.older.predict(row)
        except RowRefused:
            self.served.predict(row)
            raise
        self.watch.failed()
        return prediction

    def _race(self, prediction: Prediction, row: Any) -> None:
        with suppress(RowRefused, *_BROKEN):
            self.watch.pairs.append((prediction.latency, self.older.predict(row).latency))


class TrafficSplit:
    """Draws the newer version's rows by a keyed hash, so that the same customer always meets the same version.

    A higher share keeps those who are in already. Another version draws anew.
    """

    def __init__(self, vault: Vault) -> None:
        self._key = bytes.fromhex(vault.mac(b"sharing", "sharing"))

    def of(self, model: LiveModel, trial: Trial) -> Callable[[Any, bytes | None], bool]:
        """Return whether a row is the newer version's, as a function of the row and the call's Idempotency-Key.

        Drawn by the owner's own id, else by the key, else by all of the row.
        """
        limit, about = int(trial.share * 2**64), f"{model.id} {trial.newer}\n".encode()

        def chooses(row: Any, repeat: bytes | None) -> bool:
            if trial.share == 1:
                return True
            own = as_text(row.get(model.id_column)) if model.id_column and isinstance(row, dict) else ""
            drawn_by = own.encode("utf-8", "surrogatepass") or repeat or _pack(row)
            return int.from_bytes(hmac.digest(self._key, about + drawn_by, sha256)[:8]) < limit

        return chooses

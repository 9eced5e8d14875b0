"""What really happened, and what people did with an answer: matched to predictions, every report of it kept."""

import math
import time
from collections.abc import Container, Iterator, Sequence
from typing import Any

import msgspec

from core.inference.inputs import NotThisKind
from core.inference.outcome_codes import reported
from core.serving.endpoint.pseudonyms import Pseudonyms
from core.serving.endpoint.reports import (
    decision_text,
    invalid_outcomes,
    invalid_times,
    reported_value,
    require_complete,
    seconds,
)
from core.serving.endpoint.traffic import ServedVersion
from core.serving.prediction_log.ids import PredictionIds
from core.serving.prediction_log.writing import Batch, LogWriter
from core.storage.vault import Vault

_FOLLOWED = {"followed", "follow", "accepted", "agreed", "kept", "approved", "done", "as advised"}
_CHANGED = {"changed", "change", "overruled", "overridden", "rejected", "ignored", "declined", "not followed"}
_MOST_SHOWN = 20
_ACTUAL = "SELECT actual FROM outcome WHERE prediction = ? ORDER BY seq DESC LIMIT 1"
_DECISION = "SELECT decision FROM decision WHERE prediction = ? ORDER BY seq DESC LIMIT 1"
_MOST_WORDS = 40
_ABOUT = (
    "SELECT p.seq, p.answer FROM prediction p JOIN served s ON s.ref = p.served"
    " WHERE p.subject = ? AND s.model = ? AND p.at <= ? AND p.source <> 'shadow' ORDER BY "
)
_NEWEST_GIVEN = f"{_ABOUT} p.seq DESC LIMIT 1"
_NEWEST_OF_ITS_DAY = f"{_ABOUT} p.at DESC, p.seq DESC LIMIT 1"


Found = tuple[int, float | None]
"""Number and answer of a prediction."""


class Received(msgspec.Struct):
    """How many were matched to a prediction; which were not (their places in the call, the first few)."""

    matched: int = 0
    unmatched: int = 0
    repeated: int = 0
    """Already reported before, with the same content."""
    changed: int = 0
    """Reported before with other content. The newest report holds."""
    unreadable: int = 0
    """None of the model's answers, or a time that is none."""
    unmatched_places: list[int] = []

    def miss(self, place: int) -> None:
        """Note that a report, by its place in the call, fitted no prediction."""
        self.unmatched += 1
        if len(self.unmatched_places) < _MOST_SHOWN:
            self.unmatched_places.append(place)


class Matching:
    """Finds the prediction that a report is about. Reads through the writer's own connection."""

    def __init__(self, vault: Vault, writer: LogWriter) -> None:
        self._vault = vault
        self._ids = PredictionIds(vault)
        self._subjects = Pseudonyms(vault)
        self._writer = writer

    def outcomes(
        self, served: ServedVersion, reports: Sequence[Any], batch: Batch, *, strict: bool, until: float | None = None
    ) -> Received:
        """Put what really happened into `batch`.

        `until`: only predictions made before it are meant, and it counts as told then. `strict`: raises Refusal (422)
        naming every report that is not whole or none of the model's answers; else they are counted and passed over.
        """
        codes = [actual_code(served, reported_value(report, "actual")) for report in reports]
        if strict:
            require_complete(reports, "actual", invalid_outcomes(served, reports, codes))
        unreadable = {place for place, code in enumerate(codes) if code is None}
        received, now, heard = Received(unreadable=len(unreadable)), time.time(), dict[int, Any]()
        at = now if until is None else until
        for place, (seq, _) in self._matched(received, served, reports, unreadable, until):
            self._compare(received, _ACTUAL, seq, codes[place], heard)
            batch.outcomes.append((seq, at, now, codes[place]))
        self._count("unknown_outcome", received.unmatched)
        self._count("unreadable_outcome", received.unreadable)
        return received

    def decisions(
        self, served: ServedVersion, reports: Sequence[Any], batch: Batch, *, strict: bool, until: float | None = None
    ) -> Received:
        """Put what people did into `batch`. `strict` and `until` as of `outcomes`."""
        wrong = invalid_times(reports)
        if strict:
            require_complete(reports, "decision", wrong)
        unreadable = {field["row"] for field in wrong}
        received, now, heard = Received(unreadable=len(unreadable)), time.time(), dict[int, Any]()
        at = now if until is None else until
        for place, (seq, answer) in self._matched(received, served, reports, unreadable, until):
            text = decision_text(reported_value(reports[place], "decision"))[:_MOST_WORDS]
            agrees = followed(served, text, answer)
            kept = text if agrees is not None else self._in_other_words(text)
            self._compare(received, _DECISION, seq, kept, heard)
            batch.decisions.append((seq, at, now, kept, agrees, seconds(reports[place].get("seconds"))))
        self._count("unknown_decision", received.unmatched)
        return received

    def _matched(
        self,
        received: Received,
        served: ServedVersion,
        reports: Sequence[Any],
        unreadable: Container[int],
        until: float | None,
    ) -> Iterator[tuple[int, Found]]:
        """Place and prediction of each report that has one; `received` counts them, and those that have none."""
        for place, report in enumerate(reports):
            if place in unreadable:
                continue
            found = self._find(served, reported_value(report, "id"), until)
            if found is None:
                received.miss(place)
            else:
                received.matched += 1
                yield place, found

    def _in_other_words(self, text: str) -> str:
        """What is kept of words that do not say whether the advice was followed: enough to know them again, but not to read them.
        People write names there."""
        return "other " + self._vault.mac(text.encode(), "decision")[:16]

    def _find(self, served: ServedVersion, key: Any, until: float | None) -> Found | None:
        """Number and answer of the prediction: by its own id, else the newest about that owner's id. The newest is the last that was
        given, whatever the clock said; of those made before a day, the one of the latest day."""
        seq = self._ids.seq(key) if isinstance(key, str) else None
        if seq is not None:
            sql = "SELECT p.seq, p.answer FROM prediction p JOIN served s ON s.ref = p.served WHERE p.seq = ? AND s.model = ?"
            found = self._writer.db.execute(sql, (seq, served.facts.id)).fetchone()
        else:
            sql = _NEWEST_GIVEN if until is None else _NEWEST_OF_ITS_DAY
            before = math.inf if until is None else until
            found = self._writer.db.execute(sql, (self._subjects.of(key), served.facts.id, before)).fetchone()
        return found if found is None else (int(found[0]), found[1])

    def _compare(self, received: Received, sql: str, seq: int, content: Any, heard: dict[int, Any]) -> None:
        """With what was reported before, by this call too: `heard`, which then has it."""
        found = (heard[seq],) if seq in heard else self._writer.db.execute(sql, (seq,)).fetchone()
        heard[seq] = content
        if found is not None:
            received.repeated += found[0] == content
            received.changed += found[0] != content

    def _count(self, what: str, times: int) -> None:
        if times:
            self._writer.tally[(int(time.time() // 86_400), "", what)] += times


def actual_code(served: ServedVersion, actual: Any) -> float | None:
    """Return what really happened as the model codes it (core.models.reference), or None for none of its answers."""
    try:
        return reported(served.exported.form, actual)
    except (NotThisKind, OverflowError):
        return None


def followed(served: ServedVersion, text: str, answer: float | None) -> int | None:
    """Return 1 or 0 where the words say whether the advice was followed: "followed", "changed", or the answer itself."""
    plain = text.casefold()
    if plain in _FOLLOWED:
        return 1
    if plain in _CHANGED:
        return 0
    outcome = served.exported.outcome
    code = actual_code(served, text) if outcome and outcome.labels else None
    return None if code is None or answer is None else int(code == answer)

"""POST /v1/models/{model}/predict: the path that has to be fast."""

import asyncio
from typing import Any
from urllib.parse import parse_qs

import msgspec

from core.serving.endpoint.answering import AnsweredRows
from core.serving.endpoint.auth import Gate
from core.serving.endpoint.group_commit import GroupCommit
from core.serving.endpoint.idempotency import IdempotentReplies, repeat_key
from core.serving.endpoint.refusals import Refusal, shown, too_large, wrong_shape
from core.serving.endpoint.request_body import Headers, Receive, Scope, read_json
from core.serving.endpoint.service import PredictionService
from core.serving.endpoint.traffic import ModelTraffic

MOST_ROWS = 1000
PIECE = 250
"""Rows that are answered before others get their turn."""
_encode = msgspec.json.Encoder().encode


class Predicting:
    """Answers callers."""

    def __init__(
        self, service: PredictionService, gate: Gate, commits: GroupCommit, repeats: IdempotentReplies
    ) -> None:
        self._service = service
        self._gate = gate
        self._commits = commits
        self._repeats = repeats

    async def reply(self, model: str, scope: Scope, headers: Headers, receive: Receive) -> bytes:
        """Return the reply's JSON, once its log rows are kept. Raises Refusal, LogNotWritable, CallerGone."""
        key = self._gate.key(headers)
        traffic = self._service.live.for_callers(model)
        facts = traffic.served.facts
        if key.model is not None and key.model != facts.id:
            self._gate.key(headers, facts.id)
        body, asked = await read_json(receive, headers)
        rows = _rows(asked)
        self._gate.spend(key, len(rows))
        explain = _wants_reasons(scope["query_string"])
        repeat = headers.get(b"idempotency-key")
        if repeat is None:
            return await self._answered(traffic, rows, explain)
        kept_under = repeat_key(repeat, f"{key.id} {facts.id} {explain}")
        before = await self._repeats.reply_to(kept_under, body)
        if before is not None:
            return before
        try:
            return await self._answered(traffic, rows, explain, (kept_under, body, repeat))
        finally:
            self._repeats.done(kept_under)

    async def _answered(
        self, traffic: ModelTraffic, rows: list[Any], explain: bool, repeat: tuple[bytes, bytes, bytes] | None = None
    ) -> bytes:
        own = repeat[2] if repeat else None
        made = (
            self._made(traffic, rows, explain, own)
            if len(rows) <= PIECE
            else await self._in_pieces(traffic, rows, explain, own)
        )
        if len(made.rows) != len(rows):
            raise _wrong_fields(made)
        batch = self._commits.batch
        self._service.add(traffic, made, batch)
        facts = traffic.served.facts
        reply = _encode({"model": facts.id, "version": facts.version, "predictions": made.answers})
        if repeat is not None:
            self._repeats.add(repeat[0], repeat[1], reply, batch)
        await self._commits.kept()
        return reply

    def _made(self, traffic: ModelTraffic, rows: list[Any], explain: bool, own: bytes | None) -> AnsweredRows:
        """`own`: the call's Idempotency-Key."""
        keep = self._service.live.keep_inputs
        return self._service.answering.make(traffic, rows, "api", keep=keep, explain=explain, repeat=own)

    async def _in_pieces(
        self, traffic: ModelTraffic, rows: list[Any], explain: bool, own: bytes | None
    ) -> AnsweredRows:
        """The same for a long call, so that short ones need not wait for all of it."""
        whole = self._made(traffic, rows[:PIECE], explain, own)
        for start in range(PIECE, len(rows), PIECE):
            await asyncio.sleep(0)
            whole.extend(self._made(traffic, rows[start : start + PIECE], explain, own))
        return whole


def _rows(asked: Any) -> list[Any]:
    expected = '{"row": {…}} or {"rows": [{…}, …]}'
    if not isinstance(asked, dict) or ("row" in asked) == ("rows" in asked):
        raise wrong_shape(expected)
    rows = [asked["row"]] if "row" in asked else asked["rows"]
    if not isinstance(rows, list) or not rows:
        raise wrong_shape(expected)
    if len(rows) > MOST_ROWS:
        raise too_large(f"at most {MOST_ROWS:,} rows")
    return rows


def _wrong_fields(made: AnsweredRows) -> Refusal:
    fields = [{"row": place, **field} for place, answer in enumerate(made.answers) for field in answer.fields or ()]
    return Refusal(422, "wrong_field", "Some fields are wrong, so nothing was answered.", fields)


def _wants_reasons(query: bytes) -> bool:
    """Raises Refusal (422)."""
    if not query:
        return False
    asked = parse_qs(query.decode("latin-1"), keep_blank_values=True).get("explain", ["0"])
    if set(asked) - {"0", "1"}:
        wrong = [{"field": "explain", "message": f"must be 0 or 1, not “{shown(asked[-1])}”"}]
        raise Refusal(422, "wrong_field", "The address asks for something that is not known.", wrong)
    return asked[-1] == "1"

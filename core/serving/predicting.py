"""POST /v1/models/{model}/predict: the path that has to be fast."""

import asyncio
from typing import Any

import msgspec

from core.serving.answering import Made
from core.serving.bodies import Headers, Receive, Scope, read_json
from core.serving.commits import Commits
from core.serving.gate import Gate
from core.serving.live_models import Served
from core.serving.refusals import Refusal, too_large, wrong_shape
from core.serving.repeats import Repeats, repeat_key
from core.serving.service import Service

MOST_ROWS = 1000
PIECE = 25
"""Rows that are answered before others get their turn."""
_encode = msgspec.json.Encoder().encode


class Predicting:
    """Answers callers."""

    def __init__(self, service: Service, gate: Gate, commits: Commits, repeats: Repeats) -> None:
        self._service = service
        self._gate = gate
        self._commits = commits
        self._repeats = repeats

    async def reply(self, model: str, scope: Scope, headers: Headers, receive: Receive) -> bytes:
        """The reply's JSON, once its log rows are kept. Raises Refusal, LogNotWritable, Gone."""
        key = self._gate.key(headers)
        served = self._service.live.for_callers(model)
        if key.model is not None and key.model != served.facts.id:
            self._gate.key(headers, served.facts.id)
        body, asked = await read_json(receive, headers)
        explain = _wants_reasons(scope["query_string"])
        repeat = headers.get(b"idempotency-key")
        if repeat is None:
            return await self._answered(served, asked, explain)
        kept_under = repeat_key(repeat, f"{key.id} {served.facts.id} {explain}")
        before = await self._repeats.reply_to(kept_under, body)
        if before is not None:
            return before
        try:
            return await self._answered(served, asked, explain, (kept_under, body))
        finally:
            self._repeats.done(kept_under)

    async def _answered(
        self, served: Served, asked: Any, explain: bool, repeat: tuple[bytes, bytes] | None = None
    ) -> bytes:
        made = await self._made(served, _rows(asked), explain)
        batch = self._commits.batch
        self._service.answering.add(made, batch)
        facts = served.facts
        reply = _encode({"model": facts.id, "version": facts.version, "predictions": made.answers})
        if repeat is not None:
            self._repeats.add(repeat[0], repeat[1], reply, batch)
        await self._commits.kept()
        return reply

    async def _made(self, served: Served, rows: list[Any], explain: bool) -> Made:
        """Answers for all rows; long calls are made in pieces, so that short ones need not wait for them."""
        keep, make = self._service.live.keep_inputs, self._service.answering.make
        whole = make(served, rows[:PIECE], "api", keep=keep, explain=explain)
        for start in range(PIECE, len(rows), PIECE):
            await asyncio.sleep(0)
            piece = make(served, rows[start : start + PIECE], "api", keep=keep, explain=explain)
            whole.answers += piece.answers
            whole.rows += piece.rows
            whole.sent += piece.sent
        if len(whole.rows) != len(rows):
            raise _wrong_fields(whole)
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


def _wrong_fields(made: Made) -> Refusal:
    fields = [{"row": place, **field} for place, answer in enumerate(made.answers) for field in answer.fields or ()]
    return Refusal(422, "wrong_field", "Some fields are wrong, so nothing was answered.", fields)


def _wants_reasons(query: bytes) -> bool:
    return bool(query) and b"explain=1" in query.split(b"&")

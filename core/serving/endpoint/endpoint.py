"""The ASGI app: one place that counts calls and turns refusals into replies.

Predictions take a short way past the router, which would cost a fifth of the time of a call.
"""

import time

from starlette.exceptions import HTTPException

from core.serving.endpoint import cors
from core.serving.endpoint.auth import Gate
from core.serving.endpoint.group_commit import GroupCommit
from core.serving.endpoint.idempotency import IdempotentReplies
from core.serving.endpoint.loading import Loading
from core.serving.endpoint.metrics import Metrics
from core.serving.endpoint.predicting import Predicting
from core.serving.endpoint.refusals import Refusal, not_here, not_logged
from core.serving.endpoint.request_body import CallerGone, Headers, Receive, Scope, Send
from core.serving.endpoint.routes import OtherRoutes
from core.serving.endpoint.service import PredictionService
from core.serving.prediction_log.writing import LogNotWritable

_BEFORE, _AFTER = "/v1/models/", "/predict"
HUNG_UP = 499
"""Prediction to nobody, only counted: the caller went away before the call was whole (as nginx counts it)."""
_SAFE = (b"x-content-type-options", b"nosniff")
_JSON = [(b"content-type", b"application/json"), (b"cache-control", b"no-store"), _SAFE]


class Endpoint:
    """Answers HTTP. AnsweredRows inside the running event loop."""

    def __init__(self, service: PredictionService, loading: Loading, port: int, internal_token: str) -> None:
        self._service = service
        self._gate = Gate(service, port, internal_token)
        self.metrics = Metrics()
        commits = GroupCommit(service.writer)
        self.repeats = IdempotentReplies(service)
        self._predicting = Predicting(service, self._gate, commits, self.repeats)
        self._rest = OtherRoutes(service, loading, self._gate, commits, self.metrics).router

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers: Headers = dict(scope["headers"])
        path: str = scope["path"]
        page = self._service.live.origin if b"origin" in headers else b""
        if page:
            send = cors.with_permission(send, headers, page)
        try:
            self._gate.check_host(headers, scope["headers"])
            if page and cors.is_preflight(scope["method"], headers, page):
                await cors.answer_preflight(send, headers)
                return
            if scope["method"] == "POST" and path.startswith(_BEFORE) and path.endswith(_AFTER):
                await self._predict(path[len(_BEFORE) : -len(_AFTER)], scope, headers, receive, send)
                return
            scope["app"] = self  # so that the router raises instead of answering in its own words
            await self._rest(scope, receive, send)
        except Refusal as refusal:
            if refusal.is_guess:
                await self._gate.delay_guess(refusal)
            await _refuse(send, refusal)
        except LogNotWritable:
            await _refuse(send, not_logged())
        except HTTPException as none:
            await _refuse(send, not_here() if none.status_code == 404 else _wrong_method(none))
        except CallerGone:
            return

    async def _predict(self, model: str, scope: Scope, headers: Headers, receive: Receive, send: Send) -> None:
        started, status = time.perf_counter(), 500
        try:
            reply = await self._predicting.reply(model, scope, headers, receive)
            status = 200
            await send({"type": "http.response.start", "status": 200, "headers": [*_JSON, _length(reply)]})
            await send({"type": "http.response.body", "body": reply})
        except Refusal as refusal:
            status = refusal.status
            raise
        except LogNotWritable:
            status = 503
            raise
        except CallerGone:
            status = HUNG_UP
            raise
        finally:
            self.metrics.count(self._service.live.id_of(model), status, time.perf_counter() - started)


async def _refuse(send: Send, refusal: Refusal) -> None:
    body = refusal.body()
    extra = [(name.encode(), value.encode()) for name, value in refusal.headers.items()]
    await send({"type": "http.response.start", "status": refusal.status, "headers": [*_JSON, _length(body), *extra]})
    await send({"type": "http.response.body", "body": body})


def _wrong_method(refused: HTTPException) -> Refusal:
    allowed = dict(refused.headers or {}).get("Allow", "")
    return Refusal(
        refused.status_code, "wrong_method", "This address does not take that kind of call.", headers={"allow": allowed}
    )


def _length(body: bytes) -> tuple[bytes, bytes]:
    return b"content-length", str(len(body)).encode()

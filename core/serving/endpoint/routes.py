"""Every address but the predictions': what happened, what is live, documents, and what our own processes ask for."""

from contextlib import suppress
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, Router

from core.common.errors import DamagedFile
from core.serving.endpoint import commands, documents
from core.serving.endpoint.access_keys import AccessKey
from core.serving.endpoint.auth import Gate
from core.serving.endpoint.group_commit import GroupCommit
from core.serving.endpoint.loading import Loading
from core.serving.endpoint.metrics import TYPE, Metrics
from core.serving.endpoint.predicting import MOST_ROWS
from core.serving.endpoint.refusals import not_here, too_large, wrong_shape
from core.serving.endpoint.request_body import read_body, read_json
from core.serving.endpoint.service import PredictionService
from core.serving.endpoint.traffic import ServedVersion

_MOST_INTERNAL_BYTES = 64_000_000
_NO_STORE = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


class OtherRoutes:
    """Handlers by address, in `router`."""

    def __init__(
        self, service: PredictionService, loading: Loading, gate: Gate, commits: GroupCommit, metrics: Metrics
    ) -> None:
        self._service = service
        self._loading = loading
        self._gate = gate
        self._commits = commits
        self._metrics = metrics
        self.router = Router(
            [
                Route("/health", self.health),
                Route("/metrics", self.measured),
                Route("/openapi.json", self.openapi),
                Route("/docs", self.docs),
                Route("/v1/models", self.models),
                Route("/v1/models/{model}", self.card),
                # a name may hold a slash
                Route("/v1/models/{model:path}/outcomes", self.outcomes, methods=["POST"]),
                Route("/v1/models/{model:path}/decisions", self.decisions, methods=["POST"]),
                Route("/v1/models/{model:path}/predict", _only_post, methods=["POST"]),
                Route("/internal/{command}", self.command, methods=["POST"]),
            ],
            redirect_slashes=False,
        )

    async def health(self, _request: Request) -> Response:
        return PlainTextResponse("ok", headers=_NO_STORE)

    async def measured(self, request: Request) -> Response:
        self._key(request)
        return Response(self._metrics.text(), headers={**_NO_STORE, "content-type": TYPE.decode()})

    async def openapi(self, _request: Request) -> Response:
        return _json(documents.openapi(self._service.live.shown_versions()))

    async def docs(self, _request: Request) -> Response:
        page = documents.page(self._service.live.shown_versions())
        return Response(
            page, media_type="text/html", headers={**_NO_STORE, "content-security-policy": documents.POLICY}
        )

    async def models(self, request: Request) -> Response:
        key = self._key(request)
        shown = [model for model in self._service.live.shown() if key.model in (None, model.id)]
        return _json({"models": [documents.line(model) for model in shown]})

    async def card(self, request: Request) -> Response:
        return _json(documents.card(self._model(request)))

    async def outcomes(self, request: Request) -> Response:
        model = self._model(request)
        reports = await _listed(request, "outcomes", "actual")
        received = self._service.matching.outcomes(model, reports, self._commits.batch, strict=True)
        await self._commits.kept()
        return _json(received)

    async def decisions(self, request: Request) -> Response:
        model = self._model(request)
        reports = await _listed(request, "decisions", "decision")
        received = self._service.matching.decisions(model, reports, self._commits.batch, strict=True)
        await self._commits.kept()
        return _json(received)

    async def command(self, request: Request) -> Response:
        headers = _headers(request)
        self._gate.check_internal(headers)
        body = await read_body(request.receive, headers, _MOST_INTERNAL_BYTES)
        try:
            with suppress(DamagedFile):  # it is made anew; until then what was loaded stays
                await self._loading.catch_up(commands.model_of(body))
            reply = commands.run(self._service, request.path_params["command"], body, self._commits.batch)
        except (KeyError, msgspec.DecodeError) as wrong:
            raise not_here() from wrong
        await self._commits.kept()
        return Response(reply, media_type="application/json")

    def _model(self, request: Request) -> ServedVersion:
        self._key(request)
        facts = self._service.live.facts(request.path_params["model"])
        self._gate.key(_headers(request), facts.id)
        return self._service.live.for_own_use(facts.id).served

    def _key(self, request: Request) -> AccessKey:
        key = self._gate.key(_headers(request))
        self._gate.spend_call(key)
        return key


async def _only_post(_request: Request) -> Response:
    raise not_here()  # predictions never come this way; the route is here so that another method gets a 405


async def _listed(request: Request, name: str, says: str) -> list[Any]:
    _, asked = await read_json(request.receive, _headers(request))
    reports = asked.get(name) if isinstance(asked, dict) else None
    if not isinstance(reports, list) or not reports:
        raise wrong_shape(f'{{"{name}": [{{"id": …, "{says}": …}}, …]}}')
    if len(reports) > MOST_ROWS:
        raise too_large(f"at most {MOST_ROWS:,} entries")
    return reports


def _headers(request: Request) -> dict[bytes, bytes]:
    return dict(request.scope["headers"])


def _json(facts: Any) -> Response:
    return Response(msgspec.json.encode(facts), media_type="application/json", headers=_NO_STORE)

"""What the endpoint says about itself: the models' cards, OpenAPI 3.1 with the models' own columns, a page that needs no internet."""

from collections.abc import Sequence
from html import escape
from typing import Any

import msgspec

from core.inputs import Input
from core.serving import accepted
from core.serving.lanes import Served
from core.serving.live_table import LiveModel

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def line(model: LiveModel) -> dict[str, Any]:
    """A model in the list of all."""
    return {"model": model.id, "name": model.name, "version": model.version, "state": model.state}


def card(served: Served) -> dict[str, Any]:
    """What a model is for, what it asks, how good it is."""
    columns = [{"name": asked.name, "kind": asked.kind, "example": _example(asked)} for asked in served.exported.inputs]
    return {**line(served.facts), "predicts": served.exported.predicts, "columns": columns, "card": served.facts.card}


def openapi(models: Sequence[Served]) -> dict[str, Any]:
    """OpenAPI 3.1: one set of addresses for each live model, with its own columns and examples."""
    paths: dict[str, Any] = {"/v1/models": {"get": _call("Models that this key opens", "models")}}
    for served in models:
        paths |= _paths(served)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Plainwell", "version": "1", "description": "Answers of your models, on this computer."},
        "security": [{"key": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer", "description": "A key, as in plw_…"}},
            "schemas": {"Error": _ERROR},
        },
    }


def page(models: Sequence[Served]) -> bytes:
    """The same for people."""
    parts = [_section(served) for served in models] or ["<p>No model is live yet.</p>"]
    return (_HEAD + "".join(parts) + "</main></body></html>").encode()


def _paths(served: Served) -> dict[str, Any]:
    root, name = f"/v1/models/{served.facts.id}", served.facts.name
    example = {asked.name: _example(asked) for asked in served.exported.inputs}
    row = {**accepted.row(served.exported.inputs), "examples": [example]}
    rows = {"type": "array", "minItems": 1, "maxItems": 1000, "items": row}
    asked = {"oneOf": [_object({"row": row}), _object({"rows": rows})]}
    actual = accepted.actual(served.exported)
    told = {"decisions": {"decision": accepted.SAYING, "seconds": accepted.FROM_ZERO}}
    told |= {"outcomes": {"actual": actual}} if actual else {}
    return {
        root: {"get": _call(f"About {name}", "card")},
        f"{root}/predict": {"post": _call(f"Answers of {name}", "predictions", asked, _PREDICT_OPTIONS, _REPLY)},
        **{
            f"{root}/{what}": {"post": _call(f"{_TOLD[what]}: {name}", what, _reports(what, of))}
            for what, of in told.items()
        },
    }


def _call(
    summary: str,
    gives: str,
    body: dict[str, Any] | None = None,
    options: Any = None,
    reply: dict[str, Any] | None = None,
) -> dict[str, Any]:
    error = {"description": "Why not", "content": _json({"$ref": "#/components/schemas/Error"})}
    statuses = [401, 404, 405, 409, 413, 415, 422, 429, 503] if body else [401, 404, 405, 429]
    call: dict[str, Any] = {
        "summary": summary,
        "responses": {"200": {"description": gives, "content": _json(reply or {"type": "object"})}}
        | {str(status): error for status in [400, 403, *statuses]},
    }
    if body:
        call["requestBody"] = {"required": True, "content": _json(body)}
    if options:
        call["parameters"] = options
    return call


def _example(asked: Input) -> Any:
    if asked.personal is not None or asked.typical is None:
        return None
    if asked.kind == "date" and isinstance(asked.typical, float):
        return _as_date(asked.typical)
    return bool(asked.typical) if asked.kind == "yes_no" else asked.typical


def _as_date(days: float) -> str:
    from datetime import date, timedelta

    return (date(1970, 1, 1) + timedelta(days=int(days))).isoformat()


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _reports(name: str, says: dict[str, Any]) -> dict[str, Any]:
    """`says`: what each report says beside its id; the first of it is a must."""
    report = {**_object({"id": accepted.ID, **says}), "required": ["id", next(iter(says))]}
    return _object({name: {"type": "array", "minItems": 1, "maxItems": 1000, "items": report}})


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _section(served: Served) -> str:
    example = msgspec.json.format(
        msgspec.json.encode({"row": {asked.name: _example(asked) for asked in served.exported.inputs}}), indent=2
    ).decode()
    columns = "".join(
        f"<tr><td>{escape(asked.name)}</td><td>{escape(asked.kind.replace('_', '/'))}</td></tr>"
        for asked in served.exported.inputs
    )
    return (
        f"<h2>{escape(served.facts.name)}</h2><p><code>POST /v1/models/{escape(served.facts.id)}/predict</code></p>"
        f"<pre>{escape(example)}</pre><table><tr><th>Column</th><th>Kind</th></tr>{columns}</table>"
    )


_TOLD = {"outcomes": "What really happened", "decisions": "What people did"}
_ERROR = _object(
    {
        "error": _object(
            {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "fields": {"type": "array", "items": {"type": "object"}},
            }
        )
    }
)
_REASON = _object(
    {
        "column": {"type": "string"},
        "direction": {"enum": ["for", "against"]},
        "weight": {"type": "number", "description": "Its share of all that are named, 0 to 1"},
        "says": {"type": "string"},
    }
)
_REPLY = _object(
    {
        "model": {"type": "string"},
        "version": {"type": "integer"},
        "predictions": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "id": {"type": "string", "description": "Say later under it what really happened"},
                    "answer": {"type": ["string", "number"]},
                    "score": {
                        "type": "number",
                        "description": "The chance of the positive answer, or the number itself",
                    },
                    "band": {"enum": ["high", "medium", "low", None]},
                    "warnings": {"type": "array", "items": {"type": "string"}},
                    "low": {"type": "number"},
                    "high": {"type": "number"},
                    "reasons": {"type": "array", "items": _REASON, "description": "With ?explain=1"},
                    "version": {"type": "integer", "description": "While two are at work: the one that answered"},
                },
                "required": ["id", "answer", "score", "band", "warnings"],
            },
        },
    }
)
_PREDICT_OPTIONS = [
    {
        "name": "explain",
        "in": "query",
        "schema": {"enum": ["0", "1"]},
        "description": "1 adds the three strongest reasons",
    },
    {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "maxLength": 255}},
]
_HEAD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Plainwell: how to ask</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
:root { color-scheme: light dark } body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 44rem; padding: 0 1rem }
pre { overflow-x: auto; padding: 1rem; border: 1px solid #8886 } td, th { text-align: left; padding: .2rem 1rem .2rem 0 }
</style></head><body><main><h1>How to ask your models</h1>
<p>Send <code>Authorization: Bearer plw_…</code> and <code>Content-Type: application/json</code>. Up to 1,000 rows at once as
<code>{"rows": [{…}, …]}</code>. With <code>?explain=1</code> each answer brings its three strongest reasons. With an
<code>Idempotency-Key</code> a call that is sent twice within 24 hours is answered and kept once.</p>
<p>Yes/no answers bring a band: <b>high</b> from the model's limit up, <b>medium</b> from half of it, else <b>low</b>.</p>
<p>Say later what really happened at <code>/outcomes</code> with <code>{"outcomes": [{"id": …, "actual": …}]}</code>, and what
people did at <code>/decisions</code> with <code>{"decisions": [{"id": …, "decision": …, "seconds": …}]}</code>. The id is the
prediction's, or your own. <a href="/openapi.json">/openapi.json</a> says all of this for programs.</p>
"""

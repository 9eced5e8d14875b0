"""OpenAPI 3.1 with the models' own columns and examples."""

from collections.abc import Sequence
from typing import Any

from core.serving.endpoint import json_schema
from core.serving.endpoint.documents.replies import ERROR, REPLY, whole
from core.serving.endpoint.examples import example_row
from core.serving.endpoint.traffic import ServedVersion

_TOLD = {"outcomes": "What really happened", "decisions": "What people did"}
_PREDICT_OPTIONS = [
    {
        "name": "explain",
        "in": "query",
        "schema": {"enum": ["0", "1"]},
        "description": "1 adds the three strongest reasons",
    },
    {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "maxLength": 255}},
]


def openapi(models: Sequence[ServedVersion]) -> dict[str, Any]:
    """Return the OpenAPI document, with one set of addresses for each live model."""
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
            "schemas": {"Error": ERROR},
        },
    }


def _paths(served: ServedVersion) -> dict[str, Any]:
    root, name = f"/v1/models/{served.facts.id}", served.facts.name
    inputs, id_column = served.exported.inputs, served.facts.id_column
    row = {**json_schema.row(inputs, id_column), "examples": [example_row(inputs, id_column)]}
    rows = {"type": "array", "minItems": 1, "maxItems": 1000, "items": row}
    asked = {"oneOf": [whole({"row": row}), whole({"rows": rows})]}
    actual = json_schema.actual(served.exported)
    bodies = {"decisions": {"decision": json_schema.SAYING, "seconds": json_schema.FROM_ZERO}}
    bodies |= {"outcomes": {"actual": actual}} if actual else {}
    return {
        root: {"get": _call(f"About {name}", "card")},
        f"{root}/predict": {"post": _call(f"Answers of {name}", "predictions", asked, _PREDICT_OPTIONS, REPLY)},
        **{
            f"{root}/{what}": {"post": _call(f"{_TOLD[what]}: {name}", what, _reports(what, of))}
            for what, of in bodies.items()
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


def _reports(name: str, says: dict[str, Any]) -> dict[str, Any]:
    """`says`: what each report says beside its id; the first of it is a must."""
    report = {**whole({"id": json_schema.ID, **says}), "required": ["id", next(iter(says))]}
    return whole({name: {"type": "array", "minItems": 1, "maxItems": 1000, "items": report}})


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}

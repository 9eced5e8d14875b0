"""What a value may look like, as JSON Schema says it: what `inference.inputs` and `outcomes` read, and nothing that they refuse."""

from collections.abc import Sequence
from typing import Any

from core.common.parsing import CLOCK_HOURS
from core.inference.exported import Exported
from core.inference.inputs import Input
from core.serving.endpoint import json_patterns

Schema = dict[str, Any]

_MOST = 1.7976931348623157e308
_FILLED = r"[^\s\u001c-\u001f\u0085]"
"""A sign that is no space to ECMA-262, in which patterns are read, nor to Python, which takes spaces off."""
_BLANK: Schema = {"type": ["string", "null"], "pattern": r"^[ \t]*$"}
FROM_ZERO: Schema = {"type": ["number", "string", "null"], "pattern": "^[0-9]{1,15}$", "minimum": 0, "maximum": _MOST}
ID: Schema = {"type": ["string", "number"], "pattern": _FILLED, "description": "The prediction's id, or your own"}
OWN_ID: Schema = {
    "type": ["string", "number", "boolean", "null"],
    "description": "Your own id of the case: under it you can say later what really happened",
}
SAYING: Schema = {"type": ["string", "number", "boolean"], "minLength": 1}
_MOST_EXAMPLES = 20


def value(asked: Input) -> Schema:
    """Return the schema of one column that a model asks for. Every one of them may be left empty."""
    words: Schema = {"type": ["string", "number", "boolean", "null"]}
    match asked.kind:
        case "number":
            return {"anyOf": [_number(asked), _BLANK], "description": _how(asked)}
        case "yes_no":
            return {
                "anyOf": [*_yes_no(), _BLANK],
                "description": "Words for yes and no in other languages are understood too",
            }
        case "date":
            return {"anyOf": [*_day(asked.written), _BLANK], "description": "A time may follow, as in 2026-03-31 10:15"}
        case "category" if asked.personal is None:
            return {**words, "examples": list(asked.categories[:_MOST_EXAMPLES])}
        case _:
            return words


def row(asked: Sequence[Input], id_column: str | None = None) -> Schema:
    """Return the schema of one row: at least one of the model's columns is filled in."""
    filled: Schema = {"type": ["string", "number", "boolean"], "pattern": _FILLED}
    return {
        "type": "object",
        "properties": ({id_column: OWN_ID} if id_column else {}) | {each.name: value(each) for each in asked},
        "additionalProperties": True,
        "anyOf": [{"required": [each.name], "properties": {each.name: filled}} for each in asked],
    }


def actual(exported: Exported) -> Schema | None:
    """Return the schema of what really happened, or None where nothing can be reported."""
    outcome = exported.outcome
    if outcome is None:
        return None
    if outcome.number:
        return {**_number(outcome.number), "description": _how(outcome.number)}
    labels = {"enum": list(outcome.labels)}
    return {"anyOf": [labels, *_yes_no()]} if outcome.truths else labels


def _number(asked: Input) -> Schema:
    pattern = json_patterns.number(asked.written, asked.unit)
    return {"type": ["number", "string"], "pattern": pattern, "minimum": -_MOST, "maximum": _MOST}


def _how(asked: Input) -> str:
    """How text is read: the part that no pattern can tell."""
    how = "A number, or text as in 1200.50, € 1,200.50 or 12 %, which is 0.12"
    how += {"comma": ". The comma is the decimal mark", "point": ". The point is the decimal mark"}.get(
        asked.written, ""
    )
    if asked.unit == CLOCK_HOURS:
        return f"{how}. Hours: 14:30 is 14.5"
    return f"{how}. In {asked.unit}" if asked.unit else how


def _yes_no() -> list[Schema]:
    return [{"type": "boolean"}, {"enum": [1, 0]}, {"type": "string", "pattern": json_patterns.yes_no()}]


def _day(order: str) -> list[Schema]:
    pattern = json_patterns.day(order)
    return [{"type": "string", "format": "date"}, *([{"type": "string", "pattern": pattern}] if pattern else [])]

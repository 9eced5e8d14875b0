"""What a value may look like, as JSON Schema says it: what `core.inputs` and `outcomes` read, and nothing that they refuse."""

from collections.abc import Sequence
from typing import Any

from core.exported import Exported
from core.inputs import Input

Schema = dict[str, Any]

_MOST = 1.7976931348623157e308
_DIGITS = r"\s*[+-]?([0-9]{1,15}(\.[0-9]{0,15})?|\.[0-9]{1,15})([eE][+-]?[0-9]{1,2})?\s*"
_BY_COMMA = r"\s*[+-]?[0-9]{1,15}(,[0-9]{1,2})?\s*"
_FILLED = r"\S"
_SAID: list[Any] = [True, False, "yes", "no", 1, 0]
NUMBER: Schema = {"type": ["number", "string"], "pattern": f"^{_DIGITS}$", "minimum": -_MOST, "maximum": _MOST}
FROM_ZERO: Schema = {**NUMBER, "type": ["number", "string", "null"], "pattern": "^[0-9]{1,15}$", "minimum": 0}
ID: Schema = {"type": ["string", "number"], "pattern": _FILLED, "description": "The prediction's id, or your own"}
SAYING: Schema = {"type": ["string", "number", "boolean"], "minLength": 1}
_MOST_EXAMPLES = 20


def value(asked: Input) -> Schema:
    """Of one column that a model asks for. Every one of them may be left empty."""
    words: Schema = {"type": ["string", "number", "boolean", "null"]}
    match asked.kind:
        case "number":
            text = _BY_COMMA if asked.written == "comma" else _DIGITS
            return {**NUMBER, "type": ["number", "string", "null"], "pattern": f"^(\\s*|{text})$"}
        case "yes_no":
            return {"enum": [*_SAID, "", None], "description": "Other words for yes and no are understood too"}
        case "date":
            return {"anyOf": [{"type": "string", "format": "date"}, {"enum": ["", None]}]}
        case "category" if asked.personal is None:
            return {**words, "examples": list(asked.categories[:_MOST_EXAMPLES])}
        case _:
            return words


def row(asked: Sequence[Input]) -> Schema:
    """Of one row: at least one of the model's columns is filled in."""
    filled: Schema = {"type": ["string", "number", "boolean"], "pattern": _FILLED}
    return {
        "type": "object",
        "properties": {each.name: value(each) for each in asked},
        "additionalProperties": True,
        "anyOf": [{"required": [each.name], "properties": {each.name: filled}} for each in asked],
    }


def actual(exported: Exported) -> Schema | None:
    """Of what really happened; None where nothing can be said: groups have no right answer."""
    if exported.predicts == "segments":
        return None
    if exported.predicts == "number":
        return NUMBER
    return {"enum": [*exported.labels, *(_SAID if exported.predicts == "yes_no" else ())]}

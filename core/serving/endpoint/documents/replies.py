"""The shapes of replies, as JSON Schema."""

from typing import Any


def whole(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object that has all of these properties."""
    return {"type": "object", "properties": properties, "required": list(properties)}


ERROR = whole(
    {
        "error": whole(
            {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "fields": {"type": "array", "items": {"type": "object"}},
            }
        )
    }
)
_REASON = whole(
    {
        "column": {"type": "string"},
        "direction": {"enum": ["for", "against"]},
        "weight": {"type": "number", "description": "Its share of all that are named, 0 to 1"},
        "says": {"type": "string"},
    }
)
REPLY = whole(
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

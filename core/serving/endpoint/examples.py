"""A row to show how a model is asked: what is typical, and something invented where nothing is or where it may name people."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from core.inference.inputs import Input, InputKind

OWN_ID = "your-own-id"
_FIRST_DAY = date(1970, 1, 1)
_INVENTED: dict[InputKind, Any] = {
    "number": 1,
    "date": "2026-03-31",
    "yes_no": True,
    "category": "a short text",
    "text": "A few words of text",
}


def example(asked: Input) -> Any:
    """Return a value of one column, as JSON has it. Never None, never somebody's personal data."""
    if asked.personal is not None or asked.typical is None:
        return _INVENTED[asked.kind]
    match asked.kind, asked.typical:
        case "date", float(days):
            return (_FIRST_DAY + timedelta(days=int(days))).isoformat()
        case "yes_no", typical:
            return bool(typical)
        case _, float(number) if number.is_integer():
            return int(number)
        case _, typical:
            return typical


def example_row(inputs: Sequence[Input], id_column: str | None) -> dict[str, Any]:
    """Return a row that is answered, with the owner's own id first: by it the case is known again later."""
    return ({id_column: OWN_ID} if id_column else {}) | {asked.name: example(asked) for asked in inputs}

"""Why a call is not answered: a status, a code for programs, a plain message, and every wrong field at once."""

import re
from typing import Any

import msgspec

MOST_SHOWN = 20
"""Characters of the caller's own value in a message."""
MOST_FIELDS = 50
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")


class Refusal(Exception):
    """A call that gets no answer. Never logged with its message: it may show a little of the caller's value."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        fields: list[dict[str, Any]] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.fields = fields or []
        self.headers = headers or {}
        self.is_guess = False
        """Whether it is for somebody who tries one key after the other."""

    def body(self) -> bytes:
        """Return the reply's JSON."""
        many = len(self.fields)
        message = (
            f"{self.message} The first {MOST_FIELDS} of {many:,} are named." if many > MOST_FIELDS else self.message
        )
        shown = {"code": self.code, "message": message, "fields": self.fields[:MOST_FIELDS]}
        return msgspec.json.encode({"error": shown})


def shown(value: object) -> str:
    """Return a little of the caller's own value, harmless, for a message to the caller."""
    text = _CONTROL.sub(" ", value if isinstance(value, str) else str(value)).strip()
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…"


def not_json() -> Refusal:
    return Refusal(400, "not_json", "The body is not JSON.")


def wrong_shape(expected: str) -> Refusal:
    return Refusal(422, "wrong_shape", f"The body must look like {expected}.")


def no_key() -> Refusal:
    return Refusal(
        401, "no_key", "A key is needed: Authorization: Bearer plw_…", headers={"www-authenticate": "Bearer"}
    )


def wrong_key() -> Refusal:
    return Refusal(401, "wrong_key", "This key does not open this.", headers={"www-authenticate": "Bearer"})


def no_such_model() -> Refusal:
    return Refusal(404, "no_such_model", "There is no model of that name live here.")


def not_here() -> Refusal:
    return Refusal(404, "not_here", "There is nothing at this address. /docs says what there is.")


def paused() -> Refusal:
    return Refusal(409, "paused", "The owner has paused this model. Try again later.")


def too_large(what: str) -> Refusal:
    return Refusal(413, "too_large", f"Too much at once: {what}.")


def not_logged() -> Refusal:
    return Refusal(
        503,
        "not_logged",
        "The answer could not be kept, so none was given. Try again later.",
        headers={"retry-after": "5"},
    )

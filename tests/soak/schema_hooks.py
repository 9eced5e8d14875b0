"""What schemathesis loads beside its cases: it counts every answer, and makes no two calls under one Idempotency-Key by chance."""

import os
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import schemathesis

_KEY, _LONGEST = "Idempotency-Key", 255


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """A key that came before with another body is refused, and rightly so. Those that are too long stay as they are, and so do cases
    that leave the access key out: a case that was touched would get it back."""
    headers: MutableMapping[str, str] | None = case.headers
    if getattr(case.meta.phase.data, "parameter", None) == "Authorization":
        return
    if headers and _KEY in headers and len(headers[_KEY]) <= _LONGEST:
        headers[_KEY] = (uuid4().hex + headers[_KEY])[:_LONGEST]


@schemathesis.hook
def after_call(context: Any, case: Any, response: Any) -> None:
    with Path(os.environ["PLAINWELL_TOLD"]).open("a") as told:
        told.write(f"{response.status_code} {case.operation.method.upper()} {case.operation.path}\n")

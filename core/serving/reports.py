"""What a caller reports, read: which prediction is meant, and what is said of it."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from core.serving.lanes import Served
from core.serving.refusals import Refusal, shown, wrong_shape
from core.serving.subjects import as_text


def read_report(place: int, report: Any, says: str) -> tuple[Any, Any]:
    """The id, and what is said under `says` ("actual", "decision"). Raises Refusal (422)."""
    said = report.get(says) if isinstance(report, Mapping) else None
    if said in (None, "") or not (_is_plain(said) and _is_plain(report.get("id")) and as_text(report.get("id"))):
        raise wrong_shape(f'{{"id": …, "{says}": …}} in each entry; entry {place} does not')
    return report["id"], said


def _is_plain(raw: Any) -> bool:
    """Whether it is one value, not an object or a list of some."""
    return not isinstance(raw, Mapping | list)


def not_understood(served: Served, actuals: Sequence[Any], codes: Sequence[float | None]) -> Refusal:
    """What is none of the model's answers."""
    fields = [
        {"row": place, "field": "actual", "message": f"must be {_expected(served)}, not “{shown(actual)}”"}
        for place, (actual, code) in enumerate(zip(actuals, codes, strict=True))
        if code is None
    ]
    return Refusal(422, "wrong_field", "Some outcomes could not be understood.", fields)


def _expected(served: Served) -> str:
    if served.exported.predicts == "segments":
        return "something that can be checked: groups have no right answer"
    if not served.exported.labels:
        return "a number"
    return "one of: " + ", ".join(shown(label) for label in served.exported.labels[:10])


def as_said(raw: Any) -> str:
    """A decision as words."""
    return ("yes" if raw else "no") if isinstance(raw, bool) else as_text(raw)


def _number(actual: Any) -> float | None:
    try:
        value = float(actual)
    except (TypeError, ValueError, OverflowError):
        return None
    return value if math.isfinite(value) and not isinstance(actual, bool) else None


def read_seconds(place: int, raw: Any) -> float | None:
    """How long somebody took. Raises Refusal (422)."""
    if raw is None:
        return None
    value = _number(raw)
    if value is None or value < 0:
        raise Refusal(422, "wrong_field", "Seconds must be a number from 0 up.", [_seconds_field(place, raw)])
    return value


def _seconds_field(place: int, raw: Any) -> dict[str, Any]:
    return {"row": place, "field": "seconds", "message": f"must be a number from 0 up, not “{shown(raw)}”"}

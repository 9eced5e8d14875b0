"""What a caller reports, read: which prediction is meant, and what is said of it. Everything that is wrong is named at once."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from core.serving.endpoint.pseudonyms import as_text
from core.serving.endpoint.refusals import Refusal, shown, wrong_shape
from core.serving.endpoint.traffic import ServedVersion

Field = dict[str, Any]


def reported_value(report: Any, says: str) -> Any:
    """Return what a report says under `says` ("id", "actual", "decision"); None where it says nothing there, or not one value."""
    value = report.get(says) if isinstance(report, Mapping) else None
    return None if value == "" or isinstance(value, Mapping | list) else value


def require_complete(reports: Sequence[Any], says: str, wrong: Sequence[Field]) -> None:
    """Check that each report has an id and says something under `says`. Raises Refusal (422), naming all that lacks.

    `wrong`: what else is the matter.
    """
    lacking = [field for place, report in enumerate(reports) for field in _lacking(place, report, says)]
    if lacking:
        refusal = wrong_shape(f'{{"id": …, "{says}": …}} in each entry')
        refusal.fields = sorted([*lacking, *wrong], key=lambda field: field["row"])
        raise refusal
    if wrong:
        raise Refusal(422, "wrong_field", "Some entries could not be understood, so nothing was kept.", [*wrong])


def _lacking(place: int, report: Any, says: str) -> list[Field]:
    given = {"id": as_text(reported_value(report, "id")), says: reported_value(report, says)}
    return [
        _field(place, name, "is needed: one text or number") for name, value in given.items() if value in (None, "")
    ]


def invalid_outcomes(served: ServedVersion, reports: Sequence[Any], codes: Sequence[float | None]) -> list[Field]:
    """Return what is none of the model's answers, as wrong fields."""
    values = [reported_value(report, "actual") for report in reports]
    return [
        _field(place, "actual", f"must be {_expected(served)}, not “{shown(actual)}”")
        for place, (actual, code) in enumerate(zip(values, codes, strict=True))
        if code is None and actual is not None
    ]


def _expected(served: ServedVersion) -> str:
    nothing, outcome = served.exported.answer_type.no_outcome, served.exported.outcome
    if nothing:
        return nothing.refusal
    if outcome and outcome.labels:
        return "one of: " + ", ".join(shown(label) for label in outcome.labels[:10])
    return "a number"


def decision_text(raw: Any) -> str:
    """Return a decision as words."""
    return ("yes" if raw else "no") if isinstance(raw, bool) else as_text(raw)


def invalid_times(reports: Sequence[Any]) -> list[Field]:
    """Return every `seconds` that is no time, as wrong fields."""
    values = [report.get("seconds") if isinstance(report, Mapping) else None for report in reports]
    return [
        _field(place, "seconds", f"must be a number from 0 up, not “{shown(raw)}”")
        for place, raw in enumerate(values)
        if raw is not None and seconds(raw) is None
    ]


def seconds(raw: Any) -> float | None:
    """Return how long somebody took; None where that is not said, or is no time."""
    try:
        value = float(raw)
    except (TypeError, ValueError, OverflowError):
        return None
    return value if math.isfinite(value) and value >= 0 and not isinstance(raw, bool) else None


def _field(place: int, name: str, message: str) -> Field:
    return {"row": place, "field": name, "message": message}

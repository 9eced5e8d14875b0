"""A model in a line, as a card, and as a row that it can be asked about."""

from typing import Any

from core.inputs import Input
from core.serving.lanes import Served
from core.serving.live_table import LiveModel


def line(model: LiveModel) -> dict[str, Any]:
    """A model in the list of all."""
    return {"model": model.id, "name": model.name, "version": model.version, "state": model.state}


def card(served: Served) -> dict[str, Any]:
    """What a model is for, what it asks, how good it is."""
    columns = [{"name": asked.name, "kind": asked.kind, "example": _value(asked)} for asked in served.exported.inputs]
    return {**line(served.facts), "predicts": served.exported.predicts, "columns": columns, "card": served.facts.card}


def example(served: Served) -> dict[str, Any]:
    """A row to ask about: what is usual in each column; null where nothing is, or where it would tell of a person."""
    return {asked.name: _value(asked) for asked in served.exported.inputs}


def _value(asked: Input) -> Any:
    if asked.personal is not None or asked.typical is None:
        return None
    if asked.kind == "date" and isinstance(asked.typical, float):
        return _as_date(asked.typical)
    return bool(asked.typical) if asked.kind == "yes_no" else asked.typical


def _as_date(days: float) -> str:
    from datetime import date, timedelta

    return (date(1970, 1, 1) + timedelta(days=int(days))).isoformat()

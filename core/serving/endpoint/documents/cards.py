"""A model in a line, and as a card."""

from typing import Any

from core.serving.endpoint.examples import example
from core.serving.endpoint.live_table import LiveModel
from core.serving.endpoint.traffic import ServedVersion


def line(model: LiveModel) -> dict[str, Any]:
    """Return a model's line in the list of all."""
    return {"model": model.id, "name": model.name, "version": model.version, "state": model.state}


def card(served: ServedVersion) -> dict[str, Any]:
    """Return what a model is for, what it asks and how good it is."""
    columns = [{"name": asked.name, "kind": asked.kind, "example": example(asked)} for asked in served.exported.inputs]
    facts, predicts = served.facts, served.exported.predicts
    return {**line(facts), "predicts": predicts, "id_column": facts.id_column, "columns": columns, "card": facts.card}

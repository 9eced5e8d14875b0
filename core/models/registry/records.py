"""Models and their versions, as the workspace database has them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.common.finding import Finding
from core.models.reference import Reference
from core.models.registry.card import Card, card_from_json
from core.models.registry.plan import Plan, Worth
from core.storage.store import Row

if TYPE_CHECKING:
    from sklearn.base import BaseEstimator


@dataclass(frozen=True)
class Model:
    id: str
    name: str
    template: str
    created: str
    plan: Plan
    worth: Worth
    practice: bool


@dataclass(frozen=True)
class ModelVersion:
    model: str
    """Its model's id."""
    number: int
    created: str
    dataset: str
    card: Card
    findings: tuple[Finding, ...]
    content: str = ""
    """SHA-256 of the dataset's table as it was when this learned from it; empty where it is not known."""
    plan: Plan | None = None
    """What was asked for when it was made; None of versions made before this was kept."""
    fresh: Mapping[str, Any] = field(default_factory=dict)
    """Of a later version: where its new rows came from (core.operations.retraining)."""


@dataclass(frozen=True)
class TrainedModel:
    """What a training made, not yet kept."""

    pipeline: "BaseEstimator"
    exported: bytes
    reference: Reference
    card: Card
    findings: tuple[Finding, ...] = ()
    training_rows: bytes = b""
    """Which rows it learned from (core.models.training_rows)."""


def model_of(row: Row) -> Model:
    """Return the model that a row of the table `model` describes."""
    facts: dict[str, Any] = {key: row[key] for key in ("id", "name", "template", "created")}
    plan = Plan.from_dict(json.loads(row["plan"]))
    return Model(**facts, plan=plan, worth=Worth(**json.loads(row["worth"])), practice=bool(row["practice"]))


def version_of(row: Row) -> ModelVersion:
    """Return the version that a row of the table `version` describes."""
    findings = tuple(Finding.from_dict(facts) for facts in json.loads(row["findings"]))
    facts: dict[str, Any] = {key: row[key] for key in ("model", "number", "created", "dataset", "content")}
    plan = Plan.from_dict(json.loads(row["plan"])) if row["plan"] else None
    return ModelVersion(
        **facts, card=card_from_json(row["card"]), findings=findings, plan=plan, fresh=json.loads(row["fresh"])
    )

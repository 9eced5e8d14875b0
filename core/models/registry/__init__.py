"""Models and their versions: what was made, kept sealed, found again and forgotten.

A model is a question asked of a business; each training makes a version of it. `plan` says what was asked for, `card` what came
out, `pipeline_files` how the fitted pipeline is kept, `owner_choices` what the owner says later.
"""

from core.models.registry.card import Card, Driver, LeftOut, Segment
from core.models.registry.keeping import OnKept, delete, replace_training_rows, save
from core.models.registry.lookup import (
    all_models,
    exported_bytes,
    find,
    pipeline,
    reference,
    training_rows,
    version,
    versions,
)
from core.models.registry.owner_choices import rename, set_findings, set_stakes, set_worth
from core.models.registry.plan import Plan, Worth
from core.models.registry.purpose import purpose
from core.models.registry.records import Model, ModelVersion, TrainedModel

__all__ = [
    "Card", "Driver", "LeftOut", "Model", "ModelVersion", "OnKept", "Plan", "Segment", "TrainedModel", "Worth",
    "all_models", "delete", "exported_bytes", "find", "pipeline", "purpose", "reference", "rename",
    "replace_training_rows", "save",
    "set_findings", "set_stakes", "set_worth", "training_rows", "version", "versions",
]  # fmt: skip

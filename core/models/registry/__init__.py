"""Models and their versions: what was made, kept sealed, found again and forgotten.

A model is a question asked of a business; each training makes a version of it. `plan` says what was asked for, `card` what came
out, `pipeline_files` how the fitted pipeline is kept, `owner_choices` what the owner says later.
"""

from core.models.registry.card import Card, Driver, LeftOut, Segment
from core.models.registry.keeping import OnKept, delete, forget_learned, save
from core.models.registry.lookup import (
    all_models,
    exported_bytes,
    find,
    learned,
    pipeline,
    reference,
    version,
    versions,
)
from core.models.registry.owner_choices import rename, set_findings, set_stakes, set_worth
from core.models.registry.plan import Plan, Worth
from core.models.registry.purpose import purpose
from core.models.registry.records import Made, Model, Version

__all__ = [
    "Card", "Driver", "LeftOut", "Made", "Model", "OnKept", "Plan", "Segment", "Version", "Worth",
    "all_models", "delete", "exported_bytes", "find", "forget_learned", "learned", "pipeline", "purpose", "reference", "rename",
    "save",
    "set_findings", "set_stakes", "set_worth",
    "version", "versions",
]  # fmt: skip

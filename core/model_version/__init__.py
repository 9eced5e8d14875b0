"""Models and their versions: what was made, kept sealed, found again and forgotten.

A model is a question asked of a business; each training makes a version of it. `plan` says what was asked for, `card` what came
out, `pipelines` how the fitted pipeline is kept, `settling` what the owner says later.
"""

from core.model_version.card import Card, Driver, LeftOut, Segment
from core.model_version.keeping import OnKept, delete, forget_learned, save
from core.model_version.lookup import (
    all_models,
    exported_bytes,
    find,
    learned,
    pipeline,
    reference,
    version,
    versions,
)
from core.model_version.plan import Plan, Worth
from core.model_version.purpose import purpose
from core.model_version.settling import rename, set_findings, set_stakes, set_worth
from core.model_version.shapes import Made, Model, Version

__all__ = [
    "Card", "Driver", "LeftOut", "Made", "Model", "OnKept", "Plan", "Segment", "Version", "Worth",
    "all_models", "delete", "exported_bytes", "find", "forget_learned", "learned", "pipeline", "purpose", "reference", "rename",
    "save",
    "set_findings", "set_stakes", "set_worth",
    "version", "versions",
]  # fmt: skip

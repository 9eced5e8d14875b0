"""What a training found, before it is put into words."""

from dataclasses import dataclass

from sklearn.base import BaseEstimator

from core.inference.exported import Exported
from core.models.export import ProvenRows
from core.models.metrics import Scores
from core.models.reference import Reference
from core.models.registry import Segment


@dataclass(frozen=True)
class TrainingResult:
    """A fitted model with its exported form. Scores are of rows that were held back."""

    fitted: BaseEstimator
    method: str
    """For the technically minded: the estimators and how they were chosen."""
    exported: Exported
    reference: Reference
    scores: Scores
    baseline: dict[str, float]
    """What guessing gets, by the names of the scores."""
    drivers: dict[str, float]
    """How much comes from each column, as shares; the strongest first."""
    proven: ProvenRows
    groups: tuple[Segment, ...] = ()

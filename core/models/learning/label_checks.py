"""Known answers compared with what quick models make of the other columns."""

import numpy as np

from core.models.learning import label_errors, quick_model
from core.models.learning.label_errors import LabelErrors
from core.models.learning.training_set import ChosenColumns
from core.models.reference import Floats


class CannotCompare(Exception):
    """Nothing quick tells what the answers should be. Its text is a whole sentence for the owner."""


def check_labels(chosen: ChosenColumns, codes: Floats) -> LabelErrors:
    """Find wrong ones among answers to choose among, coded 0, 1, …. Raise CannotCompare where they are too many to compare."""
    labels, places = np.unique(codes, return_inverse=True)
    given = places.astype(np.float64)
    probabilities = quick_model.probabilities(chosen, given) if len(labels) > 1 else None
    if probabilities is None:
        raise CannotCompare("There are too many different answers to compare them with the other columns quickly.")
    return label_errors.find_wrong_labels(probabilities, given)


def check_amounts(chosen: ChosenColumns, codes: Floats) -> LabelErrors:
    """Find wrong ones among amounts; by ratio where all are above zero. Raise CannotCompare where only texts are left."""
    amounts = np.log(codes) if (codes > 0).all() else codes
    predicted = quick_model.predictions(chosen, amounts)
    if predicted is None:
        raise CannotCompare("No number or category is left that the answers could be compared with.")
    return label_errors.find_wrong_amounts(predicted, amounts)

"""Fitted pipelines as skops files: stock scikit-learn parts only, under one fixed list of what may be loaded."""

import zipfile

import skops.io
from sklearn.base import BaseEstimator

from core.common.errors import DamagedFile

ALLOWED = (
    "functools.partial",
    "numpy.dtype",
    "sklearn.calibration._CalibratedClassifier",
    "sklearn.calibration._TemperatureScaling",
    "sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor",
    "sklearn.utils._bunch.Bunch",
    "sklearn.utils.validation.check_array",
)
"""What our pipelines need beyond what skops trusts by itself. Never taken from a file."""


def pipeline_to_bytes(pipeline: BaseEstimator) -> bytes:
    """Return a fitted pipeline as one skops file."""
    data: bytes = skops.io.dumps(pipeline, compression=zipfile.ZIP_DEFLATED, compresslevel=1)
    return data


def pipeline_from_bytes(data: bytes) -> BaseEstimator:
    """Return the pipeline of a skops file. Raise DamagedFile when it holds anything that is not on the list."""
    strange = set(skops.io.get_untrusted_types(data=data)) - set(ALLOWED)
    if strange:
        raise DamagedFile(
            "This model holds parts that Plainwell does not load.", "Train the model again from its table."
        )
    return skops.io.loads(data, trusted=list(ALLOWED))

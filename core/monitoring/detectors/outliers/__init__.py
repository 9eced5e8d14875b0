"""Values that cannot be, and values far beyond all others.

`names`: what the name of a column says about its limits, in five languages. `limits`: values beyond them, and codes that stand for
"not known". `far`: values so far from the rest that a slip is likely. Each gives at most one `ImpossibleValue` for a column.
"""

from core.monitoring.detectors.outliers.far import find_far
from core.monitoring.detectors.outliers.impossible_values import ImpossibleValue, ImpossibleValues
from core.monitoring.detectors.outliers.limits import find_impossible

__all__ = ["ImpossibleValue", "ImpossibleValues", "find_far", "find_impossible"]

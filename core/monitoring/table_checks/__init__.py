"""One file for each thing a table is looked at for before anything learns from it.

Adding one is adding a file with an `INSPECTION` whose key is the file's name.
"""

from typing import Any

from core.common.catalog import find_variants
from core.monitoring.indicator import Indicator


def all_inspections() -> list[Indicator[Any, Any]]:
    """Return every check of this folder, the one that speaks first of its level first."""
    found: dict[str, Indicator[Any, Any]] = find_variants("core.monitoring.table_checks", "INSPECTION", Indicator)
    return sorted(found.values(), key=lambda inspection: (inspection.rank, inspection.key))

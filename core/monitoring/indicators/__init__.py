"""One file for each thing that is watched. Adding one is adding a file with an `INDICATOR` whose key is the file's name."""

from typing import Any

from core.common.catalog import find_variants
from core.monitoring.indicator import Indicator


def all_indicators() -> list[Indicator[Any, Any]]:
    """Return every indicator of this folder, first the one that speaks first of its level."""
    found: dict[str, Indicator[Any, Any]] = find_variants("core.monitoring.indicators", "INDICATOR", Indicator)
    return sorted(found.values(), key=lambda indicator: (indicator.rank, indicator.key))

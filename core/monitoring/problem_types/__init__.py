"""One file for each kind of answer, with a `WATCHING` whose key is the file's name: how models of this kind are watched."""

from core.common.catalog import find_variants
from core.monitoring.problem_type import WatchingType


def all_watching_types() -> dict[str, WatchingType]:
    """Return the watching facet of each kind of answer, by key."""
    return find_variants("core.monitoring.problem_types", "WATCHING", WatchingType)


def watching_type(key: str) -> WatchingType:
    """Return the watching facet of the kind of answer that is stored as `key` ("yes_no"). Raises KeyError for one that has no file."""
    return all_watching_types()[key]

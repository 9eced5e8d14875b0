"""How models that find groups are watched: nothing ever tells which group would have been right."""

from core.monitoring.problem_type import WatchingType

WATCHING = WatchingType(
    key="segments",
    has_outcomes=False,
    not_applicable={"leakage": "Groups are found without a known answer, so no column can give it away."},
)

"""How models that answer yes or no are watched."""

from core.monitoring.problem_type import WatchingType

WATCHING = WatchingType(key="yes_no", has_outcomes=True)

"""How models that predict a number are watched."""

from core.monitoring.problem_type import WatchingType

WATCHING = WatchingType(key="number", has_outcomes=True)

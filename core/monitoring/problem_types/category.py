"""How models that choose one of several answers are watched."""

from core.monitoring.problem_type import WatchingType

WATCHING = WatchingType(key="category", has_outcomes=True)

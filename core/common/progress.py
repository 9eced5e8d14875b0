"""Long work that somebody may follow, and stop."""

from collections.abc import Callable

OnStep = Callable[[float, str], None]
"""Takes how far a piece of work is, from 0 to 1, and what is being done. What it raises ends the work, and nothing is changed."""
ShouldStop = Callable[[], bool]
"""Whether somebody asked for the work to end."""


def quietly(_share: float, _said: str) -> None:
    """For work that nobody follows."""


def never() -> bool:
    """For work that nobody stops."""
    return False


def part(on_step: OnStep, begin: float, end: float) -> OnStep:
    """Takes how far a part of the work is, which is all of it from `begin` to `end`."""
    return lambda share, said: on_step(begin + share * (end - begin), said)

"""Long work that somebody may follow, and stop: one object is handed down from a job to its innermost loop."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from core.common.errors import Cancelled


@dataclass(frozen=True)
class Progress:
    """How far a piece of work is, from 0 to 1. Made without a listener, it is for work that nobody follows or stops."""

    listener: Callable[[float, str], None] = lambda _share, _sentence: None
    """Takes how far the work is, and what is being done."""
    should_stop: Callable[[], bool] = lambda: False
    """Whether somebody asked for the work to end."""
    sentence: str = ""
    """What is being done, where that stays the same: for `at` and `advance`."""
    steps: int = 1
    """How many calls of `advance` make up the whole."""
    _done: Iterator[int] = field(default_factory=lambda: count(1), repr=False, compare=False)

    def say(self, share: float, sentence: str) -> None:
        """Say how far the work is, and what is being done now. Raises Cancelled when it was asked to stop."""
        self.check()
        self.listener(share, sentence)

    def at(self, share: float) -> None:
        """Say how far the work is; what is being done is as before. Raises Cancelled when it was asked to stop."""
        self.say(share, self.sentence)

    def advance(self) -> None:
        """Say that one more of its equal steps is done. Raises Cancelled when it was asked to stop."""
        self.at(min(next(self._done) / self.steps, 1.0))

    def end(self, sentence: str) -> None:
        """Say that the work is done. Never raises: what is kept by now stays."""
        self.listener(1.0, sentence)

    def check(self) -> None:
        """Raise Cancelled when the work was asked to stop."""
        if self.should_stop():
            raise Cancelled

    def part(self, begin: float, end: float, sentence: str = "", steps: int = 1) -> "Progress":
        """Return the progress of a part of the work, which itself goes from 0 to 1 while the whole goes from `begin` to `end`."""
        return Progress(
            lambda share, said: self.listener(begin + share * (end - begin), said), self.should_stop, sentence, steps
        )


SILENT = Progress()
"""For work that nobody follows or stops."""

"""Two versions side by side: how each does, and whether the newer one has to step back.

Only what is seen here counts: rows that one version could not answer and the other could, and the time each takes to answer
under the same load. Which one is right is for the owner to see once outcomes are in.
"""

from collections import deque
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from core.common.wilson import wilson_interval

TrialName = tuple[str, int, float]
"""Model, newer version, since."""
ENOUGH, ENOUGH_TIMED = 20, 30
"""Rows of the newer version before its troubles are judged, and rows that both answered before their speed is."""
NEWEST = 200
"""Rows that are looked at: the newest ones."""
FEWEST_TROUBLES, TROUBLED = 3, 0.02
"""Slips that are no news, and the share of rows that the lower end of the range has to be above."""
LOOK_EACH = 10
SLOWER, SLOWER_BY = 2.0, 10_000
"""Times as long, and microseconds longer, both of which it takes: nobody feels less."""
TIMED_ROWS, TIMED_EACH = 2000, 4
"""Each fourth of the newer version's first rows is given to both: only the same row at the same moment is a fair race."""


class RollbackReason(msgspec.Struct, frozen=True):
    """What spoke against the newer version; kept as JSON."""

    what: Literal["errors", "slow"]
    rows: int
    """Rows of the newer version that were looked at."""
    troubles: int
    newer: float = 0.0
    older: float = 0.0
    """Milliseconds within which they answered 75 of 100 rows that both were given: a few hiccups do not move that."""


@dataclass
class Watch:
    """The newest rows of the newer version of one trial."""

    troubled: deque[bool] = field(default_factory=lambda: deque(maxlen=NEWEST))
    pairs: deque[tuple[int, int]] = field(default_factory=lambda: deque(maxlen=NEWEST))
    """Microseconds that newer and older took for the same row."""
    seen: int = 0
    new_troubles: int = 0
    """Since they were last noted in the log."""

    _next_look: int = 0
    _kept: int = 0
    """Rows seen when it was last written down."""

    @classmethod
    def from_json(cls, kept: str) -> "Watch":
        """Read what `to_json` wrote: a process that comes after another one goes on where that one was."""
        troubled, pairs, seen = msgspec.json.decode(kept, type=tuple[list[bool], list[tuple[int, int]], int])
        return cls(deque(troubled, NEWEST), deque(pairs, NEWEST), seen, _kept=seen)

    def to_json(self) -> str:
        """Write the watch down; from now on it has no news."""
        self._kept = self.seen
        return msgspec.json.encode((list(self.troubled), list(self.pairs), self.seen)).decode()

    def has_news(self) -> bool:
        """Say whether there is something that was not written down."""
        return self.seen > self._kept

    def is_due(self) -> bool:
        """Say whether there is something new to judge: a trouble, or ten rows."""
        if not self.new_troubles and self.seen < self._next_look:
            return False
        self._next_look = self.seen + LOOK_EACH
        return True

    @property
    def wants_race(self) -> bool:
        """Say whether the next row is to be given to both versions, to compare their times."""
        return self.seen <= TIMED_ROWS and self.seen % TIMED_EACH == 0

    def answered(self) -> None:
        """Note that the newer version answered a row."""
        self.troubled.append(False)
        self.seen += 1
        if self.seen == TIMED_ROWS:
            self.pairs.clear()

    def failed(self) -> None:
        """Note that the newer version could not answer a row that the older one answered."""
        self.troubled.append(True)
        self.seen += 1
        self.new_troubles += 1

    def verdict(self) -> RollbackReason | None:
        """Return why the newer version should step back, or None where it may go on."""
        rows, troubles = len(self.troubled), sum(self.troubled)
        if rows >= ENOUGH and troubles >= FEWEST_TROUBLES and wilson_interval(troubles, rows)[0] > TROUBLED:
            return RollbackReason("errors", rows, troubles)
        if len(self.pairs) >= ENOUGH_TIMED:
            newer, older = (sorted(times)[3 * len(times) // 4] for times in zip(*self.pairs, strict=True))
            if newer >= SLOWER * older and newer - older >= SLOWER_BY:
                return RollbackReason("slow", rows, troubles, newer / 1000, older / 1000)
        return None


class Watches:
    """One for each trial under way."""

    def __init__(self, kept: Mapping[TrialName, str]) -> None:
        """`kept`: what was seen before this process began."""
        self._kept = dict(kept)
        self._now: dict[TrialName, Watch] = {}

    def of(self, trial: TrialName) -> Watch:
        """Return the watch of a trial; one that a process before this one kept goes on."""
        if trial not in self._now:
            kept = self._kept.pop(trial, None)
            self._now[trial] = Watch() if kept is None else Watch.from_json(kept)
        return self._now[trial]

    def keep_only(self, trials: Container[TrialName | None]) -> None:
        """Forget the trials that are over."""
        self._now = {trial: watch for trial, watch in self._now.items() if trial in trials}

    def seen_lately(self) -> Iterator[tuple[TrialName, str]]:
        """Yield what was seen of each trial since this was asked last, to be kept for the process after this one."""
        for trial, watch in self._now.items():
            if watch.has_news():
                yield trial, watch.to_json()

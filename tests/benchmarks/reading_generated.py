"""How generated files are read, whose content is known: `python -m tests.benchmarks.reading_generated [COUNT] [SEED] [--apart]`.

Makes COUNT files (10,000 unless told) in the styles of `tests/core/data/reading/generated.py` and reads each; prints how many were
read exactly, asked about (the answer makes them exact), refused, or read wrongly, and the style of each of the last. Without
`--apart` files are read within this process, for speed; with it each has a process of its own, as an owner's file has.
"""

import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.core.data.reading.generated import Style, judged, judged_apart, styles


@dataclass
class Tally:
    """What came of the files so far."""

    found: Counter[str] = field(default_factory=Counter)
    kinds: set[Style] = field(default_factory=set)
    started: float = field(default_factory=time.monotonic)

    def add(self, style: Style, outcome: str, columns: list[str]) -> None:
        self.found[outcome] += 1
        self.kinds.add(style)
        if outcome == "wrong":
            print(f"wrong {columns}: {style}", flush=True)
        if self.found.total() % 250 == 0:
            print(self, flush=True)

    def __str__(self) -> str:
        counts = ", ".join(f"{count:,} {outcome}" for outcome, count in self.found.most_common())
        total, seconds = self.found.total(), time.monotonic() - self.started
        return f"{total:,} files, {len(self.kinds):,} of them different: {counts}; {seconds:.0f} s"


def main() -> int:
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    count, start = [*numbers, *[10_000, 1][len(numbers) :]]
    judge = judged_apart if "--apart" in sys.argv else judged
    tally = Tally()

    @seed(start)
    @settings(
        max_examples=count,
        database=None,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(style=styles())
    def read_each(style: Style) -> None:
        tally.add(style, *judge(style))

    read_each()
    print(tally)
    return 1 if tally.found["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())

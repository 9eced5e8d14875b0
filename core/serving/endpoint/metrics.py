"""Counts since this process's start, for Prometheus (text format 0.0.4)."""

import time
from collections import Counter

TYPE = b"text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """Calls by model and status, and the time that answers took."""

    def __init__(self) -> None:
        self.calls: Counter[tuple[str, int]] = Counter()
        self.seconds: dict[str, float] = {}
        self._told: Counter[tuple[str, int]] = Counter()

    def count(self, model: str, status: int, seconds: float) -> None:
        """Count a call."""
        self.calls[model, status] += 1
        self.seconds[model] = self.seconds.get(model, 0.0) + seconds

    def add_to(self, tally: Counter[tuple[int, str, str]]) -> None:
        """Add the calls since the last time to the day's counts in the log."""
        day = int(time.time() // 86_400)
        for (model, status), calls in (self.calls - self._told).items():
            tally[day, model, "requests"] += calls
            if status >= 400:
                tally[day, model, "failed" if status >= 500 else "refused"] += calls
        self._told = self.calls.copy()

    def text(self) -> bytes:
        """Return the counts as text. Labels are ids of models and statuses: nothing that a caller chose."""
        lines = ["# HELP plainwell_calls_total Calls for a prediction.", "# TYPE plainwell_calls_total counter"]
        lines += [
            f'plainwell_calls_total{{model="{model}",status="{status}"}} {count}'
            for (model, status), count in sorted(self.calls.items())
        ]
        lines += [
            "# HELP plainwell_call_seconds_total Time spent on them.",
            "# TYPE plainwell_call_seconds_total counter",
        ]
        lines += [
            f'plainwell_call_seconds_total{{model="{model}"}} {seconds:.6f}'
            for model, seconds in sorted(self.seconds.items())
        ]
        return ("\n".join(lines) + "\n").encode()

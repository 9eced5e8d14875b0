"""Rows of the log, for tests that write it themselves."""

from core.serving.prediction_log.row import LogRow


def a_row(seq: int, served: int, at: float, *, bins: bytes = b"\x01", source: str = "api") -> LogRow:
    return LogRow(
        seq=seq,
        served=served,
        at=at,
        recorded=None,
        latency=150,
        score=0.25,
        answer=1.0,
        low=None,
        high=None,
        bins=bins,
        subject=None,
        source=source,
    )

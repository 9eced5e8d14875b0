"""Why a model's answers may have become worse: what happened to its inputs at the same time."""

from core.common.finding import Cause
from core.monitoring.drift import cause, moves
from core.monitoring.feed import Fault, faults
from core.monitoring.window import Recent, Window

MATTERS = 0.02
"""A column that brings less than this of what the model knows explains nothing."""


def explain(window: Window, period: Recent) -> Cause | None:
    """Find why answers became worse: a fault in what was sent, else values that moved; None when the inputs were as ever.

    Only columns that matter count."""
    found = _faults(window, period)
    return of_faults(found) if found else cause([move for move in moves(window, period) if move.weight >= MATTERS])


def broken(window: Window, period: Recent) -> Cause | None:
    """Find a fault that keeps a column that matters from the model: with it, answers cannot be as good as before."""
    found = [fault for fault in _faults(window, period) if fault.what != "shifted"]
    return of_faults(found) if found else None


def _faults(window: Window, period: Recent) -> list[Fault]:
    return [fault for fault in faults(window, period) if fault.weight >= MATTERS]


def of_faults(found: list[Fault]) -> Cause:
    """Return the fault that matters most as a cause, with all columns that show the same."""
    same = [fault for fault in found if fault.what == found[0].what]
    since = min(fault.since for fault in same)
    return Cause(found[0].what, tuple(fault.column for fault in same), since.isoformat())

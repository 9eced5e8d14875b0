"""Faults of what is sent to a model: columns that come empty, renamed, in another unit, with new values, or stuck.

Read from the log's bins alone. `usual`: what is normal of a column. `symptoms`: what a fault looks like. `rescaling`: one
factor for all numbers. `finding_faults`: which columns have one, how much of what the model knows is lost, and since when.
"""

from core.monitoring.feed.finding_faults import Fault, faults
from core.monitoring.feed.usual import Usual, counted, usual_of

__all__ = ["Fault", "Usual", "counted", "faults", "usual_of"]

"""Numbers, times and days as people write them: the patterns by which columns are read, and single values without pandas or Arrow.

The endpoint reads with this package what `core.reading` reads by the column: a row that is sent means what a row of the file meant.
"""

from core.spelling.days import day_of
from core.spelling.numerals import number_of
from core.spelling.sent import day_sent, number_sent
from core.spelling.units import CLOCK_HOURS, amount_of, hours_of

__all__ = ["CLOCK_HOURS", "amount_of", "day_of", "day_sent", "hours_of", "number_of", "number_sent"]

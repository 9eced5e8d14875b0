"""Numbers, times and days as people write them: the patterns by which columns are read, and single values without pandas or Arrow.

The endpoint reads with this package what `data.reading` reads by the column: a row that is sent means what a row of the file meant.
"""

from core.common.parsing.dates import day_of
from core.common.parsing.numbers import number_of
from core.common.parsing.quantities import CLOCK_HOURS, amount_of, hours_of
from core.common.parsing.values import day_sent, number_sent

__all__ = ["CLOCK_HOURS", "amount_of", "day_of", "day_sent", "hours_of", "number_of", "number_sent"]

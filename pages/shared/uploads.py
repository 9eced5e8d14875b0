"""Which files may be brought. What a file really is, its bytes decide."""

from core.data.reading.limits import MOST_BYTES

ENDINGS = ["csv", "tsv", "txt", "xlsx", "xls", "xlsb", "ods"]
MOST_MB = MOST_BYTES // 1024**2
"""The largest that is read."""

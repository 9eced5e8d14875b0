"""How much one file may ask of the computer."""

MOST_SECONDS = 60
MOST_BYTES = 200 * 1024 * 1024
"""Of a file, and of what a packed file (a workbook) unpacks to."""
MOST_ROWS = 1_000_000
MOST_COLUMNS = 500
MOST_CELLS = 50_000_000
MOST_MEMORY = 6 * 1024**3
"""Address space of the reading process, where the system can hold it to that."""

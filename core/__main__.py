"""`python -m core VERB …`: the same verbs as the pages, for a shop, a developer, a timetable."""

import sys

from core.cli import verbs
from core.cli.output import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], verbs()))

"""`python -m core VERB …`: the same verbs as the pages, for a shop, a developer, a timetable."""

import sys


def main() -> int:
    """Run the command line, and return its exit code. Ctrl-C ends quietly, also in the second before a verb begins."""
    try:
        from core.cli import verbs
        from core.cli.output import run

        return run(sys.argv[1:], verbs())
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())

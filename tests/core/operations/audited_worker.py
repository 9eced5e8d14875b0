"""A worker whose every opening of a table is written down: `audited_worker.py FILE`, then the worker's own arguments."""

import os
import sys

from core.data.dataset.contents import OPENED
from core.operations import worker

notes = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def note(event: str, _facts: tuple[object, ...]) -> None:
    if event == OPENED:
        os.write(notes, b"opened\n")


if __name__ == "__main__":
    sys.addaudithook(note)
    worker.main(sys.argv[2:])

"""A repair: one small, recorded change to a table as it was read, which can be done again and taken back.

A frame that is repaired has the number of each row as its index: its place in the table as it was read, from 0. Repairs never
renumber, so that one which names rows still means the same rows after others.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.common.errors import OwnerError
from core.common.words import Words

if TYPE_CHECKING:
    import pandas as pd

Arguments = Mapping[str, Any]
"""Plain values for JSON. Usual names: `column`, `columns`, `row` (a number), `rows` (see `core/data/repairs/__init__.py`), `value`."""


class DoesNotFit(OwnerError):
    """The table has no such column or row, or its values are of another kind."""


def unchanged(_frame: "pd.DataFrame", arguments: Arguments) -> Arguments:
    return arguments


@dataclass(frozen=True)
class Repair:
    """One way to repair a table.

    `apply` gives a new frame, the same one each time, and raises DoesNotFit. `settle` is asked once, before: it checks the
    arguments against the table and adds what `says` and taking it back need, such as how many cells it concerns.
    """

    key: str
    label: str
    """The words of a button: "Leave this column out"."""
    says: Callable[[Arguments, Words], str]
    """What it did, as a sentence for the table's history. It may hold a value of the table, so it is kept sealed."""
    apply: Callable[["pd.DataFrame", Arguments], "pd.DataFrame"]
    settle: Callable[["pd.DataFrame", Arguments], Arguments] = unchanged


def names_rows(arguments: Arguments) -> bool:
    """Tell whether single rows are meant, by number: reading the file another way can give a number to another row."""
    rows = arguments.get("rows")
    return "row" in arguments or isinstance(rows, list | tuple) or (isinstance(rows, Mapping) and "from" in rows)

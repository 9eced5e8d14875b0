"""What a table is once it has been read, and what an owner may decide about the reading."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["number", "date", "yes_no", "category", "text", "id", "email", "phone", "postcode", "empty"]
Decimal = Literal["point", "comma"]
DateOrder = Literal["day_first", "month_first", "year_first"]


@dataclass(frozen=True)
class Column:
    """One column of a table as it was understood."""

    name: str
    kind: Kind
    missing: int
    distinct: int
    personal: str | None = None
    """What kind of personal data it holds ("email", "phone", "name", "date_of_birth", …), if any: `core/personal`."""


@dataclass(frozen=True)
class Choices:
    """How to read a file. None lets the reading guess; a reading gives back what it used."""

    sheet: str | None = None
    header_row: int | None = None
    """Row of the (last) headings, counted from 1 as a spreadsheet does; 0 when the table has none."""
    delimiter: str | None = None
    encoding: str | None = None
    decimal: Decimal | None = None
    date_order: DateOrder | None = None
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    """Kinds of columns the owner decided, by name."""

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "kinds": dict(self.kinds)}


@dataclass(frozen=True)
class Note:
    """One thing that was guessed, skipped or cut, as a sentence."""

    sentence: str
    choice: str | None = None
    """The field of `Choices` that undoes it, if one does."""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A file as it was understood.

    `frame` has one column for each of `columns`: number as float64 (Int64 where every value is whole), date as datetime64,
    yes_no as boolean, every other kind as str. Missing is NA, NaN or NaT.
    """

    frame: "pd.DataFrame"
    columns: tuple[Column, ...]
    notes: tuple[Note, ...]
    choices: Choices
    sheets: tuple[str, ...] = ()
    """The sheets of a workbook that hold something, in its own order."""

"""What a table is once it has been read, and what an owner may decide about the reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, cast

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["number", "date", "yes_no", "category", "text", "id", "email", "phone", "postcode", "empty"]
Decimal = Literal["point", "comma"]
DateOrder = Literal["day_first", "month_first", "year_first"]
Skip = Literal["repeated_headings", "subtotals", "totals", "remarks", "blank_rows", "blank_columns"]
"""Rows and columns that look like no data of the table."""


@dataclass(frozen=True)
class Column:
    """One column of a table as it was understood."""

    name: str
    kind: Kind
    missing: int
    distinct: int
    personal: str | None = None
    """What kind of personal data it holds ("email", "phone", "name", "date_of_birth", …), if any: `core/data/personal`."""
    personal_sure: bool = True
    """Whether its values show that, or the owner said it. What is unsure counts as personal."""
    unreadable: int = 0
    """Cells that held something which is not of this kind; they count as missing."""
    spelled_no: str = ""
    spelled_yes: str = ""
    """How its file writes no and yes most often ("Nein" and "Ja", "0" and "1"), where it holds these."""
    written: str = ""
    """How its cells write numbers ("point", "comma") or dates ("day_first", …), where they tell."""
    unit: str = ""
    """What stood beside each number ("kg"); `core.common.parsing.CLOCK_HOURS` where times of day became hours."""


@dataclass(frozen=True)
class Choices:
    """How to read a file. None lets the reading guess; a reading gives back what it used."""

    sheet: str | None = None
    header_row: int | None = None
    """Row of the (last) headings, counted from 1 as a spreadsheet does; 0 when the table has none."""
    table: int | None = None
    """Which of several tables on a sheet, from 1; 0 reads all of them as one."""
    delimiter: str | None = None
    encoding: str | None = None
    decimal: Decimal | None = None
    date_order: DateOrder | None = None
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    """Kinds of columns the owner decided, by name."""
    decimals: Mapping[str, Decimal] = field(default_factory=dict)
    """Decimal marks of single columns, where an open question was answered."""
    date_orders: Mapping[str, DateOrder] = field(default_factory=dict)
    """Date orders of single columns, likewise."""
    keep: tuple[Skip, ...] = ()
    """What is kept though it looks like no data."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "keep", tuple(self.keep))  # JSON has lists

    def as_dict(self) -> dict[str, Any]:
        by_column = {"kinds": dict(self.kinds), "decimals": dict(self.decimals), "date_orders": dict(self.date_orders)}
        return {**{name: value for name, value in vars(self).items() if name not in by_column}, **by_column}

    def answered(self, question: "Note", value: str) -> "Choices":
        """Return these choices with the owner's answer, one of `question.options` or `question.offers`."""
        if question.choice == "encoding":
            return replace(self, encoding=value)
        if question.choice == "table":  # its headings and columns are others
            return replace(self, table=int(value), header_row=None, kinds={}, decimals={}, date_orders={}, keep=())
        if question.choice == "keep":
            kept = [skip for skip in self.keep if skip != value]
            return replace(self, keep=tuple(kept) if value in self.keep else (*self.keep, cast(Skip, value)))
        given = dict.fromkeys(question.columns, value)
        if question.choice == "decimal":
            return replace(self, decimals={**self.decimals, **cast(Mapping[str, Decimal], given)})
        return replace(self, date_orders={**self.date_orders, **cast(Mapping[str, DateOrder], given)})


@dataclass(frozen=True)
class Note:
    """One thing that was guessed, skipped or cut, as a sentence."""

    sentence: str
    choice: str | None = None
    """The field of `Choices` that undoes it, if one does."""
    columns: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    """An open question has some: a value, and what it would mean in words; the one that was used first.

    It is asked for each of `columns`, or for the whole file if there are none.
    ("day_first", "01/02/2026 is 1 February 2026"), ("month_first", "01/02/2026 is 2 January 2026")
    """
    offers: tuple[tuple[str, str], ...] = ()
    """Other ways than the one that was used, where nothing needs an answer: a value, and the words of its button.

    ("totals", "Keep it"). `Choices.answered` takes such a value as it takes one of `options`.
    """

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> "Note":
        """Return a note from `dataclasses.asdict`, also by way of JSON, and from before there were options and offers."""
        options, offers = (
            tuple((value, words) for value, words in facts.get(name, ())) for name in ("options", "offers")
        )
        return cls(facts["sentence"], facts["choice"], tuple(facts["columns"]), options, offers)


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
    unlocked: bytes | None = field(default=None, repr=False)
    """The file as it is without its lock, where a password opened it."""

    @property
    def asked(self) -> list[Note]:
        """Return what the file leaves open; one way was used."""
        return [note for note in self.notes if note.options]

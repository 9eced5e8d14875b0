"""A table of texts to a table of numbers, dates, answers and words, with a note on every guess."""

from dataclasses import replace
from typing import TypeVar

import pyarrow as pa

from core.common.progress import SILENT, Progress
from core.common.words import Words, clean
from core.data.reading.column_names import unique_names
from core.data.reading.column_notes import notes_on
from core.data.reading.date_orders import Order, order_of
from core.data.reading.distinct import Distinct
from core.data.reading.kinds import understand, understand_as
from core.data.reading.layout import TableLayout
from core.data.reading.numerals import Style, style_of
from core.data.reading.questions import Guessed
from core.data.reading.raw import Raw, Understood
from core.data.reading.results import Choices, Column, DateOrder, Decimal, Note

Result = TypeVar("Result")
DEFAULT_ORDER: DateOrder = "day_first"


def understand_table(
    table: TableLayout, choices: Choices, progress: Progress = SILENT
) -> tuple[pa.Table, tuple[Column, ...], Choices, list[Note]]:
    """Return each column with its kind, the choices as used, and what was guessed."""
    steps = progress.part(0.0, 1.0, steps=2 * table.grid.width)

    def told(result: Result) -> Result:
        steps.advance()
        return result

    names, invented, repeated = unique_names(table.headings)
    columns = [told(Distinct.of(column)) for column in table.grid.columns]
    styles = [style_of(column) for column in columns]
    orders = [order_of(column) for column in columns]
    usual = _decimal(styles, choices.delimiter), _order(orders)
    numbers = table.grid.numbers or (None,) * len(columns)
    raws = [
        _raw(*facts, choices=choices, usual=usual)
        for facts in zip(names, columns, styles, orders, numbers, strict=True)
    ]
    understood = [told(_as_chosen(raw, choices)) for raw in raws]
    guessed = [Guessed(*facts) for facts in zip(raws, styles, orders, understood, strict=True)]
    notes = [*_notes_on_names(invented, repeated, table), *notes_on(guessed, choices)]
    used = replace(
        choices,
        header_row=table.header_row,
        table=table.number,
        decimal=choices.decimal or usual[0],
        date_order=choices.date_order or usual[1],
    )
    facts = tuple(_column(column, choices) for column in guessed)
    return pa.table({raw.name: column.values for raw, column in zip(raws, understood, strict=True)}), facts, used, notes


def _raw(
    name: str,
    column: Distinct,
    style: Style,
    order: Order,
    numbers: pa.BooleanArray | None,
    *,
    choices: Choices,
    usual: tuple[Decimal, DateOrder],
) -> Raw:
    """What a column's own cells leave no doubt about comes before what was chosen for the whole file, and that before a guess."""
    decimal = choices.decimals.get(name) or style.sure or choices.decimal or style.decimal or usual[0]
    date_order = choices.date_orders.get(name) or order.sure or choices.date_order or order.known or usual[1]
    return Raw(name, column, decimal, date_order, numbers)


def _column(guessed: Guessed, choices: Choices) -> Column:
    understood = guessed.became
    no, yes = understood.spelled
    return Column(
        guessed.raw.name,
        understood.kind,
        understood.values.null_count,
        understood.distinct,
        unreadable=understood.lost,
        spelled_no=no,
        spelled_yes=yes,
        written=_written(guessed, choices),
        unit=understood.unit,
    )


def _written(column: Guessed, choices: Choices) -> str:
    """The mark or order of its cells where they tell it, or the owner did; a default tells nothing."""
    name = column.raw.name
    if column.became.kind == "number" and (column.style.decimal or choices.decimals.get(name) or choices.decimal):
        return column.raw.decimal
    if column.became.kind == "date" and (column.order.known or choices.date_orders.get(name) or choices.date_order):
        return column.raw.order
    return ""


def _decimal(styles: list[Style], delimiter: str | None) -> Decimal:
    """What most columns that tell have; a file separated by semicolons comes from where commas are decimal."""
    point = sum(style.decimal == "point" for style in styles)
    comma = sum(style.decimal == "comma" for style in styles)
    if point == comma:
        return "comma" if delimiter == ";" else "point"
    return "point" if point > comma else "comma"


def _order(orders: list[Order]) -> DateOrder:
    known = [order.known for order in orders if order.known]
    return "month_first" if known.count("month_first") > known.count("day_first") else DEFAULT_ORDER


def _as_chosen(raw: Raw, choices: Choices) -> Understood:
    chosen = choices.kinds.get(raw.name)
    return understand_as(raw, chosen) if chosen else understand(raw)


def _notes_on_names(invented: list[str], repeated: list[str], table: TableLayout) -> list[Note]:
    notes = []
    beyond = [name for name in invented if table.header_row and _mostly_blank(table, name)]
    nameless = [name for name in invented if table.header_row and name not in beyond]
    if nameless:
        notes.append(Note(f"Columns without a heading were named {_listed(nameless)}.", columns=tuple(nameless)))
    if beyond:
        sentence = f"Some rows have more cells than there are headings; look at {_listed(beyond)}."
        notes.append(Note(sentence, "delimiter", tuple(beyond)))
    if repeated:
        sentence = f"Headings that came twice were numbered: {_listed(repeated)}."
        notes.append(Note(sentence, columns=tuple(repeated)))
    if len(table.headings) == 1:
        notes.append(Note("This table has only one column; a question needs at least two.", "delimiter"))
    return notes


def _mostly_blank(table: TableLayout, name: str) -> bool:
    """Whether a column without a heading, at the right, holds something in few rows only: cells too many."""
    place = int(name.split()[1]) - 1
    at_the_right = not any(table.headings[place:])
    return at_the_right and table.grid.columns[place].null_count >= 0.5 * table.grid.height


def _listed(names: list[str]) -> str:
    return Words().items([f"“{clean(name, 30)}”" for name in names])

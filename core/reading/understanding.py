"""A table of texts to a table of numbers, dates, answers and words, with a note on every guess."""

from dataclasses import replace

import pyarrow as pa

from core.reading.column_names import unique_names
from core.reading.distinct import Distinct
from core.reading.kinds import Raw, Understood, understand, understand_as
from core.reading.layout import Table
from core.reading.moments import Order, order_of
from core.reading.numerals import Style, currencies, has_percent, style_of
from core.reading.shapes import Choices, Column, DateOrder, Decimal, Note
from core.words import clean

DEFAULT_ORDER: DateOrder = "day_first"


def understand_table(table: Table, choices: Choices) -> tuple[pa.Table, tuple[Column, ...], Choices, list[Note]]:
    """Each column with its kind, the choices as used, and what was guessed."""
    names, invented, repeated = unique_names(table.headings)
    columns = [Distinct.of(column) for column in table.grid.columns]
    styles = [style_of(column.sample()) for column in columns]
    orders = [order_of(column.sample()) for column in columns]
    decimal = choices.decimal or _decimal(styles, choices.delimiter)
    order = choices.date_order or _order(orders)
    numbers = table.grid.numbers or (None,) * len(columns)
    raws = [
        Raw(name, column, choices.decimal or style.decimal or decimal, choices.date_order or own.known or order, marks)
        for name, column, style, own, marks in zip(names, columns, styles, orders, numbers, strict=True)
    ]
    understood = [
        understand_as(raw, choices.kinds[raw.name]) if raw.name in choices.kinds else understand(raw) for raw in raws
    ]
    notes = _notes_on_names(invented, repeated, table)
    for raw, style, own, column in zip(raws, styles, orders, understood, strict=True):
        notes += _notes_on_column(raw, style, own, column, choices)
    used = replace(choices, header_row=table.header_row, decimal=decimal, date_order=order)
    facts = tuple(_column(raw.name, column) for raw, column in zip(raws, understood, strict=True))
    return pa.table({raw.name: column.values for raw, column in zip(raws, understood, strict=True)}), facts, used, notes


def _column(name: str, understood: Understood) -> Column:
    values = understood.values
    return Column(name, understood.kind, values.null_count, len(values.unique().drop_null()))


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


def _notes_on_names(invented: list[str], repeated: list[str], table: Table) -> list[Note]:
    notes = []
    if invented and table.header_row:
        what = (
            "1 column had no heading; it was named"
            if len(invented) == 1
            else f"{len(invented)} columns had no heading; they were named"
        )
        notes.append(Note(f"{what} {_listed(invented)}.", columns=tuple(invented)))
    if repeated:
        what = (
            "1 heading came twice; the later column is now"
            if len(repeated) == 1
            else "Some headings came more than once; the later columns are now"
        )
        notes.append(Note(f"{what} {_listed(repeated)}.", columns=tuple(repeated)))
    if len(table.headings) == 1:
        notes.append(Note("This table has only one column; a question needs at least two.", "delimiter"))
    return notes


def _notes_on_column(raw: Raw, style: Style, order: Order, column: Understood, choices: Choices) -> list[Note]:
    name, of = f"“{clean(raw.name)}”", (raw.name,)
    notes = []
    if column.kind == "number":
        notes += _notes_on_number(raw, style, choices)
    if column.kind == "date" and order.either and not order.known and choices.date_order is None:
        how, example = ("day", "1 February") if raw.order == "day_first" else ("month", "2 January")
        notes.append(Note(f"In {name} the {how} was read first: 01/02/2026 would be {example}.", "date_order", of))
    if column.kind == "date" and order.day_first and order.month_first:
        notes.append(
            Note(
                f"{name} mixes day-first and month-first dates; each was read the only way it can be.", "date_order", of
            )
        )
    if column.how == "serial":
        notes.append(Note(f"{name} held day numbers of a spreadsheet; they were read as dates.", "kinds", of))
    if column.how == "zeros":
        notes.append(Note(f"{name} has codes that start with zero, so it was kept as text.", "kinds", of))
    if column.lost:
        cells = "1 cell" if column.lost == 1 else f"{column.lost:,} cells"
        what = {"number": "numbers", "date": "dates", "yes_no": "answers"}.get(column.kind, "values")
        notes.append(Note(f"{cells} in {name} could not be read as {what} and count as missing.", "kinds", of))
    return notes


def _notes_on_number(raw: Raw, style: Style, choices: Choices) -> list[Note]:
    name, of = f"“{clean(raw.name)}”", (raw.name,)
    notes = []
    if style.either and not style.decimal and choices.decimal is None and not raw.column.rows == 0:
        example = "1,234 as 1234" if raw.decimal == "point" else "1.234 as 1234"
        notes.append(Note(f"{name} can be read in two ways; Plainwell read {example}.", "decimal", of))
    elif raw.decimal == "comma" and choices.decimal is None and style.comma:
        notes.append(Note(f"In {name} the comma was read as the decimal mark.", "decimal", of))
    if style.point and style.comma:
        notes.append(
            Note(
                f"{name} mixes decimal points and decimal commas; each number was read the only way it can be.",
                "decimal",
                of,
            )
        )
    sample = raw.column.sample()
    signs = currencies(sample)
    if len(signs) > 1:
        notes.append(Note(f"{name} has amounts in {len(signs)} currencies; they were not converted.", "kinds", of))
    elif signs:
        notes.append(Note(f"The currency sign in {name} was taken off.", "kinds", of))
    if has_percent(sample):
        notes.append(Note(f"In {name} 12 % is kept as 0.12.", "kinds", of))
    return notes


def _listed(names: list[str]) -> str:
    shown = ", ".join(f"“{clean(name, 30)}”" for name in names[:3])
    return shown + (f" and {len(names) - 3} more" if len(names) > 3 else "")

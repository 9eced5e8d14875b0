"""What a file leaves open: marks and dates that can be read two ways throughout. One way is used; the owner is asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyarrow as pa

from core.common.words import Words, clean
from core.data.reading.date_orders import Order
from core.data.reading.moments import as_moments
from core.data.reading.numerals import Style, as_numbers
from core.data.reading.raw import Raw, Understood
from core.data.reading.results import Choices, DateOrder, Decimal, Note

_DATE_ORDERS: tuple[DateOrder, ...] = ("day_first", "month_first")
_DECIMALS: tuple[Decimal, ...] = ("point", "comma")


@dataclass(frozen=True)
class Guessed:
    """A column with what its texts told and what became of it."""

    raw: Raw
    style: Style
    order: Order
    became: Understood


def questions(columns: Sequence[Guessed], choices: Choices) -> list[Note]:
    """Return one note for all columns of which the same is asked; none where the rest of the file tells, or the owner did."""
    asked = []
    orders = {column.order.known for column in columns} - {None}
    if len(orders) != 1 and choices.date_order is None:
        asked += _grouped([column for column in columns if _is_open_order(column, choices)], bool(orders), _on_order)
    decimals = {column.style.decimal for column in columns if column.became.kind == "number"} - {None}
    if len(decimals) != 1 and choices.decimal is None and choices.delimiter != ";":
        asked += _grouped([column for column in columns if _is_open_mark(column, choices)], bool(decimals), _on_mark)
    return asked


def _is_open_order(column: Guessed, choices: Choices) -> bool:
    order, name = column.order, column.raw.name
    return (
        column.became.kind == "date" and bool(order.example) and order.known is None and name not in choices.date_orders
    )


def _is_open_mark(column: Guessed, choices: Choices) -> bool:
    style, name = column.style, column.raw.name
    return column.became.kind == "number" and bool(style.example) and not style.decimal and name not in choices.decimals


def _grouped(open_ones: list[Guessed], apart: bool, ask: Callable[[list[Guessed]], Note]) -> list[Note]:
    """Columns of one file are written alike, unless others of it are not."""
    if apart:
        return [ask([column]) for column in open_ones]
    return [ask(open_ones)] if open_ones else []


def _on_order(columns: list[Guessed]) -> Note:
    example, used = columns[0].order.example, columns[0].raw.order
    options = [(order, _as_day(example, order)) for order in sorted(_DATE_ORDERS, key=lambda order: order != used)]
    how = "month first" if used == "month_first" else "day first"
    sentence = f"Dates in {_listed(columns)} could be read two ways; they were read {how}."
    return Note(sentence, "date_order", _names(columns), tuple(options))


def _as_day(example: str, order: DateOrder) -> str:
    day = as_moments(pa.array([example]), order)[0].as_py()
    return f"{clean(example, 30)} is {Words().day(day)}"


def _on_mark(columns: list[Guessed]) -> Note:
    example, used = columns[0].style.example, columns[0].raw.decimal
    options = [(mark, _as_number(example, mark)) for mark in sorted(_DECIMALS, key=lambda mark: mark != used)]
    sentence = f"Numbers such as {clean(example, 30)} in {_listed(columns)} could be read two ways; see which is right."
    return Note(sentence, "decimal", _names(columns), tuple(options))


def _as_number(example: str, decimal: Decimal) -> str:
    number = as_numbers(pa.array([example]), decimal)[0].as_py()
    means = "thousands" if ("," in example) == (decimal == "point") else "decimals"
    return f"{clean(example, 30)} is {number:.10g}; the mark is for {means}"


def _names(columns: Sequence[Guessed]) -> tuple[str, ...]:
    return tuple(column.raw.name for column in columns)


def _listed(columns: Sequence[Guessed]) -> str:
    return Words().items([f"“{clean(name, 30)}”" for name in _names(columns)])

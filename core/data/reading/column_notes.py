"""What was guessed about columns, in words: one sentence for all columns of which the same was guessed."""

from collections.abc import Iterable

from core.common.words import Words, clean
from core.data.reading.clocks import zones_of
from core.data.reading.date_orders import Order
from core.data.reading.moments import as_moments
from core.data.reading.numerals import currencies, share_of_percent
from core.data.reading.questions import Guessed, questions
from core.data.reading.results import Choices, Note

_SAYS: dict[str, tuple[str, str]] = {
    "comma": ("The comma was read as the decimal mark in {names}.", "decimal"),
    "thousands_comma": ("The comma in 1,234 was read as a mark for thousands in {names}.", "decimal"),
    "thousands_point": ("The point in 1.234 was read as a mark for thousands in {names}.", "decimal"),
    "decimal_point": ("The point in 1.234 was read as the decimal mark in {names}.", "decimal"),
    "decimal_comma": ("The comma in 1,234 was read as the decimal mark in {names}.", "decimal"),
    "both_marks": (
        "Decimal points and commas are mixed in {names}; each number was read the one way it can be.",
        "decimal",
    ),
    "currency": ("Currency signs were taken off in {names}.", "kinds"),
    "currencies": ("Amounts in several currencies were not converted in {names}.", "kinds"),
    "percent": ("12 % is kept as 0.12 in {names}.", "kinds"),
    "day_first": ("The day was read first in {names}: 01/02/2026 is 1 February.", "date_order"),
    "month_first": ("The month was read first in {names}: 01/02/2026 is 2 January.", "date_order"),
    "year_first": ("The year was read first in {names}: 26-03-01 is 1 March 2026.", "date_order"),
    "zone": ("Times are as the clock of their time zone showed them in {names}.", "kinds"),
    "seasons": ("Summer and winter time of one place were kept as its clock showed them in {names}.", "kinds"),
    "zones": ("Times of different time zones were put on one clock (UTC) in {names}.", "kinds"),
    "both_orders": (
        "Day-first and month-first dates are mixed in {names}; each was read the one way it can be.",
        "date_order",
    ),
    "serial": ("Day numbers of a spreadsheet were read as dates in {names}.", "kinds"),
    "unix": ("Seconds since 1970 were read as dates (UTC) in {names}.", "kinds"),
    "clock": ("Times of day were read as hours in {names}: 14:30 is 14.5.", "kinds"),
    "unit": ("Units within the cells were taken off in {names}.", "kinds"),
    "units": ("Amounts in several units were kept as words in {names}; write them in one unit.", "kinds"),
    "some_percent": ("Only some numbers in {names} have a percent sign; the others were kept as they stand.", "kinds"),
    "zeros": ("Codes that begin with zero were kept as text in {names}.", "kinds"),
    "sequence": ("Row numbers were taken for an id in {names}.", "kinds"),
    "letters": ("Single letters were read as yes and no in {names}.", "kinds"),
    "bits": ("0 and 1 were read as no and yes in {names}.", "kinds"),
}


_ONE_OF_KIND = {"number": ("a number", "numbers"), "date": ("a date", "dates"), "yes_no": ("yes or no", "yes or no")}


def notes_on(columns: Iterable[Guessed], choices: Choices) -> list[Note]:
    """Return the notes on all columns, open questions first."""
    columns = list(columns)
    asked = questions(columns, choices)
    settled = {(name, note.choice) for note in asked for name in note.columns}
    named: dict[str, list[str]] = {}
    for column in columns:
        for key in _keys(column, choices):
            if (column.raw.name, _SAYS[key][1]) not in settled:
                named.setdefault(key, []).append(column.raw.name)
    return [*asked, *(_note(*_SAYS[key], names) for key, names in named.items()), *_on_unreadable(columns)]


def _on_unreadable(columns: Iterable[Guessed]) -> list[Note]:
    """How many cells of a column are not what the column is."""
    notes = []
    for column in columns:
        lost, name = column.became.lost, column.raw.name
        one, many = _ONE_OF_KIND.get(column.became.kind, ("of that kind", "of that kind"))
        if lost:
            what = f"is not {one} and counts" if lost == 1 else f"are not {many} and count"
            of = Words().number(column.raw.column.rows)
            notes.append(_note(f"{Words().number(lost)} of {of} in {{names}} {what} as missing.", "kinds", [name]))
    return notes


def _note(sentence: str, choice: str, names: list[str]) -> Note:
    shown = Words().items([f"“{clean(name, 30)}”" for name in names])
    return Note(sentence.replace("{names}", shown), choice, tuple(names))


def _keys(column: Guessed, choices: Choices) -> list[str]:
    became = column.became
    keys = [became.how] if became.how in _SAYS else []
    if became.kind == "number":
        keys += _keys_of_number(column, choices)
    if became.kind == "date":
        keys += _keys_of_date(column, choices)
    return keys


def _keys_of_number(column: Guessed, choices: Choices) -> list[str]:
    style, keys = column.style, []
    if style.point and style.comma:
        keys.append("both_marks")
    elif choices.decimal is None and style.decimal is None:
        if style.either_comma:
            keys.append("thousands_comma" if column.raw.decimal == "point" else "decimal_comma")
        if style.either_point:
            keys.append("decimal_point" if column.raw.decimal == "point" else "thousands_point")
    elif choices.decimal is None and column.raw.decimal == "comma":
        keys.append("comma")
    sample = column.raw.column.sample()
    signs = currencies(sample)
    if signs:
        keys.append("currency" if len(signs) == 1 else "currencies")
    marked = share_of_percent(sample)
    return [*keys, *(["percent"] if marked else []), *(["some_percent"] if 0 < marked < 1 else [])]


def _keys_of_date(column: Guessed, choices: Choices) -> list[str]:
    return [*_keys_of_zones(column), *_keys_of_order(column.order, column, choices)]


def _keys_of_zones(column: Guessed) -> list[str]:
    raw = column.raw
    zones = zones_of(raw.column.sample())
    if len(zones) < 2:
        return ["zone"] if zones else []
    first = range(min(50, len(raw.column.values)))
    alone = [as_moments(raw.column.values[place : place + 1], raw.order)[0] for place in first]
    together = as_moments(raw.column.values, raw.order)
    return ["seasons" if all(together[place] == alone[place] for place in first) else "zones"]


def _keys_of_order(order: Order, column: Guessed, choices: Choices) -> list[str]:
    if order.year_first:
        return ["year_first"]
    if order.day_first and order.month_first:
        return ["both_orders"]
    if order.either and not order.known and choices.date_order is None:
        return [column.raw.order]
    return []

"""Which rows at the top of a grid are titles, which are headings, and where the data begins."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from core.data.reading.heading_rows import Headings, Merged, Row, are_units, headings_ending, headings_of, usual_width
from core.data.reading.values import look

_LONGEST_HEADING = 120


def find_headings(rows: Sequence[Row], merges: Sequence[Merged] = (), chosen: int | None = None) -> Headings:
    """Find the headings among `rows` (the first of a grid, blank ones left out). `chosen` is the owner's row, -1 for none."""
    if chosen is not None:
        return _headless(0) if chosen < 0 else headings_of(rows, merges, chosen, chosen)
    tail = rows[len(rows) // 3 :] if len(rows) > 6 else rows[(len(rows) + 1) // 2 :] or rows
    typed = [place for place in range(len(rows[0])) if _usual_look(tail, place) in ("number", "date")]
    width = usual_width(tail)
    first = _first_row_of_values(rows, typed)
    if first is None:
        return _among_words(rows, merges, width)
    head = _heading_above(rows, first, typed, width)
    if head is None:
        return _headless(_first_full_row(rows, first, width))
    return headings_ending(rows, merges, head)


def _headless(body: int) -> Headings:
    return Headings(None, body, above=body, depth=0)


def _first_row_of_values(rows: Sequence[Row], typed: Sequence[int]) -> int | None:
    """The first row with numbers and dates where the rows below have them; None in a table of words."""
    for number, row in enumerate(rows):
        agreeing = sum(look(row[place]) in ("number", "date") for place in typed)
        present = sum(row[place] is not None for place in typed)
        if agreeing and agreeing >= 0.5 * max(present, 0.3 * len(typed)) and not _is_row_of_years(row, number, rows):
            return number
    return None


def _heading_above(rows: Sequence[Row], first: int, typed: Sequence[int], width: int) -> int | None:
    """The row of headings above the first row of values: words above the numbers and dates.

    Rows between the two belong to the data: their numbers are missing. Of several full rows of words the first is meant,
    unless the next one gives units.
    """
    named = [number for number in range(first) if _names_values(rows, number, typed)]
    if not named:
        return first - 1 if first and _could_name(rows[first - 1], width) else None
    head = named[-1]
    while head > 0 and head - 1 in named and None not in rows[head - 1] and not are_units(rows[head]):
        head -= 1
    return head


def _names_values(rows: Sequence[Row], number: int, typed: Sequence[int]) -> bool:
    words = sum(look(rows[number][place]) == "text" for place in typed)
    return words >= 0.5 * len(typed) or _is_row_of_years(rows[number], number, rows)


def _could_name(row: Row, width: int) -> bool:
    """Whether a row may be headings that leave columns of numbers without a name."""
    cells = [cell for cell in row if cell is not None]
    return len(cells) >= 0.4 * width and all(look(cell) == "text" for cell in cells)


def _first_full_row(rows: Sequence[Row], first: int, width: int) -> int:
    """Without headings the data may begin above its first number."""
    while first > 0 and sum(cell is not None for cell in rows[first - 1]) >= 0.6 * width:
        first -= 1
    return first


def _among_words(rows: Sequence[Row], merges: Sequence[Merged], width: int) -> Headings:
    """In a table of words alone the first row that is filled like the others is its headings, unless it is one of them."""
    for number, row in enumerate(rows):
        if sum(cell is not None for cell in row) >= 0.6 * width:
            if _is_data_of_words(rows, number):
                return _headless(number)
            return headings_ending(rows, merges, number)
    return _headless(0)


def _is_data_of_words(rows: Sequence[Row], number: int) -> bool:
    """Whether a row of words is one of the data: its words come back in their own columns, or it holds a long text."""
    below = rows[number + 1 :]
    cells = [(place, cell) for place, cell in enumerate(rows[number]) if cell is not None]
    if not below:
        return any(look(cell) in ("number", "date") for _, cell in cells)
    if any(len(cell) > _LONGEST_HEADING for _, cell in cells):
        return True
    back = sum(sum(row[place] == cell for row in below) >= max(2, 0.02 * len(below)) for place, cell in cells)
    return back >= max(1, 0.34 * len(cells))


def _is_row_of_years(row: Row, number: int, rows: Sequence[Row]) -> bool:
    """Headings such as 2019, 2020, 2021: the only numbers that can be headings."""
    numbers = [cell for cell in row if cell is not None and look(cell) == "number"]
    if len(numbers) < 2 or not all(cell.isdigit() and len(cell) == 4 and "1900" <= cell <= "2100" for cell in numbers):
        return False
    values = [int(cell) for cell in numbers]
    steps = {after - before for before, after in pairwise(values)}
    return (
        steps in ({1}, {-1})
        and number + 1 < len(rows)
        and not all(
            look(cell) == "number" and "1900" <= str(cell) <= "2100" for cell in rows[number + 1] if cell is not None
        )
    )


def _usual_look(rows: Sequence[Row], place: int) -> str:
    looks = Counter(look(row[place]) for row in rows)
    del looks["blank"]
    return looks.most_common(1)[0][0] if looks else "blank"

"""Which rows at the top of a grid are titles, which are headings, and where the data begins."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.reading.values import look

Row = tuple[str | None, ...]
Merged = tuple[int, int, int, int]
"""First and last row, first and last column."""

_LONGEST_HEADING = 120
_DEEPEST = 5


@dataclass(frozen=True)
class Headings:
    """`names` has one heading a column, or is None without headings. Rows are counted without blank ones."""

    names: tuple[str | None, ...] | None
    body: int
    """Row at which the data begins."""
    above: int = 0
    """Rows of title before the headings."""
    depth: int = 1
    joined: bool = False


def find_headings(rows: Sequence[Row], merges: Sequence[Merged] = (), chosen: int | None = None) -> Headings:
    """The headings among `rows` (the first of a grid, blank ones left out). `chosen` is the owner's row, -1 for none."""
    if chosen is not None:
        return _headless(0) if chosen < 0 else _read(rows, merges, chosen, chosen)
    tail = rows[len(rows) // 3 :] if len(rows) > 6 else rows[(len(rows) + 1) // 2 :] or rows
    typed = [place for place in range(len(rows[0])) if _usual_look(tail, place) in ("number", "date")]
    width = _usual_width(tail)
    first = _first_row_of_values(rows, typed)
    if first is None:
        return _among_words(rows, merges, width)
    head = _heading_above(rows, first, typed, width)
    if head is None:
        return _headless(_first_full_row(rows, first, width))
    start = _first_heading_row(rows, merges, head)
    return _read(rows, merges, start, max(head, _end_of_merges(merges, start)))


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
    while head > 0 and head - 1 in named and None not in rows[head - 1] and not _are_units(rows[head]):
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


def _are_units(row: Row) -> bool:
    """A second line of headings: "(at birth)", "[kg]", "in grams"."""
    cells = [cell for cell in row if cell is not None]
    return sum(cell.startswith(("(", "[", "in ")) for cell in cells) >= 0.5 * len(cells)


def _among_words(rows: Sequence[Row], merges: Sequence[Merged], width: int) -> Headings:
    """In a table of words alone the first row that is filled like the others is its headings, unless it is one of them."""
    for number, row in enumerate(rows):
        if sum(cell is not None for cell in row) >= 0.6 * width:
            if _is_data_of_words(rows, number):
                return _headless(number)
            start = _first_heading_row(rows, merges, number)
            return _read(rows, merges, start, max(number, _end_of_merges(merges, start)))
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


def _first_heading_row(rows: Sequence[Row], merges: Sequence[Merged], head: int) -> int:
    """The upper row of headings of several rows; `head` itself where there is one row of them."""
    start = head
    while start > 0 and head - start + 1 < _DEEPEST and _belongs(rows, merges, start, head):
        start -= 1
    return start


def _belongs(rows: Sequence[Row], merges: Sequence[Merged], start: int, head: int) -> bool:
    """Whether the row above `start` is part of the headings: groups over columns, or a second line of them.

    A title is one cell; free text above a table stands in several rows of several cells.
    """
    above = rows[start - 1]
    filled = [place for place, cell in enumerate(above) if cell is not None]
    if len(filled) < 2 or any(look(above[place]) in ("number", "date") for place in filled):
        return False
    if start >= 2 and sum(cell is not None for cell in rows[start - 2]) >= 2:
        return False
    grouped = [
        merge for merge in merges if merge[0] <= start - 1 <= merge[1] and (merge[3] > merge[2] or merge[1] > merge[0])
    ]
    if grouped:
        return True
    width = sum(cell is not None for cell in rows[head])
    if len(filled) >= 0.9 * width:
        return _are_units(rows[start])
    return filled[0] <= 1 and _names_repeat(rows[head])


def _names_repeat(row: Row) -> bool:
    cells = [cell for cell in row if cell is not None]
    return len(set(cells)) < len(cells)


def _end_of_merges(merges: Sequence[Merged], start: int) -> int:
    """The last row that cells merged downwards from the first heading row reach."""
    return max((last for first, last, _, _ in merges if first == start and last > first), default=start)


def _read(rows: Sequence[Row], merges: Sequence[Merged], start: int, end: int) -> Headings:
    lines = [_spread(rows[number], number, merges) for number in range(start, min(end, len(rows) - 1) + 1)]
    lowest = rows[min(end, len(rows) - 1)]
    depth = len(lines)
    full = [cell for cell in lowest if cell is not None]
    upper_is_groups = depth > 1 and sum(cell is not None for cell in rows[start]) < len(full)
    if depth == 1 or (
        upper_is_groups and len(set(full)) == len(full) and len(full) >= 0.9 * _usual_width(rows[end + 1 :])
    ):
        return Headings(lowest, end + 1, start, depth)
    names = tuple(" ".join(dict.fromkeys(cell for cell in cells if cell)) or None for cells in zip(*lines, strict=True))
    return Headings(names, end + 1, start, depth, joined=True)


def _spread(row: Row, number: int, merges: Sequence[Merged]) -> Row:
    """A row of headings with the words of merged cells in every column they cover."""
    cells = list(row)
    for first, last, left, right in merges:
        if first <= number <= last and left < len(cells) and right > left:
            for place in range(left, min(right, len(cells) - 1) + 1):
                cells[place] = cells[place] or row[left]
    return tuple(cells)


def _usual_look(rows: Sequence[Row], place: int) -> str:
    looks = Counter(look(row[place]) for row in rows)
    del looks["blank"]
    return looks.most_common(1)[0][0] if looks else "blank"


def _usual_width(rows: Sequence[Row]) -> int:
    widths = Counter(sum(cell is not None for cell in row) for row in rows)
    return widths.most_common(1)[0][0] if widths else 1

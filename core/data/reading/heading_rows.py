"""Headings of one row or several: which rows belong together, and what each column is called by them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.data.reading.values import look

Row = tuple[str | None, ...]
Merged = tuple[int, int, int, int]
"""First and last row, first and last column."""

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


def headings_ending(rows: Sequence[Row], merges: Sequence[Merged], head: int) -> Headings:
    """Return the headings whose lowest row is `head`, or what is merged with them below it."""
    start = _first_heading_row(rows, merges, head)
    return headings_of(rows, merges, start, max(head, _end_of_merges(merges, start)))


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
        return are_units(rows[start])
    return filled[0] <= 1 and _names_repeat(rows[head])


def _names_repeat(row: Row) -> bool:
    cells = [cell for cell in row if cell is not None]
    return len(set(cells)) < len(cells)


def _end_of_merges(merges: Sequence[Merged], start: int) -> int:
    """The last row that cells merged downwards from the first heading row reach."""
    return max((last for first, last, _, _ in merges if first == start and last > first), default=start)


def headings_of(rows: Sequence[Row], merges: Sequence[Merged], start: int, end: int) -> Headings:
    lines = [_spread(rows[number], number, merges) for number in range(start, min(end, len(rows) - 1) + 1)]
    lowest = rows[min(end, len(rows) - 1)]
    depth = len(lines)
    full = [cell for cell in lowest if cell is not None]
    upper_is_groups = depth > 1 and sum(cell is not None for cell in rows[start]) < len(full)
    if depth == 1 or (
        upper_is_groups and len(set(full)) == len(full) and len(full) >= 0.9 * usual_width(rows[end + 1 :])
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


def are_units(row: Row) -> bool:
    """Tell whether a second line of headings holds units: "(at birth)", "[kg]", "in grams"."""
    cells = [cell for cell in row if cell is not None]
    return sum(cell.startswith(("(", "[", "in ")) for cell in cells) >= 0.5 * len(cells)


def usual_width(rows: Sequence[Row]) -> int:
    widths = Counter(sum(cell is not None for cell in row) for row in rows)
    return widths.most_common(1)[0][0] if widths else 1

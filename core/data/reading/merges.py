"""Merged cells among the rows of a table: what they say holds for every row they cover."""

from collections import defaultdict

import pyarrow as pa

from core.data.reading.grid import Grid


def filled_down(grid: Grid, start: int) -> tuple[Grid, tuple[int, ...]]:
    """Return the grid with cells that are merged over several rows, from row `start` on, filled in, and the columns of these."""
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (top, left), (bottom, _) in grid.merges:
        if start <= top < bottom and left < grid.width:
            spans[left].append((top, min(bottom, grid.height - 1)))
    columns = list(grid.columns)
    for place, areas in spans.items():
        cells = columns[place].to_pylist()
        for top, bottom in areas:
            cells[top : bottom + 1] = [cells[top]] * (bottom + 1 - top)
        columns[place] = pa.array(cells, pa.string())
    return Grid(tuple(columns), grid.height, grid.numbers, grid.merges), tuple(spans)

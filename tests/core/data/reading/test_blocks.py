"""What is parsed in blocks by Arrow has the same cells as what Python's csv reads row by row."""

import csv
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.common.progress import SILENT
from core.data.reading import blocks
from core.data.reading.dialect import Dialect, declares_delimiter
from core.data.reading.grid import GridBuilder

Cells = list[list[str | None]]


def in_blocks(data: bytes, dialect: Dialect, size: int) -> Cells:
    builder = GridBuilder()
    with patch.object(blocks, "BLOCK", size):
        blocks.add_blocks(data, dialect, builder, SILENT)
    return cells(builder)


def row_by_row(data: bytes, dialect: Dialect) -> Cells:
    lines = list(blocks.lines_from(data))
    builder = GridBuilder()
    builder.add_all(dialect.rows(lines[1:] if lines and declares_delimiter(lines[0]) else lines))
    return cells(builder)


def cells(builder: GridBuilder) -> Cells:
    grid = builder.grid()
    return [[grid.height], *(column.to_pylist() for column in grid.columns)]  # type: ignore[list-item]


PIECES = st.sampled_from(
    ["a", "b", "7", "é", ",", ",", ";", "\n", "\n", "\r\n", "\r", '"', '""', ',"', '",', '"\n', " ", "\t", "\\"]
)
PLAIN_ROWS = st.lists(st.lists(st.sampled_from(["a", "", "1,5", 'x "y"', "two\nlines", "é "]), min_size=3, max_size=3))


@settings(max_examples=300)
@given(text=st.lists(PIECES, max_size=40).map("".join), size=st.integers(1, 30), mark=st.sampled_from(",;"))
@example(text='a,b\n"x,\ny",2\n3,4\n', size=6, mark=",")
@example(text='"a"b,"c\n",d\n', size=4, mark=",")
@example(text="\n\na,b\n\n", size=3, mark=",")
@example(text='5" nail,"x"\n7,y\n', size=50, mark=",")
def test_any_text_has_the_same_cells_both_ways(text: str, size: int, mark: str) -> None:
    for dialect in (Dialect(mark), Dialect(mark, quote=""), Dialect(mark, escape="\\")):
        try:
            expected = row_by_row(text.encode(), dialect)
        except csv.Error:
            with pytest.raises(csv.Error):
                in_blocks(text.encode(), dialect, size)
        else:
            assert in_blocks(text.encode(), dialect, size) == expected


@settings(max_examples=100)
@given(rows=PLAIN_ROWS, size=st.integers(10, 200), end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_well_formed_rows_have_the_same_cells_both_ways(rows: list[list[str]], size: int, end: str) -> None:
    text = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + end for row in rows)
    assert in_blocks(text.encode(), Dialect(","), size) == row_by_row(text.encode(), Dialect(","))


def test_a_plain_block_is_parsed_by_arrow() -> None:
    """Else the tests above would hold of a fast way that is never taken."""
    plain = b'a,b\n"x, y",2\n' * 50
    assert blocks.parse_with_arrow(plain, 0, len(plain), Dialect(",")) is not None
    assert blocks.parse_with_arrow(plain + b"ragged\n", 0, len(plain) + 7, Dialect(",")) is None

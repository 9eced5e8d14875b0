"""Files made up together with what they say: the style of people's exports varies, the content is known."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Literal

import pandas as pd
from hypothesis import strategies as st

from core.common.errors import UnreadableFile
from core.data.reading import Choices, Reading, read_table
from tests.core.data.reading.reads import Read, reading_of

Row = tuple[Any, ...]
NAMES = ("who", "visits", "spent", "when", "member", "code", "town")
WORDS = {
    "west": [
        "Anna", "Ben, Ltd", 'Cleo "the" cat', "Dürer & Söhne", "Ela; Co", "François", "two\nlines", "Zoë", "O'Hara", "Nuñez", "Åse|Bo",
    ],
    "east": [
        "Anna", "Łucja", "Bożena, s.r.o.", "Květa", 'Jiří "Jura"', "Świętosław", "Gyöngyi", "Šárka; Co", "two\nřádky", "Ádám",
    ],
}  # fmt: skip
TOWNS = {
    "west": ["Berlin", "Köln", "Orléans", "Málaga", "Malmö"],
    "east": ["Kraków", "Łódź", "Plzeň", "Győr", "Košice"],
}
DATE_STYLES = {
    "iso": "%Y-%m-%d",
    "dots": "%d.%m.%Y",
    "slashes": "%d/%m/%Y",
    "american": "%m/%d/%Y",
    "words": "%d %B %Y",
    "short": "%d.%m.%y",
    "american_short": "%m/%d/%y",
    "moment": "%Y-%m-%d 00:00:00",
    "dashes": "%d-%b-%Y",
}
YES_NO = {
    "english": ("yes", "no"),
    "german": ("ja", "nein"),
    "french": ("oui", "non"),
    "spanish": ("sí", "no"),
    "signs": ("TRUE", "FALSE"),
}


@dataclass(frozen=True)
class Style:
    """How a file is written."""

    seed: int
    rows: int
    region: str
    encoding: str
    delimiter: str
    line_end: str
    decimal: str
    thousands: bool
    money: str
    dates: str
    answers: str
    quoting: str
    titles: int
    gap: bool
    footer: str
    zeros: bool
    blank_rows: bool
    repeated: bool
    headings: bool
    tail: str


@st.composite
def styles(draw: st.DrawFn) -> Style:
    region = draw(st.sampled_from(["west", "east"]))
    own = ["cp1252", "latin-1", "mac_roman"] if region == "west" else ["cp1250"]
    decimal = draw(st.sampled_from(".,"))
    delimiter = draw(st.sampled_from(",;\t|"))
    encoding = draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16", *own]))
    return Style(
        seed=draw(st.integers(0, 2**31)),
        rows=draw(st.integers(8, 60)),
        region=region,
        encoding=encoding,
        delimiter=delimiter,
        line_end=draw(st.sampled_from(["\n", "\r\n", "\r\n", "\r"])),
        decimal=decimal,
        thousands=draw(st.booleans()),
        money=draw(st.sampled_from(["{}", "{}", "{}", "€ {}", "{} EUR", "${}", "£{}"])),
        dates=draw(st.sampled_from(sorted(DATE_STYLES))),
        answers=draw(st.sampled_from(sorted(YES_NO))),
        quoting=draw(st.sampled_from(["minimal", "minimal", "all", "whole_line"])),
        titles=draw(st.integers(0, 3)),
        gap=draw(st.booleans()),
        footer=draw(st.sampled_from(["", "", "total", "remark"])),
        zeros=draw(st.booleans()) and encoding.startswith("utf-8"),
        blank_rows=draw(st.booleans()),
        repeated=draw(st.integers(0, 9)) == 0,
        headings=draw(st.integers(0, 9)) > 0,
        tail=draw(st.sampled_from(["", "\n", "\n\n", "\x1a"])),
    )


def content(style: Style) -> list[Row]:
    """What the file says: name, whole number, amount, day, yes or no, code, town."""
    random = Random(style.seed)
    start = date(2024, 1, 1) + timedelta(days=random.randrange(700))
    return [
        (
            random.choice(WORDS[style.region]).replace("\n", style.line_end),
            random.choice([random.randrange(100), random.randrange(5000)]),
            round(random.choice([random.uniform(-50, 100), random.uniform(0, 20_000)]), 2),
            start + timedelta(days=random.randrange(400)),
            random.random() < 0.4,
            f"{random.randrange(10_000):05d}",
            random.choice(TOWNS[style.region]),
        )
        for _ in range(style.rows)
    ]


def as_file(style: Style, rows: list[Row]) -> bytes:
    """The bytes of the file."""
    table = [list(NAMES), *_body(style, rows)] if style.headings else list(_body(style, rows))
    lines = [
        *([f"Report {number}"] for number in range(style.titles)),
        *([[]] if style.gap and style.titles else []),
        *table,
    ]
    text = _delimited(style, [*lines, *_footer(style, rows)])
    if style.zeros:
        text = text.replace("e", "e\0")
    return (text + style.tail.replace("\n", style.line_end)).encode(style.encoding, "replace")


def _body(style: Style, rows: list[Row]) -> Iterator[list[str]]:
    for number, row in enumerate(rows):
        if style.blank_rows and number and number % 17 == 0:
            yield []
        if style.repeated and style.headings and number and number % 20 == 0:
            yield list(NAMES)
        who, visits, spent, when, member, code, town = row
        money = style.money if _can_be_written(style.money, style.encoding) else "{}"
        day = when.strftime(DATE_STYLES[style.dates])
        yield [
            who,
            str(visits),
            money.format(_number(style, spent)),
            day,
            YES_NO[style.answers][not member],
            code,
            town,
        ]


def _can_be_written(text: str, encoding: str) -> bool:
    return text.encode(encoding, "replace").decode(encoding) == text


def _number(style: Style, value: float) -> str:
    written = f"{value:,.2f}" if style.thousands else f"{value:.2f}"
    return written.translate(str.maketrans(",.", ".,")) if style.decimal == "," else written


def _footer(style: Style, rows: list[Row]) -> list[list[str]]:
    if style.footer == "total":
        return [
            ["Total", str(sum(row[1] for row in rows)), _number(style, sum(row[2] for row in rows)), "", "", "", ""]
        ]
    return [[], ["* as of today"]] if style.footer == "remark" else []


def _delimited(style: Style, lines: list[list[str]]) -> str:
    out = io.StringIO()
    quoting: Literal[0, 1] = csv.QUOTE_ALL if style.quoting == "all" else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=style.delimiter, lineterminator=style.line_end, quoting=quoting)
    if style.quoting != "whole_line":
        writer.writerows(lines)
        return out.getvalue()
    for line in lines:
        inner = io.StringIO()
        csv.writer(inner, delimiter=style.delimiter, lineterminator=style.line_end).writerow(line)
        out.write('"' + inner.getvalue().removesuffix(style.line_end).replace('"', '""') + '"' + style.line_end)
    return out.getvalue()


def judged(style: Style) -> tuple[str, list[str]]:
    """What came of a file read within this process, and the columns that differ from what it says.

    "exact", "asked" (an answer to what was asked makes it exact), "refused" or "wrong".
    """
    return _judged(style, lambda data, choices: reading_of(data, **choices.as_dict()))


def judged_apart(style: Style) -> tuple[str, list[str]]:
    """The same of a file read in a process of its own."""
    return _judged(style, lambda data, choices: read_table(data, "generated.csv", choices))


def _judged(style: Style, read: Callable[[bytes, Choices], Read | Reading]) -> tuple[str, list[str]]:
    rows = content(style)
    data = as_file(style, rows)
    try:
        found = read(data, Choices())
    except UnreadableFile:
        return "refused", []
    wrong = differing(style, rows, found)
    if not wrong:
        return "exact", []
    for question in found.asked:
        for value, _ in question.options:
            if not differing(style, rows, read(data, Choices().answered(question, value))):
                return "asked", wrong
    return "wrong", wrong


def differing(style: Style, rows: list[Row], read: Read | Reading) -> list[str]:
    """The columns that do not hold what the file says."""
    names = NAMES if style.headings else tuple(f"Column {place}" for place in range(1, 8))
    if tuple(read.frame.columns) != names:
        return [f"names {list(read.frame.columns)}"]
    if len(read.frame) != len(rows):
        return [f"{len(read.frame)} rows, not {len(rows)}"]
    found = [[_plain(cell) for cell in read.frame[name]] for name in names]
    return [
        name for name, cells, said in zip(names, found, zip(*rows, strict=True), strict=True) if cells != list(said)
    ]


def _plain(cell: Any) -> Any:
    if pd.isna(cell):
        return None
    return cell.date() if isinstance(cell, pd.Timestamp) else cell

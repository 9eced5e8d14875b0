"""The ways in which a file can be read, in the owner's words, and what follows from choosing one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.data.reading.results import Choices, Note

WAYS: Mapping[str, Mapping[str, str]] = {
    "delimiter": {",": "comma", ";": "semicolon", "\t": "tab", "|": "upright bar", " ": "space"},
    "encoding": {
        "utf-8": "Unicode (UTF-8)",
        "cp1252": "Western Europe (Windows)",
        "cp1250": "Central Europe (Windows)",
        "iso8859_15": "Western Europe (ISO)",
        "mac_roman": "Western Europe (old Mac)",
        "utf-16": "Unicode (UTF-16)",
    },
    "decimal": {"point": "1,234.56", "comma": "1.234,56"},
    "date_order": {
        "day_first": "day, month, year",
        "month_first": "month, day, year",
        "year_first": "year, month, day",
    },
}
"""Fields of `Choices` with the values to choose from; `sheet` and `header_row` depend on the file."""
_OF_TEXT = ("header_row", "delimiter", "encoding", "decimal", "date_order")
_OF_WORKBOOKS = ("header_row", "decimal", "date_order")
_BY_COLUMN = ("decimal", "date_order")


def choosable(sheets: Sequence[str]) -> tuple[str, ...]:
    """Return the fields of `Choices` that mean something for a file: with the sheets of a workbook, or none for text."""
    if not sheets:
        return _OF_TEXT
    return ("sheet", *_OF_WORKBOOKS) if len(sheets) > 1 else _OF_WORKBOOKS


def ways_of(field: str, used: Choices, sheets: Sequence[str]) -> dict[str, str]:
    """Return what a field can be, in words; what was used is one of them."""
    known = {sheet: sheet for sheet in sheets} if field == "sheet" else WAYS[field]
    now = getattr(used, field)
    return dict(known) if now is None or now in known else {now: now, **known}


def used_for(field: str, used: Choices, note: Note | None = None) -> Any:
    """Return what was used, or None for a note on single columns, which may be read otherwise than the rest of their file."""
    return None if note and note.columns and field in _BY_COLUMN else getattr(used, field)


def decided(before: Choices, used: Choices, answers: Mapping[str, Any], note: Note | None = None) -> Choices:
    """Return `before` with those answers, by field, that ask for another way than the one used. None is no answer.

    `note`: the one that was answered; where it is about columns, the answer is for these alone.
    """
    for field, value in answers.items():
        now = used_for(field, used, note)
        if value in (None, now):
            continue
        if note and now is None and field in _BY_COLUMN:
            before = before.answered(replace(note, choice=field), value)
        else:
            before = replace(before, **{field: value}, **_no_longer_meant(field))
    return before


def _no_longer_meant(field: str) -> dict[str, Any]:
    """Another sheet has other columns and rows, and another row of headings other names."""
    if field not in ("sheet", "header_row"):
        return {}
    by_name: dict[str, Any] = {"kinds": {}, "decimals": {}, "date_orders": {}}
    return {**by_name, "header_row": None, "table": None, "keep": ()} if field == "sheet" else by_name

"""Why a file could not be read, each in one sentence with what to do. `reason` is for tests and JSON."""

from core.common.errors import UnreadableFile
from core.data.reading.limits import MOST_BYTES, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_SECONDS

_SAVE_AS = "Open it in your spreadsheet program, save it as CSV or XLSX, and upload that file."


def empty() -> UnreadableFile:
    return UnreadableFile("This file is empty.", "Export it again and look at it before you upload it.", reason="empty")


def no_rows() -> UnreadableFile:
    return UnreadableFile(
        "This file has headings but no rows below them.", "Export it again with its rows.", reason="header_only"
    )


def nothing_in_it() -> UnreadableFile:
    return UnreadableFile(
        "There is no table in this file.",
        "Check that you picked the right file and the right sheet.",
        reason="no_table",
    )


def other_format(what: str) -> UnreadableFile:
    return UnreadableFile(f"This file is {what}, not a table.", _SAVE_AS, reason="other_format", what=what)


def damaged() -> UnreadableFile:
    return UnreadableFile(
        "This file is damaged or was cut short.",
        "Open it in your spreadsheet program, save it again, and upload that file.",
        reason="damaged",
    )


def locked() -> UnreadableFile:
    return UnreadableFile(
        "This workbook is locked with a password.",
        "Type the password, or save the workbook without one.",
        reason="password",
        needs_password=True,
    )


def locked_for_good() -> UnreadableFile:
    return UnreadableFile(
        "This workbook is locked with a password that Plainwell cannot open.",
        "Save it without a password, or as CSV, and upload that file.",
        reason="password",
    )


def wrong_password() -> UnreadableFile:
    return UnreadableFile(
        "That password does not open this workbook.",
        "Try again, or save the workbook without a password.",
        reason="wrong_password",
        needs_password=True,
    )


def too_large() -> UnreadableFile:
    return UnreadableFile(
        f"This file is larger than {MOST_BYTES // 1024**2} MB.",
        "Split it, for example by year, and upload the part you need.",
        reason="too_large",
    )


def unpacks_too_large() -> UnreadableFile:
    return UnreadableFile(
        f"This workbook would unpack to more than {MOST_BYTES // 1024**2} MB.",
        "Save the sheet you need as CSV, or split it, and upload that file.",
        reason="unpacks_too_large",
    )


def too_many_rows() -> UnreadableFile:
    return UnreadableFile(
        f"This table has more than {MOST_ROWS:,} rows.",
        "Split it, for example by year, and upload the part you need.",
        reason="too_many_rows",
    )


def too_many_columns(count: int) -> UnreadableFile:
    return UnreadableFile(
        f"This table has {count:,} columns; Plainwell reads up to {MOST_COLUMNS}.",
        "Keep the columns that matter to your question, and upload that file.",
        reason="too_many_columns",
        columns=count,
    )


def too_many_cells() -> UnreadableFile:
    return UnreadableFile(
        f"This table has more than {MOST_CELLS // 1_000_000} million cells.",
        "Leave out columns you do not need, or split it, and upload that file.",
        reason="too_many_cells",
    )


def far_apart() -> UnreadableFile:
    return UnreadableFile(
        "This sheet needs more memory than there is, perhaps because of a stray cell far from the table.",
        "Copy only the table into a new sheet, save it, and upload that file.",
        reason="memory",
    )


def too_slow() -> UnreadableFile:
    return UnreadableFile(
        f"This file took longer than {MOST_SECONDS} seconds to read, so reading was stopped.",
        "Save it as CSV, or split it, and upload that file.",
        reason="too_slow",
    )


def no_such_sheet() -> UnreadableFile:
    return UnreadableFile(
        "This workbook has no sheet of that name.", "Choose one of the sheets it has.", reason="no_such_sheet"
    )


def not_understood(place: str) -> UnreadableFile:
    """Return what to tell of a mistake of ours. `place` is a line of our code, never anything from the file."""
    return UnreadableFile(
        "Plainwell could not make sense of this file; that is our mistake.",
        "Save it as a plain CSV file with one row of headings, and upload that file.",
        reason="our_mistake",
        place=place,
    )

"""Which kind a column is, and its values as that kind."""

import pyarrow as pa
import pyarrow.compute as pc

from core.data.reading import forms
from core.data.reading.amounts import as_amount, as_chosen_amount
from core.data.reading.answers import as_answers, read_answers, spellings
from core.data.reading.codes import as_code
from core.data.reading.dates import as_chosen_date, as_date
from core.data.reading.numerals import starts_with_zero
from core.data.reading.quantities import several_units
from core.data.reading.raw import Raw, Understood, as_text, typed
from core.data.reading.results import Kind


def understand(raw: Raw) -> Understood:
    """Return the column as the kind that fits best."""
    if not raw.column.rows:
        return _empty(raw)
    strict, loose = raw.without_blanks(True), raw.without_blanks(False)
    for guess, column in (
        (_as_answer, loose),
        (_as_email, strict),
        (as_code, loose),
        (as_date, strict),
        (as_amount, strict),
    ):
        found = guess(column)
        if found:
            return found
    return _as_words(loose)


def understand_as(raw: Raw, kind: Kind) -> Understood:
    """Return the column as the kind its owner said it is; what does not fit counts as missing."""
    strict = raw.without_blanks(True)
    if kind == "number":
        return as_chosen_amount(strict)
    if kind == "date":
        return as_chosen_date(strict)
    if kind == "yes_no":
        answers = read_answers(strict.column.values)
        return typed(strict, "yes_no", answers, spelled=spellings(strict.column, answers))
    return as_text(raw.without_blanks(False), kind)


def _empty(raw: Raw) -> Understood:
    return Understood("empty", pa.nulls(len(raw.column.places), pa.string()), 0)


def _as_answer(raw: Raw) -> Understood | None:
    answers = as_answers(raw.column.values, raw.column.rows) if raw.column.rows else None
    if answers is None:
        return None
    said = [(r"^[01](\.0)?$", "bits"), (r"^[A-Za-z]$", "letters")]
    how = [how for form, how in said if pc.all(pc.match_substring_regex(raw.column.values, form)).as_py()]
    return typed(raw, "yes_no", answers, how[0] if how else "", spellings(raw.column, answers))


def _as_email(raw: Raw) -> Understood | None:
    return as_text(raw, "email") if forms.is_email(raw.column) else None


def _as_words(raw: Raw) -> Understood:
    column = raw.column
    if not column.rows:
        return _empty(raw)
    zeros = pc.any(starts_with_zero(column.values)).as_py()
    if zeros and forms.is_code(column):
        return as_text(raw, "id" if len(column.values) > 0.9 * column.rows else "category", how="zeros")
    if forms.is_unique(column) and forms.is_code(column):
        return as_text(raw, "id")
    how = "units" if several_units(column.sample()) else ""
    return as_text(raw, "text" if forms.is_running_text(column) else "category", how=how)

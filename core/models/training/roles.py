"""Which column plays which part: good guesses, and a check of what was chosen."""

from collections.abc import Sequence

import pandas as pd

from core.common.errors import NotTrainable
from core.common.words import clean
from core.data.reading import Column as TableColumn
from core.models.learning.column_words import mentions
from core.models.registry import Plan
from core.models.template import Ask, Template

NOT_TIMELINES = ("birth", "born", "joined", "since", "start", "signup", "sign up", "expiry", "expires", "due", "until", "delivery",
                 "geburt", "eintritt", "naissance", "nacimiento", "renovated", "built")  # fmt: skip
"""Words in a date column's name that say it tells about the row, not when the row happened."""


Roles = dict[str, tuple[str, ...]]


def guess_roles(
    template: Template, columns: Sequence[TableColumn], frame: pd.DataFrame, given: Roles | None = None
) -> Roles:
    """Return a column for each part that one speaks for; parts that nothing speaks for are left out. Those `given` stand."""
    roles: Roles = dict(given or {})
    taken = {name for names in roles.values() for name in names}
    for ask in template.asks:
        if ask.role in roles:
            continue
        free = [column for column in columns if column.name not in taken and column.kind in ask.kinds]
        column = _GUESSES.get(ask.role, _nobody)(ask, free, frame)
        if column:
            roles[ask.role] = (column,)
            taken.add(column)
    return roles


def _target(ask: Ask, free: Sequence[TableColumn], frame: pd.DataFrame) -> str | None:
    """By name, in the order of the hints; else the last column with two values; else the last that could be it."""
    for hint in ask.hints:
        for column in reversed(free):
            if mentions(column.name, [hint]) and not column.personal:
                return column.name
    two = [column.name for column in free if "yes_no" in ask.kinds and frame[column.name].nunique() == 2]
    return next(reversed(two or [column.name for column in free]), None)


def _id(ask: Ask, free: Sequence[TableColumn], frame: pd.DataFrame) -> str | None:
    """A column that names each row once, best by its name."""
    each = [column for column in free if column.kind == "id" or _names_rows(frame[column.name])]
    named = [column.name for column in each if mentions(column.name, ask.hints)]
    ids = [column.name for column in each if column.kind == "id"]
    return next(iter(named or ids), None)


def _person(ask: Ask, free: Sequence[TableColumn], frame: pd.DataFrame) -> str | None:
    return next(
        (column.name for column in free if mentions(column.name, ask.hints) and 1 < _repeats(frame[column.name]) < 50),
        None,
    )


def _date(ask: Ask, free: Sequence[TableColumn], frame: pd.DataFrame) -> str | None:
    """A day on which something happened, by its name; else the day by which the table is sorted."""
    days = [column.name for column in free if not mentions(column.name, NOT_TIMELINES) and column.personal is None]
    named = [name for name in days if mentions(name, ask.hints)]
    return next(iter(named or [name for name in days if _sorted(frame[name])]), None)


def _nobody(_ask: Ask, _free: Sequence[TableColumn], _frame: pd.DataFrame) -> str | None:
    return None


_GUESSES = {"target": _target, "id": _id, "person": _person, "date": _date}


def _names_rows(values: pd.Series) -> bool:
    whole = not pd.api.types.is_float_dtype(values) or bool((values.dropna() % 1 == 0).all())
    return whole and len(values) > 0 and values.nunique() == len(values)


def _repeats(values: pd.Series) -> float:
    return len(values) / max(1, values.nunique())


def _sorted(days: pd.Series) -> bool:
    known = days.dropna()
    return len(known) > 0.9 * len(days) and known.nunique() > 20 and bool(known.is_monotonic_increasing)


def check_roles(template: Template, plan: Plan, columns: Sequence[TableColumn]) -> None:
    """Raise NotTrainable for a part that the question has not, or one whose column is missing or cannot play it."""
    kinds = {column.name: column.kind for column in columns}
    asks = {ask.role: ask for ask in template.asks}
    unknown = next((role for role in plan.roles if role not in asks), None)
    if unknown is not None:
        raise NotTrainable(
            f"This question has no part called “{clean(unknown)}”.", f"Its parts are: {', '.join(asks)}.", role=unknown
        )
    for role, chosen in plan.roles.items():
        for name in chosen:
            if name not in kinds:
                raise NotTrainable(
                    f"The table has no column “{clean(name)}”.", "Choose one of the table's columns.", role=role
                )
            ask = asks[role]
            if ask.kinds and kinds[name] not in ask.kinds:
                raise NotTrainable(
                    f"“{clean(name)}” cannot answer: {ask.question}",
                    "Choose another column, or correct what this column holds on the page Your data.",
                    role=role,
                )
    for ask in template.asks:
        if ask.required and not plan.roles.get(ask.role):
            raise NotTrainable(
                f"One thing is missing: {ask.question}", "Choose a column of the table for it.", role=ask.role
            )
    target = plan.column("target")
    double = [role for role, chosen in plan.roles.items() if role != "target" and target in chosen]
    if target and double:
        raise NotTrainable(
            f"“{clean(target)}” was chosen both as the answer and for something else.",
            "Choose another column for one of the two.",
            role=double[0],
        )

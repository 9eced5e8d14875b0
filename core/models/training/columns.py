"""Which columns a model learns from, which are left out, and why: the owner is told each time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from core.common.errors import NotTrainable
from core.common.words import Words, clean
from core.data.personal import IDENTIFYING
from core.data.reading import Column as TableColumn
from core.inference.inputs import InputKind
from core.models.features import KIND_OF_INPUT, Column, column_of
from core.models.learning.leak_rules import LeakRules
from core.models.learning.targets import Target
from core.models.learning.training_set import ChosenColumns
from core.models.problem_types import learning_type
from core.models.registry import LeftOut, Plan
from core.models.training import leaks

NEARLY_EMPTY = 0.95
SAYS_WHO = IDENTIFYING - {"date_of_birth"}

_SENTENCES = {
    "id": "“{name}” only names each row, so nothing can be learned from it.",
    "person": "“{name}” says who somebody is; the model should learn what people have in common.",
    "ignore": "“{name}” is left out because you said so.",
    "constant": "“{name}” is the same in every row.",
    "nearly_empty": "“{name}” is empty in nearly every row.",
    "leak": "“{name}” alone gives the answer away. It is most likely known only afterwards.",
    "leak_by_name": "“{name}” sounds like something known only afterwards, so it would not be there in real use.",
    "leak_by_gaps": "“{name}” is filled in only where it ended one way. It is most likely filled in afterwards.",
    "leak_by_date": "“{name}” mostly lies after the row’s own day, so it would not be known in real use.",
    "leak_together": "“{name}” gives the answer away together with {others}.",
}
LEAKS = frozenset(why for why in _SENTENCES if why.startswith("leak"))
"""Reasons that mean: it knows the answer."""


@dataclass
class _Sifting:
    """What is known so far."""

    kept: list[tuple[TableColumn, InputKind, Column]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    powers: dict[str, float] = field(default_factory=dict)

    def leave_out(self, name: str, why: str, **more: str) -> None:
        self.left_out.append(LeftOut(name, why, _SENTENCES[why].format(name=clean(name, 40), **more)))


def choose_columns(
    frame: pd.DataFrame, columns: Sequence[TableColumn], plan: Plan, target: Target | None, check: Callable[[], None]
) -> ChosenColumns:
    """Return the columns to learn from. Raise NotTrainable where none is left.

    `frame` holds the usable rows alone. `check` is called between columns, and may raise Cancelled.
    """
    chosen = usable_columns(frame, columns, plan, target, check)
    if not chosen.names:
        raise NotTrainable(
            "No column is left that something could be learned from.",
            "Add columns that say what was known beforehand, then train again.",
        )
    return chosen


def usable_columns(
    frame: pd.DataFrame, columns: Sequence[TableColumn], plan: Plan, target: Target | None, check: Callable[[], None]
) -> ChosenColumns:
    """Return the columns to learn from, which may be none; arguments as of `choose_columns`."""
    found, day = _Sifting(), plan.column("date")
    days = column_of(frame[day], "date") if day else None
    rules = learning_type(target.predicts).answers.leaks if target else None
    for column in columns:
        check()
        if target and column.name == target.name:
            continue
        why = _why_not(frame[column.name], column, plan)
        kind = KIND_OF_INPUT.get(column.kind, "category")
        values = column_of(frame[column.name], kind)
        if not why and target and rules:
            skill = rules.single_column_skill(values, kind, target.known, plan.seed)
            found.powers[column.name] = skill
            why = leaks.why(rules, column.name, values, skill, target, days=days if kind == "date" else None)
        if why:
            found.leave_out(column.name, why)
        else:
            found.kept.append((column, kind, values))
    if target and rules:
        check()
        _leave_out_combined(found, rules, target, plan.seed)
    return ChosenColumns(
        tuple(column.name for column, _, _ in found.kept),
        tuple(kind for _, kind, _ in found.kept),
        tuple(column.personal for column, _, _ in found.kept),
        tuple((column.written, column.unit) for column, _, _ in found.kept),
        tuple(values for _, _, values in found.kept),
        tuple(found.left_out),
        found.powers,
    )


def _leave_out_combined(found: _Sifting, rules: LeakRules, target: Target, seed: int) -> None:
    """Columns that only together know the answer, one set after the other."""
    while True:
        numeric = {column.name: values for column, kind, values in found.kept if kind in ("number", "date", "yes_no")}
        together = rules.find_combined(numeric, target.known, seed)
        if not together:
            return
        for name in leaks.named_after(target, together) or together:
            others = Words().items([f"“{clean(other, 40)}”" for other in together if other != name])
            found.leave_out(name, "leak_together", others=others)
        gone = {each.column for each in found.left_out}
        found.kept = [each for each in found.kept if each[0].name not in gone]


def _why_not(values: pd.Series, column: TableColumn, plan: Plan) -> str | None:
    if column.name in plan.roles.get("ignore", ()):
        return "ignore"
    if column.name in plan.roles.get("id", ()) or column.kind == "id":
        return "id"
    if column.name in plan.roles.get("person", ()) or column.kind in ("email", "phone") or column.personal in SAYS_WHO:
        return "person"
    return _says_little(values, column.kind)


def _says_little(values: pd.Series, kind: str) -> str | None:
    missing = float(values.isna().mean())
    if missing == 1.0 or kind == "empty":
        return "nearly_empty"
    if values.nunique() == 1 and missing == 0:
        return "constant"
    if kind == "category" and _one_each(values):
        return "id"
    return "nearly_empty" if missing > NEARLY_EMPTY else None


def _one_each(values: pd.Series) -> bool:
    known = values.dropna()
    return len(known) >= 30 and known.nunique() > 0.9 * len(known)

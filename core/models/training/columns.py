"""Which columns a model learns from, which are left out, and why: the owner is told each time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from core.common.errors import NotTrainable
from core.common.words import Words, clean
from core.data.personal import IDENTIFYING
from core.inference.inputs import InputKind
from core.models.features import KIND_OF_INPUT, Column, column_of
from core.models.registry import LeftOut, Plan
from core.models.training import combined, leaks
from core.models.training.roles import Described
from core.models.training.single_column import power
from core.models.training.target import Target

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


@dataclass(frozen=True)
class Chosen:
    """The columns that are used, with their values in all rows."""

    names: tuple[str, ...]
    kinds: tuple[InputKind, ...]
    personal: tuple[str | None, ...]
    spelled: tuple[tuple[str, str], ...]
    """How the file writes each (the `written` and `unit` of a reading's column)."""
    values: tuple[Column, ...]
    left_out: tuple[LeftOut, ...]
    powers: dict[str, float]


@dataclass
class _Sifting:
    """What is known so far."""

    kept: list[tuple[Described, InputKind, Column]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    powers: dict[str, float] = field(default_factory=dict)

    def leave_out(self, name: str, why: str, **more: str) -> None:
        self.left_out.append(LeftOut(name, why, _SENTENCES[why].format(name=clean(name, 40), **more)))


def choose(
    frame: pd.DataFrame, columns: Sequence[Described], plan: Plan, target: Target | None, check: Callable[[], None]
) -> Chosen:
    """`frame` holds the usable rows alone. `check` is called between columns, and may raise Cancelled. Raises NotTrainable."""
    chosen = sift(frame, columns, plan, target, check)
    if not chosen.names:
        raise NotTrainable(
            "No column is left that something could be learned from.",
            "Add columns that say what was known beforehand, then train again.",
        )
    return chosen


def sift(
    frame: pd.DataFrame, columns: Sequence[Described], plan: Plan, target: Target | None, check: Callable[[], None]
) -> Chosen:
    """As `choose`, and may find no column."""
    found, day = _Sifting(), plan.column("date")
    days = column_of(frame[day], "date") if day else None
    for column in columns:
        check()
        if target and column.name == target.name:
            continue
        why = _why_not(frame[column.name], column, plan)
        kind = KIND_OF_INPUT.get(column.kind, "category")
        values = column_of(frame[column.name], kind)
        if not why and target:
            found.powers[column.name] = power(values, kind, target.codes[target.usable], target.predicts, plan.seed)
            why = leaks.why(column.name, values, found.powers[column.name], target, days if kind == "date" else None)
        if why:
            found.leave_out(column.name, why)
        else:
            found.kept.append((column, kind, values))
    if target:
        check()
        _leave_out_combined(found, target, plan.seed)
    return Chosen(
        tuple(column.name for column, _, _ in found.kept),
        tuple(kind for _, kind, _ in found.kept),
        tuple(column.personal for column, _, _ in found.kept),
        tuple((column.written, column.unit) for column, _, _ in found.kept),
        tuple(values for _, _, values in found.kept),
        tuple(found.left_out),
        found.powers,
    )


def _leave_out_combined(found: _Sifting, target: Target, seed: int) -> None:
    """Columns that only together know the answer, one set after the other."""
    codes = target.codes[target.usable]
    while True:
        numeric = {column.name: values for column, kind, values in found.kept if kind in ("number", "date", "yes_no")}
        together = combined.find(numeric, codes, target.predicts, seed)
        if not together:
            return
        for name in leaks.named_after(target, together) or together:
            others = Words().items([f"“{clean(other, 40)}”" for other in together if other != name])
            found.leave_out(name, "leak_together", others=others)
        gone = {each.column for each in found.left_out}
        found.kept = [each for each in found.kept if each[0].name not in gone]


def _why_not(values: pd.Series, column: Described, plan: Plan) -> str | None:
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

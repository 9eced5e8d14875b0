"""Which columns a model learns from, which are left out, and why: the owner is told each time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from core.errors import NotTrainable
from core.inputs import InputKind
from core.model_version import LeftOut, Plan
from core.personal import IDENTIFYING
from core.preparing import KIND_OF_INPUT, Column, column_of
from core.training import leaks
from core.training.power import power
from core.training.roles import Described
from core.training.target import Target
from core.words import clean

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
}


@dataclass(frozen=True)
class Chosen:
    """The columns that are used, with their values in all rows."""

    names: tuple[str, ...]
    kinds: tuple[InputKind, ...]
    personal: tuple[str | None, ...]
    values: tuple[Column, ...]
    left_out: tuple[LeftOut, ...]
    powers: dict[str, float]


def choose(
    frame: pd.DataFrame, columns: Sequence[Described], plan: Plan, target: Target | None, check: Callable[[], None]
) -> Chosen:
    """`frame` holds the usable rows alone. `check` is called between columns, and may raise Cancelled. Raises NotTrainable."""
    kept: list[tuple[Described, InputKind, Column]] = []
    left_out: list[LeftOut] = []
    powers: dict[str, float] = {}
    for column in columns:
        check()
        if target and column.name == target.name:
            continue
        why = _why_not(frame[column.name], column, plan)
        kind = KIND_OF_INPUT.get(column.kind, "category")
        values = column_of(frame[column.name], kind)
        if not why and target:
            powers[column.name] = power(values, kind, target.codes[target.usable], target.predicts, plan.seed)
            why = leaks.why(column.name, powers[column.name], target)
        if why:
            left_out.append(LeftOut(column.name, why, _SENTENCES[why].format(name=clean(column.name, 40))))
        else:
            kept.append((column, kind, values))
    if not kept:
        raise NotTrainable(
            "No column is left that something could be learned from.",
            "Add columns that say what was known beforehand, then train again.",
        )
    return Chosen(
        tuple(column.name for column, _, _ in kept),
        tuple(kind for _, kind, _ in kept),
        tuple(column.personal for column, _, _ in kept),
        tuple(values for _, _, values in kept),
        tuple(left_out),
        powers,
    )


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

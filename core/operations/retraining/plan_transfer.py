"""The plan of a model, transferred to another table: which column is which now, and what is missing or new."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from core.common.errors import NotTrainable
from core.common.words import Words, clean
from core.data.dataset import Dataset
from core.data.dataset.matching import match, sides
from core.data.reading import Column
from core.models.registry import Plan
from core.models.templates import template as template_of


@dataclass(frozen=True)
class TransferredPlan:
    """`renamed`: column as the older version knows it -> column of the table, where they differ. `remarks`: in sentences."""

    plan: Plan
    renamed: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    def as_old(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the frame with the names that the older version knows."""
        return frame.rename(columns={now: before for before, now in self.renamed.items()})


@dataclass(frozen=True)
class TableBefore:
    """A table that may have to be compared with another; `frame` opens it, which only columns of other names make necessary."""

    columns: Sequence[Column]
    frame: Callable[[], pd.DataFrame]


@dataclass(frozen=True)
class OlderPlan:
    """What the older version learned from. `table`: with its columns, where it is still here."""

    plan: Plan
    number: int
    asks: tuple[str, ...]
    """The columns that it asks for."""
    table: TableBefore | None = None


def transfer_plan(before: OlderPlan, table: Dataset, frame: pd.DataFrame) -> TransferredPlan:
    """Return the same question, asked of another table. Columns keep their parts; where names differ, what they hold decides.

    Raises NotTrainable when the column with the answer, or another that the question needs, is not there.
    """
    there = {column.name for column in table.columns}
    wanted = [*before.asks, *(name for names in before.plan.roles.values() for name in names)]
    renamed = _renamed(before, table, frame) if set(wanted) - there else {}
    now = {name: renamed.get(name, name) for name in wanted}
    roles = {
        role: tuple(now[name] for name in names if now[name] in there) for role, names in before.plan.roles.items()
    }
    _must_have(before.plan, roles)
    plan = replace(before.plan, dataset=table.id, roles={role: names for role, names in roles.items() if names})
    missing = [name for name in dict.fromkeys(wanted) if now[name] not in there]
    used = {name: now[name] for name in dict.fromkeys(wanted) if now[name] != name and now[name] in there}
    return TransferredPlan(plan, used, tuple(_remarks(before, used, missing, _new(before, table, renamed))))


def _renamed(before: OlderPlan, table: Dataset, frame: pd.DataFrame) -> dict[str, str]:
    if before.table is None:
        return {}
    pairs = match(sides(before.table.columns, before.table.frame()), sides(table.columns, frame))
    return {known: now for now, known in pairs.items() if now != known}


def _new(before: OlderPlan, table: Dataset, renamed: Mapping[str, str]) -> list[str]:
    """Columns that the older table did not have; none where that is not known."""
    if before.table is None:
        return []
    known = {column.name for column in before.table.columns} | set(renamed.values())
    return [column.name for column in table.columns if column.name not in known]


def _must_have(plan: Plan, roles: Mapping[str, tuple[str, ...]]) -> None:
    needed = {"target"} | {ask.role for ask in template_of(plan.template).asks if ask.required}
    for role in sorted(needed & set(plan.roles)):
        if not roles[role]:
            raise NotTrainable(
                f"The table has no column “{clean(plan.roles[role][0])}”, which this model needs.",
                "Choose a table that has it, or give the column its old name.",
                role=role,
            )


def _remarks(before: OlderPlan, used: Mapping[str, str], missing: Sequence[str], new: Sequence[str]) -> list[str]:
    said = [f"“{clean(old, 30)}” is called “{clean(now, 30)}” in this table." for old, now in used.items()]
    if set(used) & set(before.asks):
        said.append("Your web shop has to send the new names once this version is live.")
    if missing:
        said.append(f"This table has no {_named(missing)}, which version {before.number} knew.")
    if new:
        said.append(f"New in this table: {_named(new)}.")
    return said


def _named(names: Sequence[str]) -> str:
    return Words().items([f"“{clean(name, 30)}”" for name in names])

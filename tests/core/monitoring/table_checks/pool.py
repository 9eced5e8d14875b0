"""Tables that every inspection is shown: one in order, and each fault alone. A fault's key begins with the inspection's key."""

from collections.abc import Callable
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from core.common.words import Words
from core.data.personal import detect
from core.data.reading import understand_frame
from core.models.learning.targets import TargetColumn
from core.models.registry import Plan
from core.models.templates import template as template_of
from core.models.training.target import read_target
from core.monitoring.table_check import CheckedTable, Question
from tests.core.monitoring.table_checks import asked
from tests.demo_tables import customers

TODAY = date(2026, 6, 30)
Fault = Callable[[pd.DataFrame], pd.DataFrame]


def sound(rows: int = 600, seed: int = 0) -> pd.DataFrame:
    """Return a table in order, with much chance in who left."""
    return customers(rows, seed, sharpness=0.6, more=("first order", "weight kg"))


def table(frame: pd.DataFrame, *, question: bool = True) -> CheckedTable:
    """As `core.monitoring.table_checkup` would make it, through the understanding of a real reading."""
    read = understand_frame(frame)
    columns = tuple(
        type(each)(**{**each.__dict__, "personal": detect(read.frame[each.name], each.name, each.kind)})
        for each in read.columns
    )
    seen = CheckedTable(read.frame, columns, TODAY, Words())
    if not question:
        return seen
    template = template_of("churn")
    roles = {"target": ("left",), "id": ("customer",)} | ({"date": ("seen on",)} if "seen on" in frame else {})
    plan = Plan("churn", "d", roles, None)
    chosen = Question(template, plan, read_target(TargetColumn(template, "left", read.frame["left"])))
    return CheckedTable(read.frame, columns, TODAY, Words(), chosen)


def _copies(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([frame, frame.head(40)], ignore_index=True)


def _twins(frame: pd.DataFrame) -> pd.DataFrame:
    """Told once more, with another number for the customer, a slip in the town, and a little more spent."""
    again = frame.head(40).assign(
        customer=[f"D-{number}" for number in range(40)], spent=frame["spent"].head(40) * 1.01
    )
    return pd.concat([frame, again.assign(town=again["town"].str.upper() + " ")], ignore_index=True)


def _in_cents(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(spent=frame["spent"].where(frame.index >= 60, frame["spent"] * 100))


def _in_pounds(frame: pd.DataFrame) -> pd.DataFrame:
    rare = frame.index % 9 == 0
    return frame.assign(**{"weight kg": frame["weight kg"].where(~rare, frame["weight kg"] / 0.4536)})


def _in_cents_at_york(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(spent=frame["spent"].where(frame["town"] != "York", frame["spent"] * 100))


FAULTS: dict[str, Fault] = {
    "constant": lambda frame: frame.assign(shop="Leeds"),
    "coverage: few rows": lambda frame: frame.head(30),
    "duplicates": _copies,
    "impossible: a code": lambda frame: frame.assign(visits=frame["visits"].where(frame.index % 50 > 0, 999)),
    "impossible: ages": lambda frame: frame.assign(age=[250 if n == 7 else 20 + n % 60 for n in range(len(frame))]),
    "impossible: days": lambda frame: frame.assign(
        **{"first order": frame["first order"].where(frame.index != 9, pd.Timestamp("2062-01-01"))}
    ),
    "impossible: signs": lambda frame: frame.assign(price=np.where(frame.index == 3, -5.0, frame["spent"] + 1)),
    "missing: a part": lambda frame: frame.assign(town=frame["town"].where(frame.index < 400)),
    "missing: a column": lambda frame: frame.assign(note=[1.5 if n < 20 else None for n in range(len(frame))]),
    "near_duplicates": _twins,
    "outliers": lambda frame: frame.assign(**{"weight kg": frame["weight kg"].where(frame.index != 5, 7000.0)}),
    "personal_data": lambda frame: frame.assign(mail=[f"person{n}@example.org" for n in range(len(frame))]),
    "units: a group": _in_cents_at_york,
    "units: a run": _in_cents,
    "units: scattered": _in_pounds,
    **asked.FAULTS,
}


@cache
def pool() -> dict[str, CheckedTable]:
    """Tables in order, one of them without a question, and each fault."""
    broken = {name: table(fault(sound()), question=name != "coverage: few rows") for name, fault in FAULTS.items()}
    in_order = {name: table(frame) for name, frame in asked.in_order(sound()).items()}
    return {"nothing": table(sound()), "no question yet": table(sound(), question=False), **in_order, **broken}

"""Whether what is wrong with a table is found, and nothing in tables that are in order.

`python -m tests.benchmarks.survey [--table NAME …] [--fault NAME …] [--only INSPECTION …] [--seeds 20] [--first-seed 100]` puts
faults into six real tables, many times each, and prints how many were found, and with the right column. Then it looks at the
untouched tables and at halves of them (`--no-sound` leaves that out, `--fault none` does nothing else). `--missed` names what
was not found. `--large` takes the time of a look at a million rows of 15 columns.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from core.common.finding import Finding
from core.common.words import Words
from core.data.personal import detect
from core.data.reading import Choices, Column, read_table
from core.data.reading.results import Kind
from core.models.learning.targets import TargetColumn
from core.models.registry import Plan
from core.models.templates import template as template_of
from core.models.training.target import read_target
from core.monitoring.indicator import judge
from core.monitoring.table_check import CheckedTable, Question
from core.monitoring.table_checks import all_inspections
from tests.benchmarks.faults import FAULTS, Broken, Given

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
TODAY = date(2026, 6, 30)
CASES = {
    "telco": ("churn/telco_churn_ibm_FICTIONAL.csv", "churn", "Churn"),
    "iranian churn": ("churn/iranian_churn_uci.csv", "churn", "Churn"),
    "resort hotel": ("late_risk/hotel_bookings_resort.csv", "custom", "is_canceled"),
    "bank leads": ("leads/bank_additional_uci_4k.csv", "custom", "y"),
    "online shoppers": ("leads/online_shoppers_uci.csv", "custom", "Revenue"),
    "King County": ("price/kc_house_data.csv", "price", "price"),
}
DAYS = {"King County": "date"}
"""The day on which each row was true, where a table has one."""
TRUE = {
    ("iranian churn", "duplicates"): "300 rows are copies (its publisher says so)",
    ("iranian churn", "contradictions"): "64 rows have an equal one that ended differently",
    ("King County", "uniqueness"): "where a house lies points at it, and so at who lives there",
    ("resort hotel", "duplicates"): "841 rows are copies",
    ("resort hotel", "constant"): "the hotel is always the same",
    ("resort hotel", "missing"): "the company is given in 7 of 100 rows",
    ("resort hotel", "impossible"): "one price is below zero",
    ("bank leads", "impossible"): "999 stands for a customer who was never called before (its publisher says so)",
    ("King County", "outliers"): "a house of 1,620 square feet has 33 bedrooms",
    ("King County", "coverage"): "its newest house was sold in 2015",
    ("resort hotel", "coverage"): "its newest booking is of 2017",
    ("online shoppers", "constant"): "none of these visits was near a special day",
    ("bank leads", "leakage"): "the length of a call is known only after it (its publisher says so)",
    ("resort hotel", "leakage"): "the room that was given is known only on arrival",
}
"""What is truly the case in an untouched table, so that finding it is no false alarm."""


@cache
def given(name: str) -> Given:
    file, _, target = CASES[name]
    read = read_table((DATA / file).read_bytes(), Path(file).name, Choices())
    columns = tuple(
        replace(each, personal=detect(read.frame[each.name], each.name, each.kind)) for each in read.columns
    )
    return Given(read.frame, columns, target)


def table(name: str, frame: pd.DataFrame, extra: tuple[Column, ...] = ()) -> CheckedTable:
    """As `core.monitoring.table_checkup` would make it."""
    _, key, target = CASES[name]
    columns = tuple(
        replace(column, missing=int(frame[column.name].isna().sum()), distinct=int(frame[column.name].nunique()))
        for column in (*given(name).columns, *extra)
        if column.name in frame.columns
    )
    template = template_of(key)
    roles = {"target": (target,)} | ({"date": (DAYS[name],)} if name in DAYS else {})
    question = Question(
        template, Plan(key, "d", roles, None), read_target(TargetColumn(template, target, frame[target]))
    )
    return CheckedTable(frame, columns, TODAY, Words(), question)


def looks(name: str, broken: Broken, keys: set[str]) -> list[Finding]:
    """What those inspections notice."""
    seen = table(name, broken.frame, broken.new_columns)
    told = [judge(each, seen) for each in all_inspections() if each.key in keys]
    return [finding for finding in told if finding.level in ("watch", "act")]


def faults(names: list[str], tables: list[str], seeds: range, *, say_missed: bool) -> bool:
    print("| fault | table | found | right column |\n|---|---|---|---|")
    passed = True
    for fault in names:
        total: Counter[str] = Counter()
        for name in tables:
            count: Counter[str] = Counter()
            for seed in seeds:
                broken = FAULTS[fault].inject(given(name), np.random.default_rng([seed, len(fault)]))
                found = looks(name, broken, set(FAULTS[fault].inspections))
                named = {column for finding in found if finding.cause for column in finding.cause.columns}
                right = bool(found) and (not broken.blamed or bool(broken.blamed & named))
                count.update(tried=1, found=bool(found), right=right)
                if say_missed and not right:
                    print(f"    {fault} {name} seed {seed} {broken.note}: {sorted(named)}", flush=True)
            print(f"| {fault} | {name} | {count['found']} of {count['tried']} | {count['right']} |", flush=True)
            total += count
        print(f"| **{fault}** | all | {total['found']} of {total['tried']} | {total['right']} |", flush=True)
        passed &= total["right"] >= 0.95 * total["tried"]
    return passed


def sound(name: str, seeds: range) -> Iterator[pd.DataFrame]:
    """The table itself, then a random half and the half of a random cut for each seed."""
    frame = given(name).frame
    yield frame
    for seed in seeds:
        rng = np.random.default_rng(seed)
        yield frame.iloc[np.sort(rng.choice(len(frame), len(frame) // 2, replace=False))].reset_index(drop=True)
        first = int(rng.integers(len(frame) // 2))
        yield frame.iloc[first : first + len(frame) // 2].reset_index(drop=True)


def false_alarms(tables: list[str], seeds: range, keys: set[str]) -> bool:
    alarms: Counter[tuple[str, str, tuple[str, ...]]] = Counter()
    looked = 0
    for name in tables:
        for frame in sound(name, seeds):
            looked += 1
            for finding in looks(name, Broken(frame), keys):
                columns = finding.cause.columns if finding.cause else ()
                alarms[name, finding.indicator, columns] += 1
    print("\n| inspection | table | columns | times | is it so? |\n|---|---|---|---|---|")
    for (name, key, columns), times in sorted(alarms.items()):
        print(f"| {key} | {name} | {', '.join(columns)} | {times} | {TRUE.get((name, key), '**no**')} |")
    false: Counter[str] = Counter()
    for (name, key, _), times in alarms.items():
        false[key] += times if (name, key) not in TRUE else 0
    print("\n| inspection | false alarms |\n|---|---|")
    for key in sorted(keys):
        print(f"| {key} | {false[key]} of {looked} |")
    return all(false[key] <= 0.02 * looked for key in keys)


def large(rows: int = 1_000_000) -> None:
    """What a look at a large table takes before a question is asked of it, in seconds of the processor."""
    rng = np.random.default_rng(0)
    made: dict[str, tuple[Kind, object]] = {
        "id": ("id", np.char.add("C-", rng.permutation(rows).astype(str))),
        "mail": ("email", np.char.add(rng.integers(0, rows // 2, rows).astype(str), "@example.org")),
        "day": ("date", np.datetime64("2024-01-01", "us") + rng.integers(0, 900, rows) * np.timedelta64(1, "D")),
        "product": ("category", np.char.add("product ", rng.integers(0, 2000, rows).astype(str))),
        **{f"kind {n}": ("category", rng.choice(["north", "south", "east", "west"], rows)) for n in range(3)},
        **{f"amount {n}": ("number", np.round(rng.lognormal(3, 1 + n / 10, rows), 2)) for n in range(4)},
        **{f"count {n}": ("number", rng.poisson(5 + 20 * n, rows)) for n in range(4)},
    }
    frame = pd.DataFrame({name: values for name, (_, values) in made.items()})
    columns = tuple(Column(name, kind, 0, int(frame[name].nunique())) for name, (kind, _) in made.items())
    seen = CheckedTable(frame, columns, TODAY, Words())
    print("| inspection | processor's seconds |\n|---|---|")
    for each in all_inspections():
        before = time.process_time()
        judge(each, seen)
        print(f"| {each.key} | {time.process_time() - before:.2f} |", flush=True)


def main() -> int:
    """Exit code 1 when fewer than 95% are found, or more than 2% are false alarms."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--table", nargs="*", default=list(CASES))
    ask.add_argument("--fault", nargs="*", default=list(FAULTS))
    ask.add_argument("--only", nargs="*", default=[each.key for each in all_inspections()])
    ask.add_argument("--seeds", type=int, default=20)
    ask.add_argument("--first-seed", type=int, default=100)
    ask.add_argument("--no-sound", action="store_true")
    ask.add_argument("--missed", action="store_true")
    ask.add_argument("--large", action="store_true")
    told = ask.parse_args()
    if told.large:
        large()
        return 0
    seeds = range(told.first_seed, told.first_seed + told.seeds)
    passed = told.fault == ["none"] or faults(told.fault, told.table, seeds, say_missed=told.missed)
    return 0 if (told.no_sound or false_alarms(told.table, seeds, set(told.only))) and passed else 1


if __name__ == "__main__":
    sys.exit(main())

"""One contract for every inspection that is found: it has words, it can fail, and it is quiet on a table in order."""

import json
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest

import core.monitoring.table_checks
from core.common.finding import Finding, Group
from core.monitoring.indicator import Indicator, judge
from core.monitoring.table_checks import all_inspections
from tests.core.monitoring.table_checks.pool import FAULTS, pool, sound, table

FOUND = all_inspections()
SEEDS = 20


def _name(inspection: Indicator[Any, Any]) -> str:
    return inspection.key


@pytest.fixture(scope="module")
def findings() -> dict[str, dict[str, Finding]]:
    """By inspection and table of the pool, what it says."""
    return {each.key: {name: judge(each, seen) for name, seen in pool().items()} for each in FOUND}


def test_as_many_are_found_as_there_are_files() -> None:
    files = {path.stem for path in Path(core.monitoring.table_checks.__file__).parent.glob("*.py")} - {"__init__"}
    assert {inspection.key for inspection in FOUND} == files
    assert {name.partition(":")[0] for name in FAULTS} == files, "each has a table that it is made for"


@pytest.mark.parametrize("inspection", FOUND, ids=_name)
def test_it_has_words_for_good_and_for_bad(inspection: Indicator[Any, Any]) -> None:
    bad = set(inspection.says) - {"good"}
    assert bad
    assert bad <= {"watch", "act"}
    assert set(inspection.advice) == bad
    assert inspection.group in get_args(Group)
    assert inspection.question.endswith("?")
    assert all((inspection.title, inspection.why, inspection.method))


@pytest.mark.parametrize("inspection", FOUND, ids=_name)
def test_it_can_reach_every_level_that_it_has_words_for(
    inspection: Indicator[Any, Any], findings: dict[str, dict[str, Finding]]
) -> None:
    reached = {finding.level for finding in findings[inspection.key].values()} - {"not_yet"}
    assert reached == set(inspection.says)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_by_the_one_that_looks_for_it(fault: str, findings: dict[str, dict[str, Finding]]) -> None:
    assert findings[fault.partition(":")[0]][fault].level in ("watch", "act")


@pytest.mark.parametrize("inspection", FOUND, ids=_name)
def test_what_it_says_is_whole(inspection: Indicator[Any, Any], findings: dict[str, dict[str, Finding]]) -> None:
    for finding in findings[inspection.key].values():
        assert finding.sentence
        assert not any(mark in finding.sentence + finding.advice for mark in ("{", "}", "nan", "None", "  "))
        assert bool(finding.headline) == (finding.level in ("watch", "act"))
        assert finding.below
        kept = json.loads(json.dumps(finding.as_dict(), allow_nan=False))
        assert json.loads(json.dumps(Finding.from_dict(kept).as_dict())) == kept


@pytest.mark.parametrize("rows", [60, 600, 3000])
def test_nothing_is_noticed_in_tables_in_order(rows: int) -> None:
    blamed: Counter[str] = Counter()
    for seed in range(SEEDS):
        seen = table(sound(rows, seed))
        blamed.update(each.key for each in FOUND if judge(each, seen).level in ("watch", "act"))
    assert sum(blamed.values()) <= 1, blamed

"""One contract for every indicator that is found: it has words, it can fail, and it is quiet while nothing happens."""

import json
import math
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

import core.monitoring.indicators
from core.common.finding import LEVELS, Finding, Group, verdict
from core.monitoring.indicator import Indicator, NotApplicable, judge
from core.monitoring.indicators import all_indicators
from tests.core.monitoring.indicators.made import KINDS, made
from tests.core.monitoring.indicators.pool import pool

FOUND = all_indicators()
SEEDS = 60


def _name(indicator: Indicator[Any, Any]) -> str:
    return indicator.key


@pytest.fixture(scope="module")
def findings() -> dict[str, list[Finding]]:
    """By indicator, what it says in every window of the pool."""
    return {indicator.key: [judge(indicator, window) for window in pool().values()] for indicator in FOUND}


def test_as_many_are_found_as_there_are_files() -> None:
    files = {path.stem for path in Path(core.monitoring.indicators.__file__).parent.glob("*.py")} - {"__init__"}
    assert {indicator.key for indicator in FOUND} == files
    assert len(FOUND) == len(files)


@pytest.mark.parametrize("indicator", FOUND, ids=_name)
def test_it_has_words_for_good_and_for_bad(indicator: Indicator[Any, Any]) -> None:
    bad = set(indicator.says) - {"good"}
    assert "good" in indicator.says
    assert bad, "an indicator that cannot fail tells nobody anything"
    assert bad <= {"watch", "act"}
    assert set(indicator.advice) == bad, "who is told that something is wrong is told what to do"
    assert set(indicator.actions) <= bad
    assert indicator.group in get_args(Group)
    assert indicator.question.endswith("?")
    assert indicator.needs >= 0
    assert all((indicator.title, indicator.why, indicator.method))


@pytest.mark.parametrize("indicator", FOUND, ids=_name)
def test_it_can_reach_every_level_that_it_has_words_for(
    indicator: Indicator[Any, Any], findings: dict[str, list[Finding]]
) -> None:
    reached = {finding.level for finding in findings[indicator.key]} - {"not_yet"}
    assert reached == set(indicator.says)


@pytest.mark.parametrize("indicator", FOUND, ids=_name)
def test_a_headline_is_understood_alone(indicator: Indicator[Any, Any], findings: dict[str, list[Finding]]) -> None:
    """It stands above all else on a page, with nothing before it that "it" could mean."""
    headlines = {finding.headline for finding in findings[indicator.key] if finding.headline}
    assert [headline for headline in headlines if re.search(r"\b(its?|they|them)\b", headline, re.IGNORECASE)] == []


@pytest.mark.parametrize("indicator", FOUND, ids=_name)
def test_what_it_says_is_whole(indicator: Indicator[Any, Any], findings: dict[str, list[Finding]]) -> None:
    for finding in findings[indicator.key]:
        assert finding.indicator == indicator.key
        assert finding.sentence
        assert not any(mark in finding.sentence + finding.advice for mark in ("{", "}", "nan", "None", "  "))
        assert bool(finding.headline) == (finding.level in ("watch", "act"))
        assert finding.sentence.startswith(finding.headline)
        assert finding.below
        assert finding.value is None or math.isfinite(finding.value)
        assert finding.cause is None or finding.level in ("watch", "act")
        assert Finding.from_dict(json.loads(json.dumps(finding.as_dict(), allow_nan=False))) == _as_json(finding)
        if finding.evidence:
            assert finding.evidence.places
            for series in finding.evidence.series:
                for values in (series.values, series.low, series.high):
                    assert len(values) in (0, len(finding.evidence.places))


def _as_json(finding: Finding) -> Finding:
    return Finding.from_dict(json.loads(json.dumps(finding.as_dict())))


@pytest.mark.parametrize("indicator", [each for each in FOUND if each.needs], ids=_name)
def test_it_says_how_many_are_missing_before_it_guesses(indicator: Indicator[Any, Any]) -> None:
    for kind in KINDS:
        with pytest.raises(NotApplicable) as nothing:
            indicator.measure(pool()[f"just made, {kind}"])
        assert nothing.value.reason.endswith(".")
    said = judge(indicator, pool()["just made, yes_no"])
    assert said.level == "not_yet"
    assert str(indicator.needs) in said.sentence


@pytest.mark.parametrize("indicator", FOUND, ids=_name)
def test_it_says_the_same_of_the_same(indicator: Indicator[Any, Any]) -> None:
    assert judge(indicator, made("yes_no", 300, 7)) == judge(indicator, made("yes_no", 300, 7))


@pytest.mark.parametrize("rows", [60, 300, 3000])
@pytest.mark.parametrize("predicts", KINDS)
def test_nothing_is_alarmed_while_nothing_happens(predicts: str, rows: int) -> None:
    """60 shops in which nothing changed, each looked at with every indicator: at most one cries, few raise an eyebrow."""
    states: Counter[str] = Counter()
    blamed: Counter[str] = Counter()
    for seed in range(SEEDS):
        window = made(predicts, rows, seed)
        said = [judge(indicator, window) for indicator in FOUND]
        states[verdict(said).state] += 1
        blamed.update(finding.indicator for finding in said if finding.level in ("act", "watch"))
    assert states["act"] <= SEEDS * 0.02, blamed
    assert states["watch"] <= SEEDS * 0.08, blamed


def test_a_shop_in_order_is_good() -> None:
    said = [judge(indicator, pool()["nothing, yes_no"]) for indicator in FOUND]
    assert {finding.level for finding in said} == {"good"}


def test_privacy_does_not_hang_on_what_is_predicted() -> None:
    for indicator in FOUND:
        if indicator.group == "privacy":
            levels = {judge(indicator, pool()[f"nothing, {kind}"]).level for kind in KINDS}
            assert levels == {"good"}


def test_an_older_version_s_answers_do_not_blame_the_new_one() -> None:
    """Their bins were cut for other columns, so nothing may be read from them."""
    broken = pool()["column empty, yes_no"]
    window = replace(broken, subject=replace(broken.subject, version=2))
    for indicator in FOUND:
        if indicator.group == "health" and indicator.needs:
            assert judge(indicator, window).level in ("not_yet", "good"), indicator.key


def test_levels_are_those_of_findings() -> None:
    assert all(set(indicator.says) <= set(LEVELS) for indicator in FOUND)

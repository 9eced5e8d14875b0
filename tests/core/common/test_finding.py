"""A finding is kept as it was said, and one rule makes a model's one state from its findings."""

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.common.finding import LEVELS, Cause, Chart, Finding, Level, Series, verdict, worst_first

CAUSES = st.none() | st.builds(
    Cause,
    st.sampled_from(["missing", "unit", "old"]),
    st.lists(st.text(), max_size=3).map(tuple),
    st.none() | st.just("2026-03-01"),
)
FINDINGS = st.builds(
    Finding,
    indicator=st.sampled_from(["accuracy", "speed", "backup"]),
    group=st.sampled_from(["health", "privacy"]),
    level=st.sampled_from(LEVELS),
    title=st.text(max_size=9),
    sentence=st.text(max_size=9),
    value=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    cause=CAUSES,
    evidence=st.none()
    | st.just(
        Chart("line", ["Jan", "Feb"], [Series("shop", [0.5, None], [0.4, None], [0.6, None])], "It fell.", top=1.0)
    ),
)


def _finding(level: Level, indicator: str = "accuracy", cause: Cause | None = None) -> Finding:
    return Finding(indicator, "health", level, "Title", "Sentence.", cause=cause)


@given(FINDINGS)
def test_a_finding_comes_back_from_json_as_it_was(finding: Finding) -> None:
    assert Finding.from_dict(json.loads(json.dumps(finding.as_dict()))) == finding


def test_every_level_has_its_place_in_the_order() -> None:
    assert set(LEVELS) == set(get_args(Level))


@given(st.lists(FINDINGS, max_size=8))
def test_the_state_is_the_worst_level_and_its_lead_is_of_that_level(findings: list[Finding]) -> None:
    found = verdict(findings)
    levels = [finding.level for finding in findings]
    assert found.state == min(levels, key=LEVELS.index, default="not_yet")
    assert found.lead is None or found.lead.level == found.state
    assert found.cause == (found.lead.cause if found.lead else None)
    if any(finding.cause and finding.level == found.state for finding in findings):
        assert found.cause is not None


@given(st.lists(FINDINGS, max_size=8))
def test_the_worst_comes_first_and_equals_keep_their_order(findings: list[Finding]) -> None:
    ordered = worst_first(findings)
    assert [LEVELS.index(finding.level) for finding in ordered] == sorted(
        LEVELS.index(finding.level) for finding in findings
    )
    for level in LEVELS:
        assert [f for f in ordered if f.level == level] == [f for f in findings if f.level == level]


def test_one_that_cannot_speak_yet_does_not_hide_one_that_is_good() -> None:
    assert verdict([_finding("not_yet"), _finding("good")]).state == "good"
    assert verdict([_finding("not_yet"), _finding("not_yet")]).state == "not_yet"
    assert verdict([]).lead is None


@pytest.mark.parametrize("first", [0, 1])
def test_the_one_that_knows_its_cause_leads(first: int) -> None:
    blind, seeing = _finding("act"), _finding("act", "data_feed", Cause("missing", ("price",)))
    found = verdict([(blind, seeing)[first], (seeing, blind)[first], _finding("watch", cause=Cause("old"))])
    assert found.lead == seeing
    assert found.cause == Cause("missing", ("price",))

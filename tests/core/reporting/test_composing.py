"""From judged to said: real windows, judged by the real indicators."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from core.common.catalog import find_variants
from core.common.finding import Cause, Finding, verdict
from core.data.dataset import Provenance
from core.models.registry import Worth
from core.monitoring.indicator import Indicator, judge
from core.monitoring.window import Window
from core.reporting.composing import Judged, compose, split
from core.reporting.contents import MOST_STEPS, from_json, to_json
from core.reporting.figures import Counted
from core.reporting.months import Month
from tests.core.monitoring.indicators.made import TODAY, Problem, made, with_subject
from tests.core.reporting.samples import LINE

INDICATORS: dict[str, Indicator[Any, Any]] = find_variants("core.monitoring.indicators", "INDICATOR", Indicator)


def judged(window: Window, findings: tuple[Finding, ...] | None = None, **changed: Any) -> Judged:
    if findings is None:
        findings = tuple(judge(indicator, window) for indicator in INDICATORS.values())
    month = window.answers.between(date(2026, 6, 1), TODAY)
    facts: dict[str, Any] = {
        "month": Month(2026, 6),
        "over": True,
        "window": window,
        "verdict": verdict(findings),
        "findings": findings,
        "counted": Counted(len(month), len(month.labelled), 0),
        "business": "Harbour Street Gym",
        "made": datetime(2026, 7, 1, 6, tzinfo=UTC),
    }
    return Judged(**{**facts, **changed})


def needing(number: int, level: str = "act", **changed: Any) -> Finding:
    said = {
        "title": f"Thing {number}",
        "sentence": f"Thing {number} is wrong.",
        "advice": f"Mend thing {number}. Then look again.",
    }
    return Finding(f"thing_{number}", "health", level, **{**said, **changed})  # type: ignore[arg-type]


def test_a_quiet_month_says_that_it_worked() -> None:
    contents = compose(judged(made(rows=600)))
    assert contents.state == "good"
    assert contents.headline == "It worked as it should."
    assert contents.steps == ()


def test_a_broken_column_leads_and_its_advice_comes_first() -> None:
    contents = compose(judged(made(rows=600, problem=Problem("missing"))))
    assert contents.state == "act"
    assert "tenure" in f"{contents.headline} {contents.cause}"
    assert contents.steps[0].start
    assert contents.health[0].level == "act"


def test_every_sentence_of_a_finding_stands_as_it_was_said() -> None:
    facts = judged(made(rows=600, problem=Problem("missing")))
    contents = compose(facts)
    assert {finding.sentence for finding in facts.findings} == {
        finding.sentence for finding in (*contents.health, *contents.privacy)
    }


@pytest.mark.parametrize("predicts", ["yes_no", "number", "category", "segments"])
def test_every_kind_of_question_has_three_figures_and_a_picture(predicts: str) -> None:
    contents = compose(judged(made(predicts, rows=600)))
    assert len(contents.figures) == 3
    assert all(figure.label and figure.value and figure.below for figure in contents.figures)
    assert contents.picture


def test_the_first_figure_is_what_the_log_says() -> None:
    window = made(rows=900)
    month = window.answers.between(date(2026, 6, 1), TODAY)
    warned = month.actual[month.answer == 1]
    assert compose(judged(window)).figures[0].value == f"{round(warned.mean() * 100)} of 100"


def test_few_outcomes_are_not_made_into_a_figure() -> None:
    contents = compose(judged(made(rows=600, labelled=0.01)))
    assert contents.figures[0].value == "not enough yet"


def test_a_month_without_any_answer_says_so() -> None:
    window = made(rows=600)
    empty = replace(window, answers=window.answers.where(window.answers.at < 0))
    contents = compose(judged(empty))
    assert contents.figures[1].value == "0"
    assert contents.figures[0].value == "not enough yet"


def test_what_it_was_worth_is_a_range_from_hits_and_misses() -> None:
    contents = compose(judged(with_subject(made(rows=900), worth=Worth(40.0, 5.0))))
    assert contents.figures[2].label == "What it was worth"
    assert contents.figures[2].value.startswith("£")
    assert " to £" in contents.figures[2].value


def test_more_advice_than_anybody_follows_goes_to_the_appendix() -> None:
    findings = tuple(needing(number) for number in range(MOST_STEPS + 3))
    contents = compose(judged(made(), findings))
    assert len(contents.steps) == MOST_STEPS
    assert contents.appendix[0].heading == "More to do"
    assert len(contents.appendix[0].rows) == 3
    assert "The appendix has 3 more things to do." in contents.made


def test_the_appendix_tells_what_the_data_is_for_and_what_is_still_to_be_noted() -> None:
    told = judged(made(), origin=Provenance("To see who leaves", "", "consent"))
    (data,) = (table for table in compose(told).appendix if table.heading == "The data it learned from")
    assert [row[1] for row in data.rows] == ["To see who leaves", "not noted yet", "We asked them, and they agreed"]


def test_the_same_advice_is_given_once() -> None:
    findings = tuple(needing(number, advice="Enter what really happened. It helps.") for number in range(3))
    assert [step.start for step in compose(judged(made(), findings)).steps] == ["Enter what really happened."]


def test_a_missing_backup_is_not_said_to_be_the_models_fault() -> None:
    well = Finding("speed", "health", "good", "Speed", "It is fast.")
    backup = Finding("backup", "privacy", "act", "Backup", "Newest backup: none yet.", "Computers break.", "Make one.")
    contents = compose(judged(made(), (well, backup)))
    assert (contents.state, contents.headline) == ("act", "It worked as it should, but something beside it needs you.")
    assert contents.cause == "Newest backup: none yet. Computers break."
    assert contents.steps[0].start == "Make one."


def test_the_picture_is_the_course_of_what_is_not_good() -> None:
    bars = replace(LINE, kind="bar")
    findings = (needing(1, evidence=bars), needing(2, "watch", evidence=LINE), needing(3, "good", evidence=LINE))
    picture = compose(judged(made(), findings)).picture
    assert picture
    assert (picture.heading, picture.level) == ("Thing 2", "watch")


def test_the_likely_cause_is_said_once() -> None:
    cause = Cause("missing", ("age",), "2026-06-03")
    unnamed = compose(judged(made(), (needing(1, cause=cause),)))
    assert unnamed.cause == "Most likely because “age” stopped arriving in many rows on Wednesday 3 June."
    named = compose(judged(made(), (needing(1, cause=cause, sentence="“age” is missing.", why="It leans on it."),)))
    assert named.cause == "It leans on it."


def test_no_findings_at_all_is_too_early_to_judge() -> None:
    contents = compose(judged(made(), ()))
    assert contents.state == "not_yet"
    assert contents.headline == "It is too early to judge it."
    assert contents.picture is None


def test_a_month_that_is_not_over_says_so_far() -> None:
    assert compose(judged(made(), over=False)).month_in_words == "June 2026 so far"


def test_contents_survive_being_kept() -> None:
    contents = compose(judged(made(rows=600, problem=Problem("missing"))))
    kept = from_json(to_json(contents))
    assert to_json(kept) == to_json(contents)
    assert kept.picture
    assert kept.picture.chart.series[0].values


def test_a_sentence_is_not_split_within_a_number() -> None:
    assert split("It was 4.2 MB. A trial worked.") == ("It was 4.2 MB.", "A trial worked.")
    assert split("One sentence.") == ("One sentence.", "")

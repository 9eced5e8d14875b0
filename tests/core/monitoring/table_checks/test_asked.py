"""What is found beside a question: leaks, wrong answers, contradictions, rows that point at one person."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from core.data.repairs import repair
from core.monitoring.indicator import judge
from core.monitoring.table_checks import contradictions, coverage, label_noise, leakage, missing_by_group, uniqueness
from tests.core.monitoring.table_checks import asked
from tests.core.monitoring.table_checks.pool import sound, table


def _why(frame: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    return leakage.measure(table(frame)).leaks


def test_a_sum_product_or_comparison_of_columns_that_is_the_answer_is_a_leak() -> None:
    found = _why(asked.FAULTS["leakage: together"](sound()))
    assert found == {"leak_together": ("owed", "paid")}


@pytest.mark.parametrize(
    "name", ["Kündigungsgrund", "motif de résiliation", "fecha de baja", "motivo_disdetta_x data disdetta"]
)
def test_names_of_what_is_known_afterwards_are_known_in_five_languages(name: str) -> None:
    assert _why(sound().assign(**{name: sound()["town"].to_numpy()[::-1]})) == {"leak_by_name": (name,)}


def test_a_day_that_lies_after_the_row_s_own_is_a_leak_unless_it_is_known_ahead() -> None:
    frame = asked.dated(sound())
    after = np.where(frame["left"], 1, 150) + np.random.default_rng(0).integers(0, 200, len(frame))
    day = frame["seen on"] + pd.to_timedelta(after, unit="D")
    assert _why(frame.assign(talk=day)) == {"leak_by_date": ("talk",)}
    assert _why(frame.assign(appointment=day)) == {}


def test_gaps_that_have_nothing_to_do_with_the_answer_are_no_leak() -> None:
    some = np.random.default_rng(0).random(600) < 0.6
    assert _why(sound().assign(note=np.where(some, 1.5 + np.arange(600) % 7, np.nan))) == {}


def test_rows_that_look_wrong_are_named_and_most_of_them_are() -> None:
    frame = asked.clear()
    wrong = np.flatnonzero(asked.wrong_answers(frame)["left"] != frame["left"])
    found = label_noise.measure(table(asked.wrong_answers(frame)))
    assert 0.03 < found.found.floor < 0.07
    assert np.isin(found.suspicious, wrong).mean() > 0.7
    remedy = label_noise.INSPECTION.remedies(found)[0]
    assert repair(remedy.key).apply(asked.wrong_answers(frame), remedy.arguments)["left"].isna().sum() == len(
        found.suspicious
    )


def test_a_table_with_much_chance_in_it_is_not_blamed_for_wrong_answers() -> None:
    rng = np.random.default_rng(0)
    chance = sound(3000).assign(left=rng.random(3000) < 0.1)
    assert judge(label_noise.INSPECTION, table(chance)).level == "not_yet"


def test_where_mistakes_and_chance_look_alike_it_is_said_how_many_it_may_be_and_no_alarm_is_raised() -> None:
    rng = np.random.default_rng(0)
    frame = sound(4000)
    rare = rng.random(4000) < np.where(frame["visits"] >= 5, 0.06, 0.45)
    finding = judge(label_noise.INSPECTION, table(frame.assign(left=rare)))
    assert finding.level == "not_yet"
    assert "of 100 answers go against them" in finding.sentence


def test_in_a_coarse_table_equal_rows_may_end_differently() -> None:
    few = sound(3000)[["customer", "contract", "town", "left"]]
    finding = judge(contradictions.INSPECTION, table(few))
    assert finding.level == "good"
    assert "no wonder" in finding.sentence


def test_the_rounding_that_is_proposed_leaves_as_few_rows_alone_as_it_says() -> None:
    seen = table(asked.described(sound()))
    found = uniqueness.measure(seen)
    frame = seen.frame
    for remedy in uniqueness.INSPECTION.remedies(found):
        frame = repair(remedy.key).apply(frame, remedy.arguments)
    alone = (frame.groupby(list(found.columns), dropna=False)["left"].transform("size") == 1).sum()
    assert alone == found.after < found.alone / 10


def test_a_named_group_that_is_hardly_there_is_told_with_its_rows() -> None:
    frame = sound()
    frame.loc[frame.index < 7, "town"] = "Selby"
    seen = table(frame)
    assert seen.question is not None
    plan = replace(seen.question.plan, roles={**seen.question.plan.roles, "group": ("town",)})
    finding = judge(coverage.INSPECTION, replace(seen, question=replace(seen.question, plan=plan)))
    assert finding.level == "watch"
    assert "The group “Selby” has only 7 rows" in finding.sentence.replace("seven", "7")


def test_gaps_that_fall_on_every_group_alike_are_no_matter() -> None:
    frame = asked.FAULTS["missing_by_group"](sound())
    frame["income"] = frame["spent"].where(np.arange(len(frame)) % 4 > 0)
    assert missing_by_group.measure(table(frame)).gaps == ()

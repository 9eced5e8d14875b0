"""What a comparison comes to, for each kind of answer, on made-up answers of two versions; and how it is said."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from core.common.words import Words
from core.models.comparison import (
    ComparedRows,
    Contest,
    PhrasingContext,
    Remarks,
    VersionComparison,
    VersionScores,
    compare_versions,
)
from core.models.comparison.text import warning
from core.models.problem_types import learning_type
from core.models.registry import Worth
from core.models.templates import template
from tests.core.common.jargon import JARGON, MOST_WORDS

TEMPLATES = {"yes_no": "churn", "number": "price", "category": "custom"}


def contest(predicts: str, worth: Worth | None = None) -> Contest:
    context = PhrasingContext(2, 1, template(TEMPLATES[predicts]).nouns, "GBP" if predicts == "number" else "", Words())
    return Contest(2, 1, learning_type(predicts).comparison, context, worth or Worth(), groups=("town",))


def answered(
    predicts: str, rows: int, old: float, new: float, seed: int = 0, north: float | None = None
) -> ComparedRows:
    """`old`, `new`: how good each version is, from 0 to 1; `north`: how good the new one is for the town of that name."""
    rng = np.random.default_rng(seed)
    town = rng.choice(["north", "south"], rows)
    skill_new = np.where(town == "north", new if north is None else north, new)
    actual = rng.integers(0, 2, rows).astype(float) if predicts == "yes_no" else rng.normal(300, 60, rows)
    shared = rng.normal(0, 1, rows)

    def told(skill: float | np.ndarray) -> VersionScores:
        noise = 0.8 * shared + 0.6 * rng.normal(0, 1, rows)
        if predicts == "yes_no":
            chance = 1 / (1 + np.exp(-(skill * 2 * (actual - 0.5) + (1 - skill) * 1.5 * noise)))
            return VersionScores(chance, (chance >= 0.5).astype(float))
        if predicts == "number":
            return VersionScores(actual + (1 - skill) * 50 * noise, actual)
        right = (rng.random(rows) < skill).astype(float)
        return VersionScores(right, right)

    whole = np.ones(rows) if predicts == "category" else actual
    return ComparedRows(pd.DataFrame({"town": town}), whole, told(old), told(skill_new), np.arange(rows), 0.3)


def said(found: VersionComparison) -> str:
    return " ".join(found.sentences)


@pytest.mark.parametrize("predicts", list(TEMPLATES))
@pytest.mark.parametrize(
    ("old", "new", "level"), [(0.5, 0.8, "better"), (0.8, 0.4, "clearly_worse"), (0.7, 0.7, "same")]
)
def test_the_level_follows_how_good_both_really_are(predicts: str, old: float, new: float, level: str) -> None:
    found = compare_versions(contest(predicts), answered(predicts, 4000, old, new), None)
    assert found.level == level
    assert found.held.figures[0].low <= found.held.figures[0].gain <= found.held.figures[0].high


@pytest.mark.parametrize("predicts", list(TEMPLATES))
def test_two_equal_versions_are_hardly_ever_called_better_or_worse(predicts: str) -> None:
    levels = [
        compare_versions(contest(predicts), answered(predicts, 200, 0.6, 0.6, seed), None).level for seed in range(20)
    ]
    assert sum(level not in ("same", "cannot_tell") for level in levels) <= 2, levels


def test_few_rows_tell_nothing() -> None:
    found = compare_versions(contest("yes_no"), answered("yes_no", 29, 0.2, 0.9), None)
    assert found.level == "cannot_tell"
    assert "at least 30 are needed" in said(found)


def test_no_rows_and_no_right_answers_are_said_in_words() -> None:
    context = PhrasingContext(2, 1, template("segments").nouns, "", Words())
    found = compare_versions(Contest(2, 1, learning_type("segments").comparison, context, Worth()), None, None)
    assert found.level == "cannot_tell"
    assert "no right or wrong" in said(found)


@pytest.mark.parametrize("predicts", list(TEMPLATES))
def test_among_many_groups_of_equal_versions_hardly_ever_one_is_called_worse(predicts: str) -> None:
    """Twelve groups drawn by chance, twenty times: with ranges for one group alone, five to nine of these would cry wolf."""
    cried = 0
    for seed in range(20):
        rows = answered(predicts, 400, 0.6, 0.6, seed)
        drawn = np.random.default_rng(1000 + seed).choice(list("abcd"), (400, 3))
        rows = replace(rows, frame=pd.DataFrame(drawn, columns=["kind", "colour", "size"]))
        asked = replace(contest(predicts), groups=(), categories=("kind", "colour", "size"))
        found = compare_versions(asked, rows, None)
        assert len(found.groups) == 12
        cried += bool(found.worse_for)
    assert cried <= 2


def test_a_group_for_which_it_is_worse_is_named() -> None:
    found = compare_versions(contest("yes_no"), answered("yes_no", 3000, 0.4, 0.6, north=0.1), None)
    assert [(group.column, group.value) for group in found.worse_for] == [("town", "north")]
    assert "For “north” in “town”, it has" in " ".join(found.in_short)


def test_where_the_two_tests_disagree_it_is_not_called_better() -> None:
    found = compare_versions(contest("number"), answered("number", 900, 0.3, 0.8), answered("number", 900, 0.8, 0.3))
    assert (found.held.level, found.outcomes.level, found.level) == ("better", "clearly_worse", "clearly_worse")
    assert "disagree" in said(found)


def test_a_clear_loss_in_use_is_clear_whatever_the_table_says_and_the_words_say_where_it_is() -> None:
    """16 of 100 right, where the older version has 88, is no little loss because the table looks well."""
    good, bad = answered("category", 900, 0.3, 0.8), answered("category", 900, 0.88, 0.16)
    in_use, on_table, both = (
        compare_versions(contest("category"), *tests) for tests in ((good, bad), (bad, good), (bad, bad))
    )
    assert [found.level for found in (in_use, on_table, both)] == ["clearly_worse"] * 3
    assert [warning(found) for found in (in_use, on_table, both, compare_versions(contest("category"), bad, None))] == [
        "Version 2 is clearly worse than version 1 on the newest answers whose end is known.",
        "Version 2 is clearly worse than version 1 on the rows of the table.",
        "Version 2 is clearly worse than version 1.",
        "Version 2 is clearly worse than version 1.",
    ]
    little = compare_versions(contest("category"), good, answered("category", 4000, 0.8, 0.77))
    assert (little.outcomes.level, little.level) == ("worse", "worse"), "a little loss stays a little one"


def test_where_the_two_tests_disagree_the_short_form_says_what_each_found() -> None:
    found = compare_versions(contest("yes_no"), answered("yes_no", 900, 0.3, 0.8), answered("yes_no", 900, 0.8, 0.3))
    assert found.tests_disagree
    assert found.headline == "The two tests disagree about version 2."
    assert found.in_short[:2] == (
        "On the rows of the table it is better than version 1.",
        "On the newest answers whose end is known it is clearly worse.",
    )
    agreed = compare_versions(contest("yes_no"), answered("yes_no", 900, 0.3, 0.8), answered("yes_no", 900, 0.3, 0.8))
    assert not agreed.tests_disagree


def test_the_short_form_gives_the_figure_that_decided() -> None:
    """Not that of the table, on which both are as good, when the newest answers tell them apart."""
    found = compare_versions(contest("number"), answered("number", 900, 0.6, 0.6), answered("number", 900, 0.8, 0.3))
    assert (found.held.level, found.level) == ("same", "clearly_worse")
    assert found.in_short[:2] == ("It shows in the newest answers whose end is known.", found.outcomes.sentences[0])
    plain = compare_versions(contest("number"), answered("number", 900, 0.8, 0.3), answered("number", 900, 0.6, 0.6))
    assert plain.in_short[0] == plain.held.sentences[0]


@pytest.mark.parametrize(("predicts", "equal"), [("yes_no", "both versions picked right"), ("number", "both versions were off"),
                                                 ("category", "Both versions were right")])  # fmt: skip
def test_equal_figures_are_said_once(predicts: str, equal: str) -> None:
    same = answered(predicts, 900, 0.6, 0.6)
    same = replace(same, new=same.old)
    assert equal in said(compare_versions(contest(predicts), same, None))
    assert equal not in said(compare_versions(contest(predicts), answered(predicts, 900, 0.4, 0.8), None))


def test_newest_answers_tell_where_the_table_cannot() -> None:
    found = compare_versions(contest("number"), answered("number", 5, 0.3, 0.8), answered("number", 900, 0.3, 0.8))
    assert found.level == "better"


def test_money_that_is_lost_makes_a_version_worse_though_its_order_is_as_good() -> None:
    cases = answered("yes_no", 2000, 0.6, 0.6)
    nobody = ComparedRows(
        cases.frame,
        cases.actual,
        cases.old,
        VersionScores(cases.old.score, np.zeros(2000)),
        cases.units,
    )
    assert compare_versions(contest("yes_no"), nobody, None).level == "same"
    found = compare_versions(contest("yes_no", Worth(80.0, 20.0)), nobody, None)
    assert found.level == "worse"
    assert "less for each 100 customers" in " ".join(found.in_short)


def test_a_comparison_is_the_same_after_it_was_kept_as_text() -> None:
    import msgspec

    from core.models.comparison.results import comparison_from_json

    found = compare_versions(contest("yes_no", Worth(80.0, 20.0)), answered("yes_no", 400, 0.4, 0.7), None)
    assert comparison_from_json(msgspec.json.encode(found).decode()) == found


def _every_sentence() -> list[str]:
    remarks = Remarks(("It learned from 120 answers whose end is known, besides the table.",))
    found = [
        compare_versions(
            contest(predicts, Worth(80.0, 20.0)),
            answered(predicts, rows, old, new, north=north),
            answered(predicts, rows, new, old),
            left_aside=left,
            remarks=remarks,
        )
        for predicts in TEMPLATES
        for rows in (10, 300)
        for old, new, north, left in ((0.4, 0.8, None, 0), (0.8, 0.3, 0.05, 1), (0.6, 0.6, None, 25))
    ]
    return sorted({sentence for each in found for sentence in each.sentences})


def test_sentences_are_short_and_free_of_jargon() -> None:
    sentences = _every_sentence()
    assert len(sentences) > 25
    assert [each for each in sentences if len(each.split()) > MOST_WORDS] == []
    assert [each for each in sentences if JARGON.search(each)] == []
    assert [each for each in sentences if not each.endswith(".") or "!" in each or " 1 rows" in each] == []

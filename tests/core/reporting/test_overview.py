"""The first page's sentences, by plain counting."""

import pytest

from core.common.finding import Level
from core.reporting.overview import about_findings, about_models


@pytest.mark.parametrize(
    ("states", "sentence"),
    [
        (["good"], "Your model is fine."),
        (["good", "good"], "Both your models are fine."),
        (["act", "act", "act"], "All three of your models need you today."),
        (["good", "act", "good"], "One of your three models needs you today. The other two are fine."),
        (
            ["good", "watch", "act", "not_yet"],
            "One of your four models needs you today. One is worth an eye. One is fine. The other one cannot be judged yet.",
        ),
        (["good"] * 12, "All 12 of your models are fine."),
        ([], ""),
    ],
)
def test_models_are_counted_worst_first(states: list[Level], sentence: str) -> None:
    assert about_models(states) == sentence


@pytest.mark.parametrize(
    ("levels", "sentence"),
    [
        (["good"], "The one thing we looked at is fine."),
        (["good", "good"], "Both things we looked at are fine."),
        (["watch", "good", "act", "watch"], "One thing needs you today. Two are worth an eye. The other one is fine."),
    ],
)
def test_findings_are_counted_worst_first(levels: list[Level], sentence: str) -> None:
    assert about_findings(levels) == sentence

"""What every kind of answer has to keep to when it is learned, whichever it is. Kinds are found by their files."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import sklearn.metrics as sk

import core.models.problem_types
from core.common.actor import OWNER
from core.common.errors import NotTrainable
from core.common.progress import SILENT
from core.common.words import Words
from core.data import dataset
from core.inference.exported import Exported
from core.models import training
from core.models.comparison import Contest, PhrasingContext, VersionComparison, compare_versions, select_rows
from core.models.export import MOST_DIFFERENCE, differences, made_up
from core.models.features import column_of
from core.models.learning.known_answers import KnownAnswers
from core.models.learning.targets import Target, TargetColumn
from core.models.problem_type import LearningType
from core.models.problem_types import all_learning_types, learning_type
from core.models.registry import TrainedModel, Worth
from core.models.template import Template
from core.models.templates import all_templates
from core.models.training import TrainingRequest
from core.models.training.target import read_target
from core.storage.settings import Settings
from core.storage.workspace import Workspace, open_workspace
from tests.rules.test_sentences import JARGON, MOST_WORDS, NEVER_CLAIMED

ROWS = 500
FILES = [path.stem for path in Path(core.models.problem_types.__path__[0]).glob("*.py") if path.stem != "__init__"]
KINDS = pytest.mark.parametrize("kind", all_learning_types().values(), ids=all_learning_types())
ANSWERED = [kind for kind in all_learning_types().values() if kind.known_answers]
WITH_ANSWERS = pytest.mark.parametrize("kind", ANSWERED, ids=[kind.key for kind in ANSWERED])


@dataclass(frozen=True)
class Example:
    """A question of that kind, asked of its practice table."""

    template: Template
    frame: pd.DataFrame
    target: str | None

    def read(self) -> Target:
        assert self.target
        return read_target(TargetColumn(self.template, self.target, self.frame[self.target]))

    def columns(self, exported: Exported) -> list[Any]:
        return [column_of(self.frame[asked.name], asked.kind) for asked in exported.inputs]


@cache
def example(key: str) -> Example:
    """The first question that this kind answers, with the column of its practice table that makes it so."""
    for template in all_templates().values():
        frame = template.practice(ROWS, 1)
        if not any(ask.role == "target" for ask in template.asks):
            if template.predicts(None) == key:
                return Example(template, frame, None)
            continue
        for name in reversed(frame.columns):
            few_or_number = frame[name].nunique() <= 10 or pd.api.types.is_numeric_dtype(frame[name])
            if few_or_number and template.predicts(frame[name]) == key:
                return Example(template, frame, name)
    raise AssertionError(f"no question is answered by {key}")


@pytest.fixture(scope="module")
def workspace_of_all(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return open_workspace(Settings(home=tmp_path_factory.mktemp("kinds") / "workspace"))


@pytest.fixture(scope="module")
def made_of(workspace_of_all: Workspace) -> Callable[[LearningType], TrainedModel]:
    @cache
    def made(key: str) -> TrainedModel:
        asked = example(key)
        kept = dataset.add_frame(workspace_of_all, asked.frame, key, f"{key}.csv", who=OWNER)
        roles = {"target": (asked.target,)} if asked.target else {}
        plan = training.plan(workspace_of_all, asked.template.key, kept.id, roles)
        frame = dataset.frame(workspace_of_all, kept.id)
        request = TrainingRequest(asked.template, plan, kept.columns, frame)
        return training.make(request, SILENT)

    return lambda kind: made(kind.key)


def test_every_file_holds_a_kind() -> None:
    assert set(all_learning_types()) == set(FILES)
    assert len(FILES) >= 4
    with pytest.raises(KeyError):
        learning_type("nobody made this")


@KINDS
def test_a_small_table_trains(kind: LearningType, made_of: Callable[[LearningType], TrainedModel]) -> None:
    card = made_of(kind).card
    assert card.predicts == kind.key
    assert card.rows_learned + card.rows_held <= ROWS
    assert card.scores
    assert all(score["low"] <= score["value"] <= score["high"] for score in card.scores.values())
    assert set(card.baseline) <= set(card.scores) | {"r2", "mape", "wape"}
    assert sum(driver.share for driver in card.drivers) == pytest.approx(1.0)
    assert bool(card.target) == (kind.known_answers is not None)


@KINDS
def test_the_export_says_what_the_pipeline_says(
    kind: LearningType, made_of: Callable[[LearningType], TrainedModel]
) -> None:
    """On missing, unseen and extreme values, one input after the other and all at once."""
    made = made_of(kind)
    exported = Exported.from_bytes(made.exported)
    real = [column[:20] for column in example(kind.key).columns(exported)]
    odd: list[list[Any]] = [[None] * len(real)]
    for place, asked in enumerate(exported.inputs):
        for value in ("never met before", "") if asked.kind in ("category", "text") else (-1e12, 0.0, 1e12):
            row = [column[0] for column in real]
            row[place] = value
            odd.append(row)
    strange = [
        np.array([row[place] for row in odd], dtype=object if column.dtype == object else np.float64)
        for place, column in enumerate(real)
    ]
    for columns in (real, strange, made_up(real, exported, 300, 7)):
        assert differences(made.pipeline, exported, columns).max() <= MOST_DIFFERENCE


@WITH_ANSWERS
def test_the_figures_agree_with_those_of_scikit_learn(
    kind: LearningType, made_of: Callable[[LearningType], TrainedModel]
) -> None:
    exported = Exported.from_bytes(made_of(kind).exported)
    target = example(kind.key).read()
    columns = [column[target.usable] for column in example(kind.key).columns(exported)]
    found = kind.answers.evaluate(exported, columns, target.known)
    weights = np.random.default_rng(0).integers(0, 4, len(target.known)).astype(np.float64)
    figures = kind.answers.measure(found, weights)
    given, said = found.many.code, found.many.score
    probabilities = np.stack([1 - said, said], 1) if found.probabilities is None else found.probabilities
    labels = np.arange(probabilities.shape[1])
    theirs: dict[str, Callable[[], Any]] = {
        "auc": lambda: sk.roc_auc_score(found.actual, said, sample_weight=weights),
        "average_precision": lambda: sk.average_precision_score(found.actual, said, sample_weight=weights),
        "precision": lambda: sk.precision_score(found.actual, given, sample_weight=weights),
        "recall": lambda: sk.recall_score(found.actual, given, sample_weight=weights),
        "f1": lambda: sk.f1_score(found.actual, given, sample_weight=weights),
        "macro_f1": lambda: sk.f1_score(found.actual, given, average="macro", sample_weight=weights),
        "accuracy": lambda: sk.accuracy_score(found.actual, given, sample_weight=weights),
        "log_loss": lambda: sk.log_loss(found.actual, probabilities, labels=labels, sample_weight=weights),
        "r2": lambda: sk.r2_score(found.actual, said, sample_weight=weights),
        "mae": lambda: sk.mean_absolute_error(found.actual, said, sample_weight=weights),
        "mape": lambda: sk.mean_absolute_percentage_error(
            found.actual[found.actual != 0], said[found.actual != 0], sample_weight=weights[found.actual != 0]
        ),
    }
    shared = set(figures) & set(theirs)
    assert shared
    assert set(figures) - shared <= {"ece", "wape", "interval_coverage"}, "nobody checks this figure"
    for name in shared:
        assert figures[name] == pytest.approx(theirs[name](), abs=1e-9, rel=1e-9), name


@WITH_ANSWERS
def test_the_answer_itself_gives_it_away_and_noise_does_not(kind: LearningType) -> None:
    rules, codes = kind.answers.leaks, example(kind.key).read().known
    noise = np.random.default_rng(0).normal(size=len(codes))
    assert rules.single_column_skill(codes, "number", codes, 0) >= rules.gives_away
    assert rules.single_column_skill(noise, "number", codes, 0) < rules.tells_much
    assert rules.tells < rules.tells_much < rules.gives_away


@WITH_ANSWERS
def test_a_column_that_is_the_same_in_every_row_is_refused(kind: LearningType) -> None:
    asked = example(kind.key)
    same = pd.Series([asked.frame[asked.target].iloc[0]] * ROWS)
    with pytest.raises(NotTrainable) as refused:
        kind.answers.read_target(TargetColumn(asked.template, "the same", same))
    assert says_it_plainly(refused.value.sentence)
    assert says_it_plainly(refused.value.advice)


def with_itself(kind: LearningType, made: TrainedModel) -> VersionComparison:
    asked, exported = example(kind.key), Exported.from_bytes(made.exported)
    context = PhrasingContext(2, 1, asked.template.nouns, made.card.unit, Words())
    contest = Contest(2, 1, kind.comparison, context, Worth(hit=50.0, miss=5.0), categories=list(asked.frame.columns))
    if asked.target is None:
        return compare_versions(contest, None, None)
    rows = select_rows(kind.comparison, asked.frame, asked.target, exported, exported)
    assert len(rows) == int(asked.read().usable.sum())
    return compare_versions(contest, rows, None)


@KINDS
def test_a_version_is_not_better_than_itself(
    kind: LearningType, made_of: Callable[[LearningType], TrainedModel]
) -> None:
    found = with_itself(kind, made_of(kind))
    assert found.level == ("same" if kind.comparison.measures else "cannot_tell")
    assert not found.worse_for
    assert all(figure.gain == figure.low == figure.high == 0 for figure in found.held.figures)
    assert bool(kind.comparison.measures) != bool(kind.comparison.why_not)


@KINDS
def test_its_sentences_are_plain(kind: LearningType, made_of: Callable[[LearningType], TrainedModel]) -> None:
    made = made_of(kind)
    card, compared = made.card, with_itself(kind, made)
    assert card.summary
    assert card.limits
    assert card.chart
    assert len(card.chart.places) == len(card.chart.series[0].values)
    assert compared.sentences
    said = [
        *card.summary,
        *card.limits,
        card.chart.shows,
        *compared.sentences,
        *(each for part in compared.groups for each in part.sentences),
    ]
    assert [text for text in said if not says_it_plainly(text)] == []


@WITH_ANSWERS
def test_how_it_did_for_a_group_is_part_of_a_sentence(
    kind: LearningType, made_of: Callable[[LearningType], TrainedModel]
) -> None:
    answers: KnownAnswers = kind.answers
    reference = made_of(kind).reference
    said = answers.describe_group(reference.held_answer, reference.held_actual, Words(), made_of(kind).card.unit)
    assert said[0].islower()
    assert not said.endswith(".")
    assert says_it_plainly(f"It is {said}.")


def says_it_plainly(text: str) -> bool:
    """Whether each of the sentences is short, whole, calm and without jargon."""
    for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z“0-9£])", text):
        plain = not JARGON.search(sentence) and not NEVER_CLAIMED.search(sentence) and "!" not in sentence
        if not (plain and len(sentence.split()) <= MOST_WORDS and re.match(r"[A-Z0-9“£].*[.?]$", sentence)):
            return False
    return True

"""What every kind of answer has to do, whatever its file is called."""

import math
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import core.inference.problem_types
from core.common.words import Words
from core.inference.exported import Exported, Form
from core.inference.inputs import Input, NotThisKind
from core.inference.linear import Linear, NumberTerm
from core.inference.outcome_codes import reported
from core.inference.problem_type import AnswerFacts, AnswerType
from core.inference.problem_types import all_answer_types
from core.serving.endpoint import json_schema
from core.serving.endpoint.answering import Answer
from core.serving.endpoint.documents.replies import REPLY
from tests.core.common.jargon import JARGON, MOST_WORDS

TYPES = all_answer_types()
LABELS = ["stayed", "left"]
every_type = pytest.mark.parametrize("kind", TYPES.values(), ids=TYPES)
SLOPES = st.lists(st.floats(-50, 50), min_size=2, max_size=2)


def model(kind: AnswerType, slopes: list[float] = [0.5, -0.5]) -> Exported:  # noqa: B006 - never changed
    """A model of one column: each output is the column times its slope."""
    outputs = kind.outputs(LABELS)
    member = Linear([0.0] * outputs, [NumberTerm(0, slopes[:outputs], [0.0] * outputs, 0.0, 1.0, 0.0)], [], [])
    inputs = [Input("visits", "number", edges=(2.0,), low=0.0, high=9.0, typical=4.0).as_dict()]
    labels = [] if kind.is_amount else LABELS
    return Exported(Form(kind.key, "left", labels, inputs, [member], [1.0]))


def test_there_is_one_for_each_file() -> None:
    files = {path.stem for path in Path(core.inference.problem_types.__path__[0]).glob("*.py")} - {"__init__"}
    assert set(TYPES) == files
    assert len(files) >= 4


@every_type
@given(slopes=SLOPES, visits=st.lists(st.floats(-100, 100), min_size=1, max_size=20))
def test_many_rows_are_answered_as_one_after_the_other(
    kind: AnswerType, slopes: list[float], visits: list[float]
) -> None:
    asked = model(kind, slopes)
    rows = [asked.read({"visits": each}) for each in visits]
    singly, together = [asked.answer(row) for row in rows], asked.answer_many(rows)
    assert np.allclose([one.score for one in singly], [one.score for one in together], rtol=1e-12, atol=1e-12)
    close = [abs(one.score - asked.form.threshold) < 1e-9 for one in singly]
    assert all(one.code == other.code or near for one, other, near in zip(singly, together, close, strict=True))


@every_type
@given(raw=st.lists(st.floats(-700, 700), min_size=2, max_size=2))
def test_probabilities_add_up_and_are_the_same_for_one_row_and_for_many(kind: AnswerType, raw: list[float]) -> None:
    asked = model(kind)
    outputs = raw[: kind.outputs(LABELS)]
    if kind.probabilities is None:
        with pytest.raises(LookupError):
            asked.probabilities(outputs)
        return
    one, many = asked.probabilities(outputs), asked.probabilities_of_many(np.array([outputs]))
    assert math.isclose(sum(one), 1.0, abs_tol=1e-12)
    assert np.allclose(one, many[0], atol=1e-12)


@every_type
def test_an_answer_can_be_reported_and_is_read_back_as_its_code(kind: AnswerType) -> None:
    asked = model(kind)
    for visits in (-3.0, 0.25, 7.0):
        answered = asked.answer(asked.read({"visits": visits}))
        if kind.has_outcomes:
            assert reported(asked.form, answered.answer) == answered.code
        else:
            with pytest.raises(NotThisKind):
                reported(asked.form, answered.answer)


@every_type
@pytest.mark.parametrize("odd", [None, "", "no such thing", [], {}, "1,2,3,4.5.6"])
def test_what_is_none_of_its_answers_is_refused(kind: AnswerType, odd: Any) -> None:
    with pytest.raises(NotThisKind):
        reported(model(kind).form, odd)


@every_type
def test_what_may_be_reported_fits_the_schema_that_callers_are_given(kind: AnswerType) -> None:
    asked = model(kind)
    schema = json_schema.actual(asked)
    assert (schema is not None) == kind.has_outcomes == (kind.outcome(asked.form) is not None)
    if schema is None:
        return
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    for visits in (-3.0, 0.25, 7.0):
        assert validator.is_valid(asked.answer(asked.read({"visits": visits})).answer)
    assert not validator.is_valid("no such thing")
    assert not validator.is_valid(None)


@every_type
def test_what_callers_are_answered_fits_the_schema_that_they_are_given(kind: AnswerType) -> None:
    asked = model(kind)
    validator = jsonschema.Draft202012Validator(REPLY["properties"]["predictions"]["items"])
    for visits in (-3.0, 0.25, 7.0, None):
        given = asked.answer(asked.read({"visits": visits}))
        sent = Answer("p-1", given.answer, given.score, kind.band(asked.form, given.score), list(given.warnings))
        validator.validate(msgspec.to_builtins(sent))


@every_type
def test_an_answer_is_near_or_far_or_else_it_has_a_label(kind: AnswerType) -> None:
    asked = model(kind)
    answer = asked.answer(asked.read({"visits": 4.0})).answer
    assert isinstance(answer, float) is kind.is_amount
    assert asked.outcome is None or (asked.outcome.number is not None) is kind.is_amount


@every_type
@given(score=st.floats(0, 1))
def test_a_band_says_how_near_a_warning_is_and_only_where_one_answer_is_looked_out_for(
    kind: AnswerType, score: float
) -> None:
    form = model(kind).form
    band = kind.band(form, score)
    assert (band is not None) is kind.has_positive
    if band:
        assert (band == "high") is (score >= form.threshold)
        assert band in ("high", "medium", "low")
        assert kind.explained_answer(form.labels, form.labels[0]) == form.labels[1]


@every_type
def test_reasons_speak_of_an_output_that_is_there(kind: AnswerType) -> None:
    asked = model(kind)
    column, effect = asked.reasons(asked.read({"visits": 9.0}))[0]
    assert column == "visits"
    assert effect != 0


@every_type
def test_each_sentence_exists_and_has_no_jargon(kind: AnswerType) -> None:
    facts = AnswerFacts("left", 0.4, {"many": "customers", "will": "leave"}, "GBP", Words())
    filled = {"column": "visits", "answer": "left", "target": "left", "positive": "left"}
    said = [kind.headline(facts), *(way.format(**filled) for way in kind.for_and_against)]
    assert all(said)
    without = kind.no_outcome
    instead = [without.refusal, without.instead, without.undecided] if without else []
    assert all(instead)
    for sentence in [*said, kind.purpose.format(**filled), *instead]:
        assert not JARGON.search(sentence)
        assert len(sentence.split()) <= MOST_WORDS

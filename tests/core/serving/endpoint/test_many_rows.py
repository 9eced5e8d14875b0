"""Rows that come together are answered together, and get what each would get alone."""

import pytest
from msgspec.structs import replace

from core.serving.endpoint.rows import RowCheck, ValidRow
from tests.core.serving.endpoint.shop import ROW, exported


def test_many_rows_get_the_very_answers_that_each_gets_alone() -> None:
    model = exported()
    check = RowCheck(model, "customer", frozenset())
    rows = [ROW, {**ROW, "visits": None}, {**ROW, "visits": 41}, {**ROW, "plan": "gold", "since": "2031-01-01"},
            {**ROW, "visits": 2, "member": "no"}, {"plan": "plus"}, {**ROW, "visits": "4.5", "more": 1}]  # fmt: skip
    alone = [check.read(row) for row in rows]
    together = check.read_many(rows)
    assert [list(row.values) for row in together if isinstance(row, ValidRow)] == [list(row.values) for row in alone]
    assert [(row.absent, row.warnings) for row in together if isinstance(row, ValidRow)] == [
        (row.absent, row.warnings) for row in alone
    ]
    said = model.answer_many([row.values for row in alone])
    for many, row in zip(said, alone, strict=True):
        one = model.answer(row.values)
        assert many.score == pytest.approx(one.score, abs=1e-12)
        assert replace(many, score=0.0) == replace(one, score=0.0)


def test_of_many_rows_only_the_wrong_ones_are_refused() -> None:
    check = RowCheck(exported(), None, frozenset())
    read = check.read_many([ROW, {**ROW, "visits": "many"}, "no row", {}, {**ROW, "visits": 1e400}])
    assert [isinstance(row, ValidRow) for row in read] == [True, False, False, False, False]

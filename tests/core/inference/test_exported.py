"""The exported form: it says what the fitted pipeline says, on rows as nobody would expect them."""

import math

import msgspec
import numpy as np
import pandas as pd
import pytest

from core.common.errors import NotTrainable
from core.inference.centroids import Centroids, OneHotCategory, ScaledNumber
from core.inference.exported import Exported
from core.inference.inputs import ABOVE, MISSING, UNSEEN, NotThisKind
from core.models.export import differences, made_up, prove
from core.models.export.proof import MOST_DIFFERENCE
from core.models.features import columns_of, values_of
from core.models.registry import TrainedModel
from core.models.templates import all_templates
from core.storage.settings import Settings
from core.storage.workspace import open_workspace
from tests.core.models.training.tables import made, shop


@pytest.fixture(scope="module")
def workspace_folder(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(home=tmp_path_factory.mktemp("exported") / "workspace")


@pytest.fixture(scope="module")
def shop_made(workspace_folder: Settings) -> TrainedModel:
    return made(shop(1300), open_workspace(workspace_folder))


@pytest.fixture(scope="module")
def answering(shop_made: TrainedModel) -> Exported:
    return Exported.from_bytes(shop_made.exported)


def several_answers(rows: int) -> pd.DataFrame:
    frame = shop(rows, seed=4)
    frame["left"] = np.where(
        frame["visits"].fillna(0) > 5, "stays", np.where(frame["contract"] == "yearly", "thinks", "goes")
    )
    return frame


CASES = {
    "yes or no": (shop(1100, seed=1), "churn", "left"),
    "several answers": (several_answers(700), "custom", "left"),
    "a number above zero": (all_templates()["price"].practice(1100, 2), "price", "price"),
    "any number": (shop(600, seed=3).assign(left=lambda frame: frame["visits"] - 4), "custom", "left"),
    "groups": (all_templates()["segments"].practice(300, 0), "segments", None),
}


@pytest.mark.parametrize("name", list(CASES))
def test_it_says_what_the_pipeline_says(name: str, workspace_folder: Settings) -> None:
    frame, key, target = CASES[name]
    frame = frame.dropna(subset=[target]) if target else frame
    version = made(frame, open_workspace(workspace_folder), key, **({"target": target} if target else {}))
    exported = Exported.from_bytes(version.exported)
    real = columns_of(frame, exported.inputs)
    assert version.card.checked_made_up >= 1000
    assert version.card.checked_rows >= version.card.checked_made_up + min(
        1000, version.card.rows_learned + version.card.rows_held
    )
    assert version.card.largest_difference <= MOST_DIFFERENCE
    assert differences(version.pipeline, exported, real).max() <= MOST_DIFFERENCE
    assert differences(version.pipeline, exported, made_up(real, exported, 1000, 99)).max() <= MOST_DIFFERENCE


def test_a_form_that_says_something_else_is_refused(shop_made: TrainedModel, answering: Exported) -> None:
    from msgspec.structs import replace

    bent = Exported(replace(answering.form, bias=answering.form.bias + 1e-4))
    columns = columns_of(shop(50), bent.inputs)
    with pytest.raises(NotTrainable, match="last check"):
        prove(shop_made.pipeline, bent, columns, columns, 0)


def test_one_row_and_many_rows_get_the_same_answers(answering: Exported) -> None:
    columns = columns_of(shop(60, seed=9), answering.inputs)
    rows = list(zip(*(values_of(column) for column in columns), strict=True))
    many = answering.answers(rows)
    singly = [answering.answer(row) for row in rows]
    assert np.allclose(many.score, [one.score for one in singly], atol=1e-12)
    assert many.code.tolist() == [one.code for one in singly]


def test_what_it_never_met_is_answered_with_a_warning(answering: Exported) -> None:
    usual = {asked.name: asked.typical for asked in answering.inputs} | {
        "note": "all is well",
        "first order": "2025-05-01",
    }
    told = answering.answer(answering.read(usual | {"contract": "platinum", "visits": 1e9}))
    assert len(told.warnings) == 2
    assert "platinum" not in " ".join(told.warnings)
    names = [asked.name for asked in answering.inputs]
    assert told.bins[names.index("contract")] == UNSEEN
    assert told.bins[names.index("visits")] == ABOVE
    assert 0 < told.score < 1


def test_a_row_without_anything_is_still_answered(answering: Exported) -> None:
    told = answering.answer(answering.read({}))
    assert set(told.bins) == {MISSING}
    assert math.isfinite(told.score)


def test_reasons_name_what_moved_the_answer(answering: Exported) -> None:
    row = {"visits": 0, "contract": "monthly", "first order": "2024-05-01", "newsletter": "no", "note": "all is well"}
    leaving = dict(answering.reasons(answering.read(row)))
    staying = dict(answering.reasons(answering.read(row | {"visits": 12})))
    assert leaving["visits"] > 0 > staying["visits"]
    assert len(leaving) <= 3


def test_outcomes_are_read_however_they_are_written(answering: Exported) -> None:
    assert [answering.code_of(told) for told in ("Yes", "no", True, 0, "TRUE")] == [1.0, 0.0, 1.0, 0.0, 1.0]
    for odd in ("perhaps", None):
        with pytest.raises(NotThisKind):
            answering.code_of(odd)


def test_a_score_at_the_limit_is_a_yes(answering: Exported) -> None:
    columns = columns_of(shop(200, seed=8), answering.inputs)
    many = answering.answers_of(columns)
    assert ((many.score >= answering.form.threshold) == (many.code == 1.0)).all()
    assert 0 < many.code.mean() < 1


def test_centroids_are_stored_under_the_names_of_models_made_before() -> None:
    member = Centroids([ScaledNumber(0, 4.0, 1.0, 0.0, 1.0)], [OneHotCategory(1, {"tea": 0}, None, 1)], [[0.0, 1.0]])
    stored = msgspec.msgpack.decode(msgspec.msgpack.encode(member))
    assert set(stored) == {"type", "measures", "sorts", "middles"}
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(stored), type=Centroids) == member

"""Models and versions in a real workspace: kept, found, renamed, forgotten; and no altered pipeline is loaded."""

import numpy as np
import pytest
import skops.io
from sklearn.linear_model import LogisticRegression

from core.common.actor import OWNER
from core.common.errors import DamagedFile, NotFound
from core.data import dataset
from core.models import registry, training
from core.models.features import columns_of, table
from core.models.registry import ModelVersion, Worth
from core.models.registry.pipeline_files import pipeline_from_bytes
from core.storage.settings import Settings
from core.storage.workspace import Workspace, open_workspace
from tests.core.models.training.tables import exported, shop, trained


@pytest.fixture
def version(workspace: Workspace) -> ModelVersion:
    return trained(workspace, shop(200), name="Who leaves")


def test_a_version_comes_back_as_it_was_made(workspace: Workspace, version: ModelVersion) -> None:
    again = registry.version(open_workspace(workspace.settings), version.model)
    assert again == version
    model = registry.find(workspace, "Who leaves")
    assert (model.id, model.template, model.plan.positive) == (version.model, "churn", "yes")
    assert model.plan.roles["target"] == ("left",)


def test_the_kept_pipeline_and_the_exported_form_agree(workspace: Workspace, version: ModelVersion) -> None:
    form, pipeline = exported(workspace, version), registry.pipeline(workspace, version.model)
    columns = columns_of(shop(100, seed=7), form.inputs)
    told = pipeline.predict_proba(table(form.inputs, columns))[:, 1]
    assert np.allclose(told, form.answers_of(columns).score, atol=1e-6)


def test_an_altered_pipeline_is_not_loaded(workspace: Workspace, version: ModelVersion) -> None:
    with workspace.store.writing() as db:
        db.execute("UPDATE version SET seal = ?", ["0" * 64])
    with pytest.raises(DamagedFile):
        registry.pipeline(workspace, version.model)


def test_a_pipeline_of_another_version_does_not_stand_in(workspace: Workspace, version: ModelVersion) -> None:
    with workspace.store.writing() as db:
        db.execute("UPDATE version SET number = 2")
    with pytest.raises(DamagedFile):
        registry.pipeline(workspace, version.model, 2)


def test_parts_that_are_not_on_the_list_are_not_loaded() -> None:
    strange = LogisticRegression()
    strange.extra = Settings
    with pytest.raises(DamagedFile):
        pipeline_from_bytes(skops.io.dumps(strange))


def test_names_stay_different(workspace: Workspace, version: ModelVersion) -> None:
    kept = dataset.all_datasets(workspace)[0]
    plan = training.plan(workspace, "churn", kept.id, {})
    second = training.train(workspace, plan, name="Who leaves", who=OWNER)
    assert registry.find(workspace, second.model).name == "Who leaves 2"
    assert registry.rename(workspace, second.model, "Who leaves").name == "Who leaves 2"
    assert registry.rename(workspace, second.model, "Other").name == "Other"


def test_worth_is_remembered(workspace: Workspace, version: ModelVersion) -> None:
    registry.set_worth(workspace, version.model, Worth(80.0, 5.0))
    assert registry.find(workspace, version.model).worth == Worth(80.0, 5.0)


def test_a_deleted_model_leaves_no_bytes(workspace: Workspace, version: ModelVersion) -> None:
    registry.delete(workspace, version.model, who=OWNER)
    with workspace.store.reading() as db:
        left = [row["purpose"] for row in db.query("SELECT purpose FROM blob")]
    assert not [purpose for purpose in left if purpose.startswith("model")]
    with pytest.raises(NotFound):
        registry.find(workspace, version.model)


def test_what_is_not_there_is_said_to_be_missing(workspace: Workspace, version: ModelVersion) -> None:
    with pytest.raises(NotFound):
        registry.version(workspace, version.model, 7)
    with pytest.raises(NotFound):
        registry.find(workspace, "nothing")

"""Tables and questions that do not go together: one sentence, one advice, nothing kept."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from core.common.actor import OWNER
from core.common.errors import Cancelled, NotFound, NotTrainable
from core.common.progress import Progress
from core.data import dataset
from core.models import registry, training
from core.storage.workspace import Workspace
from tests.core.models.training.tables import made, shop

Change = Callable[[pd.DataFrame], pd.DataFrame]


def one_answer(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(left=True)


def mostly_empty(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(left=frame["left"].astype("boolean").where(np.arange(len(frame)) < 150))


def three_answers(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(left=np.where(np.arange(len(frame)) % 3 == 0, "gone", np.where(frame["left"], "going", "here")))


def a_name_for_each(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(left=[f"answer of {at} sort" for at in range(len(frame))])


def few_of_one(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(left=np.arange(len(frame)) < 6)


def only_the_answer(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[["customer", "left"]]


def too_short(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.head(40)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (one_answer, "same answer"),
        (mostly_empty, "mostly empty"),
        (three_answers, "different answers"),
        (a_name_for_each, "different answers|cannot answer"),
        (few_of_one, "too few rows"),
        (only_the_answer, "No column is left"),
        (too_short, "in only 40 rows"),
    ],
)
def test_a_table_that_cannot_be_learned_from_is_refused(workspace: Workspace, change: Change, says: str) -> None:
    with pytest.raises(NotTrainable, match=says) as refused:
        made(change(shop()), workspace, target="left")
    assert refused.value.advice


def test_a_column_that_is_not_there_is_refused(workspace: Workspace) -> None:
    with pytest.raises(NotTrainable, match="no column"):
        made(shop(), workspace, target="gone")


def test_a_column_that_cannot_play_its_part_is_refused(workspace: Workspace) -> None:
    with pytest.raises(NotTrainable, match="cannot answer"):
        made(shop(), workspace, target="left", date="visits")


def test_a_part_that_the_question_does_not_have_is_refused_with_those_it_has(workspace: Workspace) -> None:
    with pytest.raises(NotTrainable, match="no part called “tagret”") as refused:
        made(shop(), workspace, tagret="left")
    assert "target, id, person, date" in refused.value.advice


def test_a_column_cannot_be_the_answer_and_something_else(workspace: Workspace) -> None:
    with pytest.raises(NotTrainable, match="both"):
        made(shop(), workspace, target="left", ignore="left")


def test_an_answer_that_does_not_occur_is_refused(workspace: Workspace) -> None:
    with pytest.raises(NotTrainable, match="not one of the two answers"):
        made(shop(), workspace, positive="perhaps")


def test_stopping_keeps_nothing(workspace: Workspace) -> None:
    kept = dataset.add_frame(workspace, shop(200), "a table", "table.csv", who=OWNER)
    said: list[str] = []
    with pytest.raises(Cancelled):
        training.train(
            workspace,
            training.plan(workspace, "churn", kept.id, {}),
            who=OWNER,
            progress=Progress(
                lambda _share, sentence: said.append(sentence), lambda: any("Learning" in sentence for sentence in said)
            ),
        )
    assert registry.all_models(workspace) == []


def test_a_deleted_table_is_said_to_be_gone(workspace: Workspace) -> None:
    kept = dataset.add_frame(workspace, shop(200), "a table", "table.csv", who=OWNER)
    plan = training.plan(workspace, "churn", kept.id, {})
    dataset.delete(workspace, kept.id, who=OWNER)
    with pytest.raises(NotFound):
        training.train(workspace, plan, who=OWNER)

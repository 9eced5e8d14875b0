"""What a model does not learn from, and that honest columns stay."""

import numpy as np
import pandas as pd

from core.storage.workspace import Workspace
from tests.core.models.training.tables import made, shop, why


def test_ids_addresses_and_constants_are_left_out_and_said(workspace: Workspace) -> None:
    version = made(shop(), workspace)
    assert why(version) == {"customer": "id", "email": "person", "country": "constant"}
    assert all(each.column in each.sentence for each in version.card.left_out)


def test_columns_that_give_the_answer_away_are_left_out(workspace: Workspace) -> None:
    frame = shop()
    rng = np.random.default_rng(1)
    frame["reason given"] = np.where(frame["left"], "too dear", None)
    frame["balance paid back"] = np.where(frame["left"], rng.uniform(5, 50, len(frame)), 0.0)
    frame["state"] = np.where(frame["left"], "closed", "open")
    found = why(made(frame, workspace))
    assert {column for column, reason in found.items() if reason == "leak"} == {
        "reason given",
        "balance paid back",
        "state",
    }


def test_a_near_copy_of_a_number_is_left_out(workspace: Workspace) -> None:
    rng = np.random.default_rng(0)
    size = rng.uniform(40, 200, 400)
    price = size * 3000 * np.exp(rng.normal(0, 0.2, 400))
    frame = pd.DataFrame(
        {
            "size": size,
            "price in dollars": price * 1.1 + rng.normal(0, 500, 400),
            "price per m2": price / size,
            "price": price,
        }
    )
    found = why(made(frame, workspace, "price", target="price"))
    assert found.pop("price per m2") in ("leak_by_name", "leak_together")
    assert found == {"price in dollars": "leak"}, "the size is known beforehand, so it stays"


def test_what_is_known_only_afterwards_is_left_out_by_its_name(workspace: Workspace) -> None:
    frame = shop()
    frame["reservation status"] = np.random.default_rng(2).choice(["a", "b"], len(frame))
    frame["previous cancellations"] = np.random.default_rng(3).poisson(0.5, len(frame))
    assert why(made(frame, workspace))["reservation status"] == "leak_by_name"
    assert "previous cancellations" not in why(made(frame, workspace))


def test_nearly_empty_columns_are_left_out(workspace: Workspace) -> None:
    frame = shop()
    frame["remark"] = [f"seen {at}" if at < 5 else None for at in range(len(frame))]
    assert why(made(frame, workspace))["remark"] in {"nearly_empty", "id"}


def test_a_column_is_ignored_when_the_owner_says_so(workspace: Workspace) -> None:
    assert why(made(shop(), workspace, ignore="visits"))["visits"] == "ignore"

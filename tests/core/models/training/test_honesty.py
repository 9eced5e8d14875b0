"""Scores are of rows never seen, stand beside guessing, and say "no better" where it is so."""

import numpy as np
import pandas as pd
import pytest

from core.common.words import Words
from core.inference.inputs import MISSING
from core.models.reference import Reference
from core.models.registry import TrainedModel, Worth
from core.models.templates import template
from core.models.training import worth_in_money
from core.storage.settings import Settings
from core.storage.workspace import Workspace, open_workspace
from tests.core.models.training.tables import made, shop

NAMES = {"auc", "average_precision", "precision", "recall", "f1", "log_loss", "ece", "accuracy"}


@pytest.fixture(scope="module")
def shop_made(tmp_path_factory: pytest.TempPathFactory) -> TrainedModel:
    return made(shop(600), open_workspace(Settings(home=tmp_path_factory.mktemp("shop") / "workspace")))


def test_every_figure_has_a_range_and_stands_beside_guessing(shop_made: TrainedModel) -> None:
    card = shop_made.card
    assert set(card.scores) == NAMES == set(card.baseline)
    for score in card.scores.values():
        assert score["low"] <= score["value"] <= score["high"]
        assert score["rows"] == card.rows_held
    assert card.scores["auc"]["low"] > card.baseline["auc"]
    assert card.rows_learned + card.rows_held == 600
    assert 0.2 <= card.rows_held / 600 <= 0.25


def test_chances_are_near_what_happens(shop_made: TrainedModel) -> None:
    held = shop_made.reference
    assert abs(held.held_score.mean() - held.held_actual.mean()) < 0.08


def test_on_chance_alone_it_says_that_it_is_no_better_than_guessing(workspace: Workspace) -> None:
    frame = shop(500)
    frame["left"] = np.random.default_rng(5).random(500) < 0.3
    card = made(frame, workspace).card
    assert card.scores["auc"]["low"] < 0.55
    assert any("hardly better than guessing" in sentence for sentence in card.limits)


def test_what_matters_most_leads_and_noise_does_not(shop_made: TrainedModel) -> None:
    drivers = {driver.column: driver.share for driver in shop_made.card.drivers}
    assert next(iter(drivers)) == "visits"
    assert sum(drivers.values()) == pytest.approx(1.0)
    assert drivers["newsletter"] < 0.1


def test_the_reference_describes_learned_and_held_rows(shop_made: TrainedModel) -> None:
    reference, card = shop_made.reference, shop_made.card
    again = Reference.from_bytes(reference.to_bytes())
    assert again.inputs == reference.inputs
    assert reference.held_bins.shape == (card.rows_held, len(reference.inputs))
    assert (reference.bin_counts.sum(axis=1) == card.rows_learned).all()
    visits = [asked.name for asked in reference.inputs].index("visits")
    assert reference.bin_counts[visits, MISSING] > 0
    assert reference.answer_shares.sum() == pytest.approx(1.0)
    assert len(reference.score_edges) == 9
    assert len(reference.loss_held) == card.rows_held


def test_the_same_seed_makes_the_same_model(workspace: Workspace) -> None:
    one, other = (made(shop(200), workspace, seed=3) for _ in range(2))
    assert one.card.scores == other.card.scores
    assert one.exported == other.exported


def test_worth_in_money_needs_no_new_training(shop_made: TrainedModel) -> None:
    told = worth_in_money(
        shop_made.reference, Worth(hit=100.0, miss=10.0), shop_made.card.threshold, "customers", Words()
    )
    assert told is not None
    assert "£" in told
    assert worth_in_money(shop_made.reference, Worth(), 0.5, "customers", Words()) is None


def test_numbers_come_with_a_range_that_holds_as_often_as_it_says(workspace: Workspace) -> None:
    rng = np.random.default_rng(0)
    size = rng.uniform(40, 200, 1200)
    frame = pd.DataFrame(
        {"size": size, "floor": rng.integers(0, 9, 1200), "rent": size * 11 * np.exp(rng.normal(0, 0.15, 1200))}
    )
    card = made(frame, workspace, "price", target="rent").card
    assert card.unit == "GBP"
    assert 0.82 < card.scores["interval_coverage"]["value"] < 0.97
    assert card.scores["mae"]["high"] < card.baseline["mae"]


def test_numbers_below_zero_are_learned_too(workspace: Workspace) -> None:
    rng = np.random.default_rng(0)
    change = rng.normal(size=400)
    frame = pd.DataFrame(
        {"change": change, "other": rng.normal(size=400), "profit": 5 * change + rng.normal(0, 1, 400)}
    )
    assert made(frame, workspace, "custom", target="profit").card.scores["r2"]["value"] > 0.8


def test_several_answers_are_told_apart_by_text(workspace: Workspace) -> None:
    rng = np.random.default_rng(0)
    asks = {
        "delivery": "where is my parcel today",
        "refund": "please send my money back",
        "hours": "when do you open on sunday",
    }
    kinds = rng.choice(list(asks), 300)
    texts = [" ".join(rng.permutation(asks[kind].split())[:4]) + f" thanks number{at}" for at, kind in enumerate(kinds)]
    card = made(pd.DataFrame({"message": texts, "kind": kinds}), workspace, "custom", target="kind").card
    assert card.predicts == "category"
    assert card.scores["accuracy"]["value"] > 0.85 > card.baseline["accuracy"]


def test_groups_that_are_there_are_found_and_named(workspace: Workspace) -> None:
    rng = np.random.default_rng(0)
    place = rng.integers(0, 3, 300)
    frame = pd.DataFrame(
        {
            "visits": np.array([2, 20, 40])[place] + rng.normal(0, 1, 300),
            "spend": np.array([50, 5, 50])[place] + rng.normal(0, 1, 300),
        }
    )
    card = made(frame, workspace, "segments").card
    assert len(card.segments) == 3
    assert len(set(card.labels)) == 3
    assert card.scores["stability"]["value"] > 0.9
    assert card.scores["silhouette"]["value"] > card.baseline["silhouette"]


@pytest.mark.parametrize("seed", [1, 20])
def test_the_four_habits_of_the_practice_cafe_are_found_and_told_apart(workspace: Workspace, seed: int) -> None:
    """Two groups would lie nearly as far apart, and say less."""
    card = made(template("segments").practice(600, seed), workspace, "segments", id="card").card
    names = [segment.name for segment in card.segments]
    assert len(set(names)) == 4
    assert any("uses the app: yes" in name for name in names)
    assert card.chart.shows.startswith("The largest group, “")

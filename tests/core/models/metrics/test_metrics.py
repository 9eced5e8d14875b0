"""Every measure agrees with scikit-learn's: on random rows, with weights, with ties, and at the edges."""

import math
from collections.abc import Iterator

import numpy as np
import pytest
from sklearn import metrics as theirs
from sklearn.calibration import calibration_curve

from core.models.metrics import category, number, yes_no
from core.models.metrics.calibration import calibration_bins, calibration_error
from core.models.metrics.classification import (
    PROBABILITY_CLIP,
    accuracy,
    f1,
    log_losses,
    log_losses_of_labels,
    macro_f1,
    precision,
    recall,
)
from core.models.metrics.ranking import auc, auc_by_weights, average_precision, macro_auc
from core.models.metrics.regression import (
    interval_coverage,
    mean_absolute_error,
    mean_absolute_percentage_error,
    mean_gamma_deviance,
    r2,
    weighted_absolute_percentage_error,
)
from core.models.metrics.weighting import weighted_mean
from core.models.reference import Floats

CLOSE = 1e-9


def two_answers() -> Iterator[tuple[Floats, Floats, Floats | None]]:
    """(actual, probability, weights)."""
    for seed in range(8):
        rng = np.random.default_rng(seed)
        rows = int(rng.integers(20, 400))
        actual = (rng.random(rows) < 0.3).astype(float)
        actual[:2] = 0.0, 1.0
        probability = rng.beta(0.3, 0.3, rows)  # many near 0 and 1
        if seed % 2:
            probability = probability.round(1)  # ties, and exactly 0 and 1
        yield actual, probability, rng.integers(0, 4, rows).astype(float) + (actual * 0.5) if seed % 3 else None
    yield np.array([0.0, 1.0]), np.array([0.5, 0.5]), None
    yield np.array([0.0, 1.0]), np.array([1.0, 0.0]), None
    yield np.array([0.0, 1.0, 1.0]), np.array([0.0, 1.0, 1e-20]), np.array([1.0, 2.0, 0.5])


@pytest.mark.parametrize(("actual", "probability", "weights"), list(two_answers()))
def test_measures_of_two_answers(actual: Floats, probability: Floats, weights: Floats | None) -> None:
    answer = (probability >= 0.5).astype(float)
    weighed = {"sample_weight": weights}
    assert auc(actual, probability, weights) == pytest.approx(
        theirs.roc_auc_score(actual, probability, **weighed), abs=CLOSE
    )
    assert average_precision(actual, probability, weights) == pytest.approx(
        theirs.average_precision_score(actual, probability, **weighed), abs=CLOSE
    )
    assert weighted_mean(log_losses(actual, probability), weights) == pytest.approx(
        theirs.log_loss(actual, probability, **weighed), abs=CLOSE
    )
    assert accuracy(actual, answer, weights) == pytest.approx(theirs.accuracy_score(actual, answer, **weighed))
    for ours, other in ((precision, theirs.precision_score), (recall, theirs.recall_score), (f1, theirs.f1_score)):
        expected = other(actual, answer, zero_division=np.nan, **weighed)
        assert ours(actual, answer, weights) == pytest.approx(expected, abs=CLOSE, nan_ok=True)


@pytest.mark.parametrize(("actual", "probability", "weights"), list(two_answers()))
def test_all_figures_of_two_answers_are_those_of_each_measure(
    actual: Floats, probability: Floats, weights: Floats | None
) -> None:
    answer = (probability >= 0.5).astype(float)
    each = np.ones(len(actual)) if weights is None else weights
    found = yes_no.measure(actual, probability, answer, each)
    assert found == pytest.approx(
        {
            "auc": theirs.roc_auc_score(actual, probability, sample_weight=each),
            "average_precision": theirs.average_precision_score(actual, probability, sample_weight=each),
            "precision": theirs.precision_score(actual, answer, sample_weight=each, zero_division=np.nan),
            "recall": theirs.recall_score(actual, answer, sample_weight=each),
            "f1": theirs.f1_score(actual, answer, sample_weight=each),
            "log_loss": theirs.log_loss(actual, probability, sample_weight=each),
            "ece": calibration_error(actual, probability, each),
            "accuracy": theirs.accuracy_score(actual, answer, sample_weight=each),
        },
        abs=CLOSE,
        nan_ok=True,
    )


def test_calibration_bins_are_those_of_the_calibration_curve() -> None:
    for seed in range(6):
        rng = np.random.default_rng(seed)
        rows = int(rng.integers(11, 302))
        probability = rng.random(rows) if seed % 2 else rng.random(rows).round(1)
        actual = (rng.random(rows) < probability**2).astype(float)
        seen, said = calibration_curve(actual, probability, n_bins=10, strategy="quantile")
        bins = calibration_bins(actual, probability)
        assert bins.seen == pytest.approx(seen, abs=CLOSE)
        assert bins.said == pytest.approx(said, abs=CLOSE)
        assert bins.rows.sum() == rows
        assert calibration_error(actual, probability) == pytest.approx(
            float(np.average(np.abs(seen - said), weights=bins.rows)), abs=CLOSE
        )


def test_a_row_that_weighs_double_counts_as_two_in_its_calibration_bin() -> None:
    probability, actual = np.array([0.1, 0.2, 0.8, 0.9]), np.array([0.0, 1.0, 1.0, 1.0])
    bins = calibration_bins(actual, probability, np.array([1.0, 2.0, 1.0, 1.0]), bins=2)
    assert bins.rows == pytest.approx([3.0, 2.0])
    assert bins.said == pytest.approx([0.5 / 3, 0.85])
    assert bins.seen == pytest.approx([2 / 3, 1.0])
    assert bins.noise == pytest.approx([(0.09 + 2 * 0.16) / 9, (0.16 + 0.09) / 4])
    assert bins.error == pytest.approx(3 / 5 * (2 / 3 - 0.5 / 3) + 2 / 5 * 0.15)


def test_equal_probabilities_make_one_bin() -> None:
    bins = calibration_bins(np.array([0.0, 1.0, 1.0, 1.0]), np.full(4, 0.5))
    assert (bins.said.tolist(), bins.seen.tolist(), bins.rows.tolist()) == ([0.5], [0.75], [4.0])


@pytest.mark.parametrize("seed", range(6))
def test_measures_of_several_answers(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows, labels = int(rng.integers(30, 300)), int(rng.integers(3, 6))
    probabilities = rng.dirichlet(np.full(labels, 0.2), rows)
    probabilities[0] = np.eye(labels)[0]
    actual = rng.integers(0, labels - seed % 2, rows).astype(float)  # sometimes a label that does not occur
    actual[:2] = labels - 1 - seed % 2, 0.0  # the first row is certain and wrong
    weights = rng.random(rows) * 3
    answer = probabilities.argmax(axis=1)
    present = np.unique(actual)
    expected = {
        "accuracy": theirs.accuracy_score(actual, answer, sample_weight=weights),
        "macro_f1": theirs.f1_score(
            actual, answer, labels=present, average="macro", sample_weight=weights, zero_division=0
        ),
        "log_loss": theirs.log_loss(actual, probabilities, labels=list(range(labels)), sample_weight=weights),
        "ece": calibration_error((answer == actual).astype(float), probabilities.max(axis=1), weights),
    }
    assert category.measure(actual, probabilities, weights) == pytest.approx(expected, abs=CLOSE)
    one_by_one = [theirs.roc_auc_score(actual == label, probabilities[:, int(label)]) for label in present]
    assert macro_auc(actual, probabilities, np.arange(labels)) == pytest.approx(np.mean(one_by_one), abs=CLOSE)
    assert macro_f1(actual.astype(int), answer, labels) == pytest.approx(
        theirs.f1_score(actual, answer, labels=present, average="macro", zero_division=0), abs=CLOSE
    )


@pytest.mark.parametrize("seed", range(6))
def test_measures_of_amounts(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = int(rng.integers(2, 300))
    actual = rng.gamma(1.0, 50.0, rows) * rng.choice([-1.0, 1.0], rows) * 10.0 ** rng.integers(-3, 6)
    predicted = actual * rng.normal(1.0, 0.5, rows) if seed else actual.copy()
    weights = rng.random(rows) * 3 if seed % 2 else np.ones(rows)
    found = number.measure(actual, predicted, predicted - 10, predicted + 10, weights)
    size = float(np.average(np.abs(actual), weights=weights))
    expected = {
        "r2": theirs.r2_score(actual, predicted, sample_weight=weights),
        "mae": theirs.mean_absolute_error(actual, predicted, sample_weight=weights),
        "mape": theirs.mean_absolute_percentage_error(actual, predicted, sample_weight=weights),
        "wape": theirs.mean_absolute_error(actual, predicted, sample_weight=weights) / size,
        "interval_coverage": float(np.average(np.abs(actual - predicted) <= 10, weights=weights)),
    }
    assert found == pytest.approx(expected, rel=CLOSE, abs=CLOSE)
    assert r2(actual, predicted) == pytest.approx(theirs.r2_score(actual, predicted), abs=CLOSE)
    positive, told = np.abs(actual), np.abs(predicted)
    assert mean_gamma_deviance(positive, told) == pytest.approx(theirs.mean_gamma_deviance(positive, told), rel=CLOSE)


def test_what_has_no_meaning_is_no_number() -> None:
    ones, none = np.ones(3), np.zeros(3)
    assert math.isnan(auc(ones, np.array([0.1, 0.2, 0.3])))
    assert math.isnan(average_precision(none, np.array([0.1, 0.2, 0.3])))
    assert math.isnan(macro_auc(ones, np.ones((3, 2)), np.array([0.0, 1.0])))
    assert math.isnan(precision(ones, none))
    assert math.isnan(recall(none, ones))
    assert math.isnan(f1(none, none))
    assert math.isnan(macro_f1(np.zeros(0, np.int64), np.zeros(0, np.int64), 2))
    assert math.isnan(r2(ones, none))
    assert math.isnan(weighted_absolute_percentage_error(none, ones))
    assert math.isnan(mean_absolute_percentage_error(none, ones))
    assert math.isnan(mean_absolute_error(none[:0], none[:0]))
    assert math.isnan(weighted_mean(ones, none))
    assert set(map(math.isnan, yes_no.measure(ones, ones, ones, ones).values())) == {True}


def test_amounts_of_zero_have_no_percentage() -> None:
    actual, predicted = np.array([0.0, 10.0, 20.0]), np.array([5.0, 11.0, 16.0])
    assert mean_absolute_percentage_error(actual, predicted) == pytest.approx(0.15)
    assert weighted_absolute_percentage_error(actual, predicted) == pytest.approx(10 / 30)


def test_both_ends_of_a_range_are_in_it() -> None:
    amounts = np.array([1.0, 2.0, 3.0, 4.0])
    assert interval_coverage(amounts, np.full(4, 2.0), np.full(4, 3.0)) == 0.5


def test_a_certain_mistake_costs_a_finite_amount_and_a_certain_hit_none() -> None:
    """One clip for all log losses: scikit-learn's, the precision of a double."""
    most = -math.log(PROBABILITY_CLIP)
    assert np.finfo(np.float64).eps == PROBABILITY_CLIP
    assert log_losses(np.array([1.0, 0.0, 1.0]), np.array([0.0, 1.0, 1.0])) == pytest.approx([most, most, 0.0])
    assert log_losses_of_labels(np.array([1.0, 0.0]), np.array([[1.0, 0.0], [1.0, 0.0]])) == pytest.approx([most, 0.0])


def test_an_auc_by_weights_is_that_of_copied_rows() -> None:
    rng = np.random.default_rng(3)
    actual, score = (rng.random(60) < 0.5).astype(float), rng.random(60).round(1)
    measured = auc_by_weights(actual, score)
    for _ in range(5):
        rows = rng.integers(0, 60, 60)
        weights = np.bincount(rows, minlength=60).astype(float)
        assert measured(weights) == pytest.approx(theirs.roc_auc_score(actual[rows], score[rows]), abs=CLOSE)


def test_what_guessing_gets() -> None:
    actual, answer = np.array([1.0, 0.0, 0.0, 0.0]), np.array([1.0, 1.0, 0.0, 0.0])
    entropy = -(0.25 * math.log(0.2) + 0.75 * math.log(0.8))
    assert yes_no.baseline(0.2, actual, answer) == pytest.approx(
        {
            "auc": 0.5,
            "average_precision": 0.25,
            "precision": 0.25,
            "recall": 0.5,
            "f1": 1 / 3,
            "log_loss": entropy,
            "ece": 0.05,
            "accuracy": 0.75,
        }
    )
    shares = np.array([0.5, 0.3, 0.2])
    found = category.baseline(shares, np.array([0.0, 0.0, 1.0, 2.0]))
    assert found["accuracy"] == 0.5
    assert found["macro_f1"] == pytest.approx((2 / 3) / 3)
    assert found["log_loss"] == pytest.approx(-(2 * math.log(0.5) + math.log(0.3) + math.log(0.2)) / 4)
    assert number.baseline(2.0, np.array([1.0, 2.0, 6.0])) == pytest.approx(
        {"mae": 5 / 3, "mape": (1.0 + 0.0 + 4 / 6) / 3, "wape": 5 / 9, "r2": 0.0}
    )

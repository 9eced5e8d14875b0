"""How good answers are is worked out in one package: no other file brings a measure, or the quantiles of a range, of its own."""

import re

import pytest

from tests.rules.sources import ROOT, product_files

HOME = "core/models/metrics/"
MEASURES = re.compile(
    r"sklearn\.metrics|\broc_auc_score|\[0\.025, 0\.975\]|\b1\.9(?:6|59)\d*\b|"
    r"-\s*np\.(?:where\([^\n]*)?log\([^\n]*(?:clip|kept)"
)
MAY = {"core/common/wilson.py"}
"""The endpoint uses it too, and may not load what comes after `serving`."""


def own_measures(source: str) -> list[str]:
    """Return the beginnings of what looks like a measure of its own."""
    return [found.group() for found in MEASURES.finditer(source)]


def test_measures_stand_in_one_package() -> None:
    found = {
        name: own
        for path in product_files()
        if not (name := path.relative_to(ROOT).as_posix()).startswith(HOME)
        and name not in MAY
        and (own := own_measures(path.read_text("utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        "from sklearn.metrics import r2_score",
        "low, high = np.quantile(drawn, [0.025, 0.975])",
        "half = 1.959964 * error",
        "return -np.where(actual > 0.5, np.log(kept), np.log(1 - kept))",
        "loss = -np.log(np.clip(own, 1e-12, 1.0))",
    ],
)
def test_a_second_one_is_noticed(source: str) -> None:
    assert own_measures(source)


def test_other_logarithms_are_none() -> None:
    assert own_measures("x = np.log(amounts)\ny = -float(np.log(density).sum())\nz = 11.96") == []

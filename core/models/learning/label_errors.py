"""Which known answers look wrong: even where a model is surest, they are contradicted as often as elsewhere.

Confident learning (Northcutt, Jiang and Chuang, 2021) counts rows whose given answer a model, which has not learned from them,
holds for unlikely. In a table with much chance in it there are many of those without any mistake. So here the rows are put in the
order of how sure the model is. What comes of chance fades out towards the surest; what comes of mistakes does not: a floor remains.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit
from scipy.stats import norm, t

from core.models.reference import Floats, Whole

BINS = 25
FEWEST_ROWS = 500
_STEP = 0.005
_LIKELY = 2.7
"""Log-likelihood within which a floor is still believable (98% on both sides, Wilks 1938)."""
_HOPELESS = 12.0
_FLOORS = np.arange(0.0, 0.3, _STEP)
_FAR = 60.0
"""Beyond so many usual errors all are alike."""
_CELLS = 1200


@dataclass(frozen=True)
class LabelErrors:
    """About n rows."""

    floor: float
    """Share of rows, 0 to 1, whose answer looks wrong for no reason that the other columns know."""
    low: float
    high: float
    """Between these the floor lies."""
    suspicious: Whole
    """(m,): places of the rows that are more likely wrong than not, the likeliest first."""
    clear: float = 1.0
    """Share of rows where, even if the floor were at its low end, chance should hardly ever contradict an answer."""
    sure: float = 1.0
    """With what chance the answers other than the usual one are foreseen, where that is done best."""
    contradicted: Floats = field(default_factory=lambda: np.zeros(0))
    """(BINS,): share of contradicted rows, the surest bin first; empty for numbers."""

    def can_be_told(self, floor: float, sure: float, clear: float) -> bool:
        """Tell whether mistakes could be told from chance here. A floor may also be what nobody could foresee."""
        return self.high < floor or (self.low >= floor and self.sure >= sure and self.clear >= clear)


Fit = tuple[Floats, float]
"""How often chance alone contradicts, and the negative log-likelihood."""


def find_wrong_labels(probabilities: Floats, codes: Floats) -> LabelErrors:
    """Find labels that go against what is foreseen: `probabilities` (n, labels) of a model that did not learn from the row,
    `codes` (n,) as given."""
    order = np.argsort(-probabilities.max(axis=1), kind="stable")
    wrong = (probabilities.argmax(axis=1) != codes)[order]
    ends = np.linspace(0, len(codes), BINS + 1).astype(np.int64)
    curve = _Curve(np.add.reduceat(wrong, ends[:-1]), np.diff(ends), 1 - 1 / probabilities.shape[1])
    fits = _fits(curve.fit)
    low, best, high = _believable(fits)
    doubtful = np.repeat(fits[best][0] < _FLOORS[best], curve.rows)
    usual = int(np.bincount(codes.astype(np.int64)).argmax())
    return LabelErrors(
        float(_FLOORS[best]),
        float(_FLOORS[low]),
        float(_FLOORS[high]),
        order[wrong & doubtful],
        clear=float((fits[low][0] < _FLOORS[low] / 2).mean()),
        sure=float(np.quantile(1 - probabilities[:, usual], 0.98)),
        contradicted=curve.wrong / curve.rows,
    )


@dataclass(frozen=True)
class _Curve:
    """Contradicted rows by bin, the surest bin first."""

    wrong: Whole
    rows: Whole
    most: float
    """As often as by chance alone, where the model knows nothing."""

    def fit(self, floor: float) -> Fit:
        """How often chance contradicts in each bin (BINS,), and the negative log-likelihood, of the best curve with that floor:
        floor + (1 - 2 floor) x most x logistic(a + b z), z the normal quantile of the rank."""
        z = norm.ppf((np.cumsum(self.rows) - self.rows / 2) / self.rows.sum())

        def lost(line: Floats) -> float:
            share = np.clip(floor + (1 - 2 * floor) * self.most * expit(line[0] + line[1] * z), 1e-6, 1 - 1e-6)
            return -float((self.wrong * np.log(share) + (self.rows - self.wrong) * np.log(1 - share)).sum())

        best, least = _least(lost, -2.0, 2.0)
        return self.most * expit(best[0] + best[1] * z), least


def find_wrong_amounts(predicted: Floats, actual: Floats, seed: int = 0) -> LabelErrors:
    """Find amounts that hardly belong to their rows: `predicted` (n,) by a model that did not learn from the row. A wrong number is
    taken for one that belongs to another row."""
    rng, missed = np.random.default_rng(seed), actual - predicted
    middle = float(np.median(missed))
    usual = 1.4826 * float(np.median(np.abs(missed - middle))) or 1.0
    missed = (missed - middle) / usual
    others = np.concatenate([(rng.permutation(actual) - predicted) / usual for _ in range(3)])
    edges = np.linspace(-_FAR, _FAR, _CELLS + 1)
    cells = (
        np.convolve(np.histogram(np.clip(others, -_FAR, _FAR), edges, density=True)[0], np.ones(5) / 5, "same") + 1e-6
    )
    exchanged = cells[np.clip(np.searchsorted(edges, missed) - 1, 0, _CELLS - 1)]

    def fit(floor: float) -> Fit:
        def lost(shape: Floats) -> float:
            return -float(np.log((1 - floor) * _own(missed, shape) + floor * exchanged).sum())

        best, least = _least(lost, 1.0, 0.0)
        return _own(missed, best), least

    fits = _fits(fit)
    low, best, high = _believable(fits)
    floor = float(_FLOORS[best])
    wrong = floor * exchanged / ((1 - floor) * fits[best][0] + floor * exchanged)
    order = np.argsort(-wrong, kind="stable")
    return LabelErrors(floor, float(_FLOORS[low]), float(_FLOORS[high]), order[wrong[order] > 0.5])


def _own(missed: Floats, shape: Floats) -> Floats:
    """Density of usual errors: Student's t, whose tails may be heavy."""
    return np.asarray(t.pdf(missed, np.exp(shape[0]) + 1.0, scale=np.exp(shape[1])))


def _least(lost: Callable[[Floats], float], *start: float) -> tuple[Floats, float]:
    best = minimize(lost, np.array(start), method="Nelder-Mead", options={"maxiter": 100})
    return np.asarray(best.x), float(best.fun)


def _fits(fit: Callable[[float], Fit]) -> list[Fit]:
    """Floor by floor, until it becomes quite unbelievable."""
    fits: list[Fit] = []
    for floor in _FLOORS:
        fits.append(fit(float(floor)))
        if fits[-1][1] > min(lost for _, lost in fits) + _HOPELESS:
            break
    return fits


def _believable(fits: list[Fit]) -> tuple[int, int, int]:
    """Places of the lowest, the best and the highest floor that explain what was seen."""
    losses = np.array([lost for _, lost in fits])
    likely = np.flatnonzero(losses <= losses.min() + _LIKELY)
    return int(likely.min()), int(losses.argmin()), int(likely.max())

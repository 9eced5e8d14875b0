"""Digits that give a unit away: 12 inches and 30.48 centimetres; or whole numbers of which the large ones all end in a zero."""

import numpy as np

from core.monitoring.detectors.unit_errors.candidates import (
    FEWEST,
    LEAST,
    MOST,
    TENS,
    UNITS,
    Floats,
    Mask,
    is_of_fitting_size,
    is_same_shape,
)

MOST_DECIMALS = 6
USUAL_DECIMALS = 3
"""With more of them a value fits any factor by chance."""
NEARLY_ALL = 0.9
_AGAIN_WHOLE = 1e-5
"""How near to a whole number a value comes that was rounded after it had been converted."""
_ALL, _HALF = 0.98, 0.5
UPPER = 0.6
"""From this part of a factor's logarithm on, a value is more likely one of those multiplied."""


def decimals(values: Floats, share: float) -> int | None:
    """Return the fewest decimals with which so many of the values can be written, or None beyond six."""
    return next((digits for digits in range(MOST_DECIMALS + 1) if _written(values, digits).mean() >= share), None)


def _written(values: Floats, digits: int, slack: float = 1e-6) -> Mask:
    """(n,): values that have at most so many decimals."""
    steps = values * 10.0**digits
    return np.asarray(np.abs(steps - np.round(steps)) <= np.clip(1e-10 * np.abs(steps), slack, max(slack, 0.01)))


def converted(values: Floats) -> tuple[float, Mask] | None:
    """Return the factor, and the rows (n,), of values with odd digits that have usual ones once divided by it."""
    for usual in range(USUAL_DECIMALS + 1):
        odd = ~_written(values, usual)
        if is_of_fitting_size(odd) and (factor := _fitting(values[odd], usual)):
            return factor, odd
    return None


def _fitting(odd: Floats, usual: int) -> float | None:
    finest = decimals(odd, 0.98)
    for factor in sorted({*UNITS, *(1 / unit for unit in UNITS)}):
        rounding = 0.6 * 10.0 ** (usual - finest) / factor if finest is not None else 1e-6
        if rounding <= 0.1 and _written(odd / factor, usual, max(rounding, 1e-6)).mean() >= NEARLY_ALL:
            return factor
    return None


def partly_converted(values: Floats) -> tuple[float, Mask] | None:
    """Return the factor, and the rows (n,), of odd values that are whole once divided by it, where whole ones are usual but not
    the rule.

    Only those of them that had been whole tell. Every third inch is a whole part of a foot too, so the factor that fits most counts.
    Factors with one digit changed are the control: prices are whole once divided by 2.53 as often as by 2.54.
    """
    whole = _written(values, 0)
    if not LEAST <= whole.mean() < NEARLY_ALL:
        return None
    found = []
    for unit in UNITS:
        for power in (1, -1):
            fits = _whole_again(values, whole, unit**power)
            by_chance = max(_whole_again(values, whole, near**power).sum() for near in _close_to(unit))
            if len(np.unique(values[fits])) < FEWEST:  # 12.5 is whole once multiplied by 3.28, however often it comes
                continue
            if fits.sum() >= 3 * by_chance and LEAST <= fits.sum() / (fits.sum() + whole.sum()) <= MOST:
                found.append((unit**power, fits))
    return max(found, key=lambda each: int(each[1].sum())) if found else None


def _whole_again(values: Floats, whole: Mask, factor: float) -> Mask:
    return ~whole & _written(values / factor, 0, _AGAIN_WHOLE)


def _close_to(unit: float) -> list[float]:
    last = 10.0 ** -len(str(unit).partition(".")[2])
    return [unit + step * last for step in (-3, -1, 1, 3)]


def told_by_digits(values: Floats, part: Mask, factor: float) -> bool:
    """Tell whether the part has the digits of the rest only once it is divided, and that says something."""
    usual = decimals(values[~part], 0.98)
    if usual is None or not _written(values[part] / factor, usual).mean() >= _ALL:
        return False
    alike = _written(values[~part] / factor, usual) if factor in TENS else _written(values[part], usual)
    return bool(alike.mean() < _HALF)


def recurring(values: Floats) -> tuple[float, Mask] | None:
    """Return the factor, and the rows (n,), of values met nowhere else that are values of other rows once divided by it.

    Other factors close by are the control: by them as good as none becomes a value of another row.
    """
    known, often = np.unique(_named(values), return_counts=True)
    lonely = often[np.searchsorted(known, _named(values))] <= max(1, len(values) // 2000)
    if lonely.mean() < LEAST:
        return None
    met = known[often > 1]
    for factor in sorted({*UNITS, *(1 / unit for unit in UNITS)}):
        fits = lonely & np.isin(_named(values / factor), met)
        by_chance = max(
            np.isin(_named(values[lonely] / (factor * off)), met).mean() for off in (0.87, 0.94, 1.06, 1.13)
        )
        if is_of_fitting_size(fits) and fits[lonely].mean() >= max(0.03, 5 * by_chance):
            return factor, fits
    return None


def _named(values: Floats) -> Floats:
    """Seven digits that count, so that dividing brings back the same number."""
    magnitude = 10.0 ** (6 - np.floor(np.log10(values)))
    return np.asarray(np.round(values * magnitude) / magnitude)


def ending_in_zero(values: Floats, residuals: Floats) -> tuple[float, Mask] | None:
    """Return the power of ten, and the rows (n,), where large values end in as many zeros as no others do.

    People round large numbers too, but then hundreds are as usual among them as tens: divided by ten they would still be round.
    """
    usual = decimals(values, 0.5)
    if usual is None:
        return None
    written = _written(values, usual)
    for factor in reversed(TENS):
        shift = np.log(factor)
        upper = residuals > UPPER * shift
        round_ones = written & _round(values, usual, factor)
        part = upper & round_ones
        lower = written & (residuals < 0.3 * shift)
        if not is_of_fitting_size(part[written]) or not lower.any():
            continue
        before, after = round_ones[lower].mean(), round_ones[upper & written].mean()
        still_round = _round(values / factor, usual, 10.0)[part].mean()
        usually_round = _round(values, usual, 10.0)[lower].mean()
        alike = is_same_shape(residuals[part], residuals[~part], shift, 0.3)
        if (
            after >= max(0.3, 3 * before)
            and still_round <= 1.5 * usually_round + 0.05
            and alike
            and _not_rounded(residuals / shift, part)
        ):
            return factor, part
    return None


def _not_rounded(along: Floats, part: Mask) -> bool:
    """Whether other values lie among the part, or hardly any just below it: where people round, all do from some size on."""
    among = (along >= along[part].min()) & (along <= np.quantile(along[part], 0.4))
    below = (along > UPPER / 2) & (along <= UPPER)
    return bool((among & ~part).sum() >= 0.15 * among.sum() or below.sum() <= 0.5 * part.sum())


def _round(values: Floats, usual: int, factor: float) -> Mask:
    """(n,): multiples of `factor` in the column's own smallest steps."""
    steps = np.round(values * 10.0**usual)
    return np.asarray(steps % factor == 0)

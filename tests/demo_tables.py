"""The tables that tests learn from and look at: one shop's customers, who leave by a rule that is known, and a club's bookings."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

Draw = Callable[[np.random.Generator, range], object]
"""Draws a column for the customers of those numbers."""
NOTES = ("all is well", "wants a refund", "asked about opening hours", "moves away soon")

MORE: dict[str, Draw] = {
    "first order": lambda rng, who: (
        pd.Timestamp(2025, 1, 1) + pd.to_timedelta(rng.integers(0, 500, len(who)), unit="D")
    ),
    "weight kg": lambda rng, who: np.round(rng.normal(70, 12, len(who)), 1),
    "newsletter": lambda rng, who: rng.random(len(who)) < 0.5,
    "note": lambda rng, who: rng.choice(NOTES, len(who)),
    "email": lambda _, who: [f"someone{number}@example.org" for number in who],
    "country": lambda *_: "here",
}
"""Columns that have nothing to do with who leaves: a day, an amount, a yes or no, a text, an address, a constant."""


def customers(
    rows: int = 400,
    seed: int = 0,
    *,
    first: int = 0,
    sharpness: float = 0.9,
    noise: float = 0.0,
    turned: bool = False,
    holes: float = 0.0,
    more: Sequence[str] = (),
) -> pd.DataFrame:
    """Return customers of whom the fewer they visit the more leave, more on a monthly contract; spending and town do not matter.

    `first`: the number of the first customer. `sharpness`: how closely the rule is kept; from about 3 on hardly any chance is in it.
    `noise`: the share of rows whose end is chance alone. `turned`: who visits often leaves. `holes`: the share of visits
    not filled in. `more`: columns of MORE, which change nothing about the others.
    """
    rng, numbers = np.random.default_rng(seed), range(first, first + rows)
    visits = pd.Series(rng.poisson(5, rows))
    contract = rng.choice(["monthly", "yearly"], rows)
    pull = sharpness * (3.4 - visits.to_numpy() + 1.6 * (contract == "monthly"))
    left = rng.random(rows) < 1 / (1 + np.exp(-pull if not turned else pull))
    left = np.where(rng.random(rows) < noise, rng.random(rows) < 0.4, left)
    empty = rng.random(rows) < holes
    return pd.DataFrame(
        {
            "customer": [f"C-{number:05d}" for number in rng.permutation(numbers)],
            "visits": visits.mask(empty) if holes else visits,
            "spent": np.round(rng.gamma(2, 30, rows), 2),
            "contract": contract,
            "town": rng.choice(["Leeds", "York", "Hull", "Ripon"], rows, p=[0.4, 0.3, 0.2, 0.1]),
            **{name: MORE[name](np.random.default_rng([seed, list(MORE).index(name)]), numbers) for name in more},
            "left": left,
        }
    )


def bookings(first: int, last: int, month: int, towns: Sequence[str] = ("Oslo", "Bergen", "Tromsø")) -> pd.DataFrame:
    """Return a month's bookings of those numbers, each with its day."""
    numbers = range(first, last)
    return pd.DataFrame(
        {
            "booking": [f"B-{n:04d}" for n in numbers],
            "day": [f"2026-{month:02d}-{n % 28 + 1:02d}" for n in numbers],
            "town": [towns[n % 3] for n in numbers],
            "weight": np.random.default_rng(month).gamma(4, 20, len(numbers)).round(2),
            "came": ["yes" if n % 4 else "no" for n in numbers],
        }
    )

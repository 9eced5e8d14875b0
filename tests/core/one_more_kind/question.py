"""How often will each one come back?"""

from dataclasses import replace

import numpy as np
import pandas as pd

from core.models.templates import price


def practice(rows: int, seed: int) -> pd.DataFrame:
    """Return a café's guests, and how often each came in the next month."""
    rng = np.random.default_rng(seed)
    age, visits = rng.integers(18, 80, rows), rng.integers(1, 12, rows)
    return pd.DataFrame(
        {
            "guest": [f"G{seed}-{row}" for row in range(rows)],
            "age": age,
            "visits": visits,
            "drink": rng.choice(["coffee", "tea", "juice"], rows),
            "comes again": rng.poisson(0.5 + visits * 0.6),
        }
    )


TEMPLATE = replace(
    price.TEMPLATE,
    key="visits",
    title="How often will they come?",
    predicts=lambda _target: "count",
    practice=practice,
    money=False,
)

"""Which groups of customers do we have?"""

import numpy as np
import pandas as pd

from core.models.stakes import CHILDREN, LIVING, PRICE, Stakes, harmless
from core.models.template import Ask, Template

_HABITS = {
    # visits a month, spend a visit, share bought in the morning, share of cakes
    "commuters": (16.0, 4.2, 0.9, 0.1),
    "families": (3.0, 24.0, 0.35, 0.6),
    "students": (8.0, 5.5, 0.25, 0.2),
    "rare guests": (1.2, 9.0, 0.5, 0.4),
}


def predicts(_target: pd.Series | None) -> str:
    return "segments"


def practice(rows: int, seed: int) -> pd.DataFrame:
    """Return a café's customers with a loyalty card: four habits of buying, with much chance in each."""
    rng = np.random.default_rng(seed)
    habit = rng.choice(list(_HABITS), rows, p=[0.3, 0.25, 0.2, 0.25])
    visits, spend, morning, cakes = (np.array([_HABITS[each][at] for each in habit]) for at in range(4))
    frame = pd.DataFrame(
        {
            "card": [f"C{number}" for number in rng.permutation(rows) + 50_000],
            "visits a month": np.round(visits * rng.lognormal(0, 0.35, rows), 1),
            "spend a visit": np.round(spend * rng.lognormal(0, 0.3, rows), 2),
            "morning share": np.round(np.clip(morning + rng.normal(0, 0.1, rows), 0, 1), 2),
            "cake share": np.round(np.clip(cakes + rng.normal(0, 0.1, rows), 0, 1), 2),
            "uses the app": rng.random(rows) < np.where(habit == "students", 0.8, 0.3),
        }
    )
    frame.loc[rng.random(rows) < 0.03, "cake share"] = np.nan
    return frame


TEMPLATE = Template(
    key="segments",
    title="Which groups of customers do we have?",
    promise="A few groups of customers who are alike, each described by what sets it apart.",
    who_for="Shops, cafés, clubs, wholesalers",
    one_row="One row for each customer, with what they buy and how often.",
    icon="groups",
    asks=(
        Ask("id", "Which column names each customer?", ("id", "number", "category", "email", "phone", "text"),
            hints=("id", "customer", "member", "card", "client", "kunde", "cliente")),
        Ask("ignore", "Which columns should it not use?", (), many=True),
    ),
    predicts=predicts,
    nouns={"one": "customer", "many": "customers", "did": "belonged there", "will": "belong there", "did_not": "did not"},
    stakes=Stakes(
        "What will depend on the groups for your customers?",
        (harmless("Nothing but what we offer or write to whom"), PRICE, LIVING, CHILDREN),
    ),
    practice=practice,
    rank=30,
)  # fmt: skip

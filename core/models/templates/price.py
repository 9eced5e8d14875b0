"""What is it worth?"""

import numpy as np
import pandas as pd

from core.models.stakes import LIVING, PRICE, Stakes, harmless
from core.models.template import Ask, Template

_MAKES = {"Norden": 1.25, "Valmont": 1.1, "Cityline": 0.9, "Pedalo": 0.75, "Bergwind": 1.4}
_KINDS = {"city": 420, "mountain": 690, "road": 820, "child": 160, "electric": 1650}


def predicts(_target: pd.Series | None) -> str:
    return "number"


def practice(rows: int, seed: int) -> pd.DataFrame:
    """Return a shop's second-hand bicycles, and what each was sold for.

    The price follows kind, make, age, kilometres, condition and season, with about 9% of chance in it.
    """
    rng = np.random.default_rng(seed)
    kind = rng.choice(list(_KINDS), rows, p=[0.34, 0.22, 0.16, 0.12, 0.16])
    make = rng.choice(list(_MAKES), rows)
    age = np.round(rng.gamma(2.0, 1.9, rows), 1)
    kilometres = np.round(age * rng.gamma(2.0, 350, rows) * np.where(kind == "child", 0.3, 1.0), -1)
    condition = rng.choice(["like new", "good", "worn", "needs work"], rows, p=[0.2, 0.45, 0.27, 0.08])
    worth = {"like new": 1.15, "good": 1.0, "worn": 0.8, "needs work": 0.55}
    sold = pd.Timestamp(2024, 1, 2) + pd.to_timedelta(np.sort(rng.integers(0, 790, rows)), unit="D")
    spring = 1 + 0.08 * np.sin((sold.day_of_year.to_numpy() - 20) / 365 * 2 * np.pi)
    price = np.array([_KINDS[each] for each in kind]) * np.array([_MAKES[each] for each in make])
    price = price * np.exp(-0.13 * age - 0.00004 * kilometres) * np.array([worth[each] for each in condition]) * spring
    frame = pd.DataFrame(
        {
            "frame number": [f"F{number}" for number in rng.permutation(rows) + 100_000],
            "sold on": sold,
            "kind": kind,
            "make": make,
            "age in years": age,
            "kilometres": kilometres,
            "condition": condition,
            "gears": np.where(kind == "child", 3, rng.choice([7, 8, 18, 21, 24], rows)),
            "serviced": rng.random(rows) < 0.6,
            "price": np.round(price * np.exp(rng.normal(0, 0.09, rows)) / 5) * 5,
        }
    )
    frame.loc[rng.random(rows) < 0.15, "kilometres"] = np.nan
    return frame


TEMPLATE = Template(
    key="price",
    title="What is it worth?",
    promise="A fair price for each thing, with the range in which it will most likely lie.",
    who_for="Shops, dealers, agents, rentals",
    one_row="One row for each thing that was sold, with what it is like and what it brought.",
    icon="sell",
    asks=(
        Ask("target", "Which column holds the price?", ("number",), required=True,
            hints=("price", "sold for", "sale price", "amount", "value", "cost", "rent", "preis", "betrag", "prix", "precio",
                   "prezzo")),
        Ask("id", "Which column names each thing?", ("id", "number", "category", "email", "phone", "text"),
            hints=("id", "number", "sku", "reference", "nummer", "code")),
        Ask("date", "Which column says when it was sold?", ("date",),
            hints=("date", "sold", "sale", "datum", "verkauft", "vendu", "fecha")),
        Ask("group", "Is there a group that should be treated as well as the others?", ("category", "yes_no"), many=True),
        Ask("ignore", "Which columns should it not use?", (), many=True),
    ),
    predicts=predicts,
    nouns={"one": "item", "many": "items", "did": "sold for this", "will": "sell for this", "did_not": "sold for something else"},
    stakes=Stakes(
        "What will depend on the prices for people?",
        (harmless("Nothing but what we ask for our things"), PRICE, LIVING),
    ),
    practice=practice,
    money=True,
    rank=20,
)  # fmt: skip

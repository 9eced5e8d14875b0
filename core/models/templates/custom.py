"""Any other question that a column answers."""

import numpy as np
import pandas as pd

from core.models.stakes import CHILDREN, LIVING, PRICE, Stakes, harmless
from core.models.template import Ask, Template

FEW = 10
"""Whole numbers with at most this many different values are kinds of answers, not amounts."""


def predicts(target: pd.Series | None) -> str:
    """Return yes or no for two values, a number for many numbers, otherwise one of several answers."""
    if target is None:
        return "yes_no"
    known = target.dropna()
    different = known.nunique()
    if different <= 2:
        return "yes_no"
    if not pd.api.types.is_numeric_dtype(known):
        return "category"
    whole = bool((known.astype(float) % 1 == 0).all())
    return "category" if whole and different <= FEW else "number"


def practice(rows: int, seed: int) -> pd.DataFrame:
    """Return a workshop's repairs, and whether each came back within a month.

    Old devices, cheap parts, a rushed repair and the beginner's bench speak for coming back.
    """
    rng = np.random.default_rng(seed)
    device = rng.choice(["phone", "laptop", "tablet", "coffee machine"], rows, p=[0.45, 0.25, 0.12, 0.18])
    age = np.round(rng.gamma(2.2, 1.4, rows), 1)
    bench = rng.choice(["bench 1", "bench 2", "bench 3"], rows)
    part = rng.choice(["original", "replica", "none"], rows, p=[0.45, 0.3, 0.25])
    minutes = np.round(rng.gamma(3.0, 18, rows))
    came_in = pd.Timestamp(2024, 9, 2) + pd.to_timedelta(np.sort(rng.integers(0, 540, rows)), unit="D")
    pull = -2.6 + 0.32 * age + 1.3 * (part == "replica") - 0.014 * minutes + 0.9 * (bench == "bench 3")
    pull = pull + 0.6 * (device == "coffee machine")
    frame = pd.DataFrame(
        {
            "repair": [f"R{number}" for number in np.arange(rows) + 20_000],
            "came in": came_in,
            "device": device,
            "age of device": age,
            "bench": bench,
            "part": part,
            "minutes": minutes,
            "price": np.round(25 + 0.8 * minutes + 20 * (part == "original") + rng.normal(0, 6, rows), 2),
            "came back": rng.random(rows) < 1 / (1 + np.exp(-pull)),
        }
    )
    frame.loc[rng.random(rows) < 0.1, "age of device"] = np.nan
    return frame


TEMPLATE = Template(
    key="custom",
    title="Something else",
    promise="An answer for any column of your table: a yes or no, one of several answers, or a number.",
    who_for="Any table whose past answers are known",
    one_row="One row for each case, with what was known beforehand and how it ended.",
    icon="edit_note",
    asks=(
        Ask("target", "Which column holds the answer?", ("yes_no", "category", "number", "postcode"), required=True,
            hints=("target", "outcome", "result", "answer", "label", "class", "status", "came back", "ergebnis", "résultat",
                   "resultado")),
        Ask("id", "Which column names each case?", ("id", "number", "category", "email", "phone", "text"),
            hints=("id", "number", "case", "order", "booking", "nummer")),
        Ask("person", "If one person fills several rows, which column says who it is?", ("id", "email", "category"),
            hints=("customer", "person", "patient", "client", "kunde")),
        Ask("date", "Which column says when each case began?", ("date",),
            hints=("date", "created", "ordered", "booked", "came in", "opened", "datum", "fecha")),
        Ask("text", "Which columns hold free text?", ("text",), many=True),
        Ask("group", "Is there a group that should be treated as well as the others?", ("category", "yes_no"), many=True),
        Ask("ignore", "Which columns should it not use?", (), many=True),
    ),
    predicts=predicts,
    nouns={"one": "case", "many": "cases", "did": "ended this way", "will": "end this way", "did_not": "did not"},
    stakes=Stakes(
        "What will depend on the answers for people?",
        (harmless("Nothing, or it is not about people"), PRICE, LIVING, CHILDREN),
    ),
    practice=practice,
    positive_hints=("yes", "true", "1", "ja", "oui", "si", "sí"),
    rank=100,
)  # fmt: skip

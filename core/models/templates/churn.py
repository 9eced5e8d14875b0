"""Who might not come back?"""

import numpy as np
import pandas as pd

from core.models.stakes import CHILDREN, LIVING, PRICE, Stakes, harmless
from core.models.template import Ask, Template


def predicts(_target: pd.Series | None) -> str:
    return "yes_no"


def practice(rows: int, seed: int) -> pd.DataFrame:
    """Return a gym's members on one day, and whether each left within the three months after it.

    Who leaves follows a rule with chance in it: few visits, a monthly contract, late payments and a new membership speak for
    leaving; a course and a friend in the gym against it.
    """
    rng = np.random.default_rng(seed)
    months = np.minimum(rng.exponential(16, rows).astype(int) + 1, 120)
    contract = rng.choice(["monthly", "half a year", "one year"], rows, p=[0.5, 0.2, 0.3])
    visits = rng.poisson(rng.gamma(2.0, 2.6, rows))
    late = rng.poisson(0.35, rows)
    friend = rng.random(rows) < 0.3
    course = rng.choice(["none", "yoga", "spinning", "strength"], rows, p=[0.55, 0.2, 0.15, 0.1])
    fee = np.round(39 - 6 * (contract == "one year") - 3 * (contract == "half a year") + rng.normal(0, 3, rows), 2)
    age = np.clip(rng.normal(37, 12, rows), 16, 80).round()
    pull = -0.25 - 0.28 * visits - 0.03 * months + 1.1 * (contract == "monthly") + 0.7 * late
    pull = pull - 0.7 * friend - 0.6 * (course != "none") + 0.03 * (fee - 35) + 0.5
    left = rng.random(rows) < 1 / (1 + np.exp(-1.2 * pull))
    joined = pd.Timestamp(2026, 3, 1) - pd.to_timedelta(months * 30 + rng.integers(0, 30, rows), unit="D")
    frame = pd.DataFrame(
        {
            "member": [f"G-{number}" for number in rng.permutation(rows) + 10_000],
            "email": [f"member{number}@example.org" for number in range(rows)],
            "joined": joined,
            "months": months,
            "contract": contract,
            "monthly fee": fee,
            "visits last month": visits.astype(float),
            "late payments": late,
            "course": course,
            "friend is a member": friend,
            "age": age,
            "left": left,
        }
    )
    frame.loc[rng.random(rows) < 0.04, "visits last month"] = np.nan
    frame.loc[rng.random(rows) < 0.08, "age"] = np.nan
    return frame


TEMPLATE = Template(
    key="churn",
    title="Who might not come back?",
    promise="A list of the customers who are most likely to leave, while there is still time to talk to them.",
    who_for="Customers, members, subscribers",
    one_row="One row for each customer, as they were on one day, and whether they left afterwards.",
    icon="directions_walk",
    asks=(
        Ask(
            "target",
            "Which column says who left?",
            ("yes_no", "category", "number"),
            required=True,
            hints=("churn", "churned", "left", "leaver", "cancelled", "canceled", "lapsed", "attrition", "exited", "renewed",
                   "retained", "stayed", "returned", "gekündigt", "kündigung", "abgewandert", "résilié", "parti", "baja"),
        ),
        Ask("id", "Which column names each customer?", ("id", "number", "category", "email", "phone", "text"),
            hints=("id", "customer", "member", "account", "kunde", "kundennummer", "client", "cliente")),
        Ask("person", "If one customer fills several rows, which column says who it is?", ("id", "email", "category"),
            hints=("person", "household")),
        Ask("date", "Which column says on which day each row was true?", ("date",),
            hints=("snapshot", "as of", "month end", "period", "stichtag", "reporting date", "observed")),
        Ask("group", "Is there a group that should be treated as well as the others?", ("category", "yes_no"), many=True),
        Ask("ignore", "Which columns should it not use?", (), many=True),
    ),
    predicts=predicts,
    nouns={"one": "customer", "many": "customers", "did": "left", "will": "leave", "did_not": "stayed"},
    stakes=Stakes(
        "What will depend on the answers for your customers?",
        (harmless("Nothing but whom we talk to"), PRICE, LIVING, CHILDREN),
    ),
    practice=practice,
    positive_hints=("yes", "true", "1", "churned", "churn", "left", "cancelled", "canceled", "lapsed", "exited", "lost",
                    "ja", "oui", "si", "sí"),
    contrary_hints=("renewed", "retained", "stayed", "returned", "active"),
    rank=10,
)  # fmt: skip

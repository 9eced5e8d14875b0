"""Columns that know the answer: by what they tell alone, or by a name that says "afterwards"."""

from core.training.roles import mentions, plain
from core.training.target import Target

GIVES_AWAY = {"yes_no": 0.98, "category": 0.98, "number": 0.98}
TELLS_MUCH = {"yes_no": 0.70, "category": 0.70, "number": 0.30}
"""From here on a name that may mean "afterwards" is believed."""
AFTERWARDS = (
    "reservation status", "cancellation date", "cancellation reason", "cancel reason", "cancel date", "canceled at", "cancelled at",
    "canceled on", "cancelled on", "cancelled date", "canceled date", "churn reason", "churn date", "churn category", "churn score",
    "churn label", "churn value", "exit date", "exit reason", "exit interview", "leaving date", "leaving reason", "left on",
    "date left", "reason left", "reason for leaving", "end date", "termination date", "termination reason", "refund date",
    "kündigungsdatum", "kündigungsgrund", "austrittsdatum", "date de résiliation", "motif de résiliation", "fecha de baja",
    "motivo de baja", "assigned room type",
)  # fmt: skip
"""Names of what is known only once the answer is."""
PERHAPS = (
    "duration", "call duration", "outcome", "result", "resolution", "resolved", "closed", "final", "refund", "refunded",
)  # fmt: skip
"""Names that may mean so; believed only of a column that tells much."""
BEFORE = ("previous", "prior", "past", "last", "former", "earlier", "history", "number of", "count", "total", "loan", "contract",
          "subscription", "marital", "employment", "notice")  # fmt: skip
"""Words that say a column tells of the time before."""


def why(name: str, power: float, target: Target) -> str | None:
    """The key of the reason to leave a column out, or None."""
    if power >= GIVES_AWAY[target.predicts]:
        return "leak"
    if mentions(name, BEFORE):
        return None
    if mentions(name, AFTERWARDS):
        return "leak_by_name"
    tells_much = power >= TELLS_MUCH[target.predicts]
    return "leak_by_name" if tells_much and (plain(name) in PERHAPS or _made_of(name, target)) else None


def _made_of(name: str, target: Target) -> bool:
    """A number divided out of the answer: "price per m2" when the price is asked for."""
    return target.predicts == "number" and plain(name).startswith(f"{plain(target.name)} per ")

"""Columns that know the answer: by what they tell alone, by where they are filled in, or by a name that says "afterwards"."""

import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np

from core.models.features import Column
from core.models.learning.column_words import mentions, plain
from core.models.learning.leak_rules import LeakRules
from core.models.learning.targets import Target
from core.models.reference import Floats

AFTERWARDS = (
    "reservation status", "cancellation date", "cancellation reason", "cancel reason", "cancel date", "canceled at", "cancelled at",
    "canceled on", "cancelled on", "cancelled date", "canceled date", "churn reason", "churn date", "churn category", "churn score",
    "churn label", "churn value", "exit date", "exit reason", "exit interview", "leaving date", "leaving reason", "left on",
    "date left", "reason left", "reason for leaving", "end date", "termination date", "termination reason", "refund date",
    "assigned room type",
    "kündigungsdatum", "kündigungsgrund", "austrittsdatum", "austrittsgrund", "stornodatum", "stornogrund", "stornierungsdatum",
    "stornierungsgrund", "erstattungsdatum", "abmeldedatum", "grund der kündigung", "gekündigt am", "storniert am",
    "date de résiliation", "motif de résiliation", "date d annulation", "motif d annulation", "date de départ", "motif de départ",
    "date de remboursement", "annulé le", "résilié le",
    "fecha de baja", "motivo de baja", "motivo de la baja", "fecha de cancelación", "motivo de cancelación", "fecha de reembolso",
    "data di disdetta", "motivo di disdetta", "motivo della disdetta", "data disdetta", "data di cancellazione", "data cancellazione",
    "motivo cancellazione", "motivo della cancellazione", "data di recesso", "data di rimborso",
)  # fmt: skip
"""Names of what is known only once the answer is."""
PERHAPS = (
    "duration", "call duration", "outcome", "result", "resolution", "resolved", "closed", "final", "refund", "refunded",
    "payment date", "paid on", "paid at", "date paid",
    "dauer", "gesprächsdauer", "ergebnis", "erledigt", "abgeschlossen", "erstattet", "erstattung", "zahlungsdatum", "bezahlt am",
    "durée", "durée de l appel", "résultat", "clôturé", "remboursé", "remboursement", "date de paiement", "payé le",
    "duración", "duración de la llamada", "resultado", "cerrado", "reembolsado", "reembolso", "fecha de pago", "pagado el",
    "durata", "durata della chiamata", "esito", "risultato", "chiuso", "rimborsato", "rimborso", "data di pagamento",
)  # fmt: skip
"""Names that may mean so; believed only of a column that tells much."""
BEFORE = ("previous", "prior", "past", "last", "former", "earlier", "history", "number of", "count", "total", "loan", "contract",
          "subscription", "marital", "employment", "notice",
          "vorige", "letzte", "letzter", "letztes", "bisherige", "vertrag", "précédent", "dernier", "dernière", "contrat",
          "anterior", "último", "última", "contrato", "precedente", "ultimo", "ultima", "contratto")  # fmt: skip
"""Words that say a column tells of the time before."""
AHEAD = ("due", "until", "expiry", "expires", "delivery", "planned", "arrival", "appointment", "booked", "scheduled", "valid",
         "departure", "event", "fällig", "bis", "ablauf", "lieferung", "termin", "échéance", "livraison", "rendez",
         "vencimiento", "entrega", "cita", "scadenza", "consegna", "appuntamento")  # fmt: skip
"""Words of days that lie ahead and are known beforehand."""

FEWEST_ROWS = 20
MOSTLY = 0.5


def why(
    rules: LeakRules, name: str, values: Column, skill: float, target: Target, *, days: Floats | None = None
) -> str | None:
    """Return the key of the reason to leave a column out, or None.

    `values`: (n,) of the usable rows; `skill`: how well the column alone tells the answer, by the same rules; `days`: (n,) the day
    on which each row was true, to compare a date with.
    """
    if skill >= rules.gives_away:
        return "leak"
    if _by_name(rules, name, skill, target):
        return "leak_by_name"
    if rules.filled_afterwards(values, target.known):
        return "leak_by_gaps"
    return "leak_by_date" if skill >= rules.tells and days is not None and _lies_after(name, values, days) else None


def named_after(target: Target, names: Sequence[str]) -> list[str]:
    """Return those that bear the answer's name: of an area and a price for each m2, the latter was made of the price."""
    return [name for name in names if mentions(name, [plain(target.name)])]


def _by_name(rules: LeakRules, name: str, skill: float, target: Target) -> bool:
    if _says(name, BEFORE):
        return False
    if _says(name, AFTERWARDS):
        return True
    perhaps = _bare(plain(name)) in {_bare(hint) for hint in PERHAPS}
    return skill >= rules.tells_much and (perhaps or rules.made_of(name, target.name))


def _lies_after(name: str, days: Floats, own: Floats) -> bool:
    """Whether a date mostly lies after the day on which its row was true, and is not known ahead by its name."""
    both = ~np.isnan(days) & ~np.isnan(own)
    if both.sum() < FEWEST_ROWS or _says(name, AHEAD):
        return False
    return bool((days[both] > own[both]).mean() > MOSTLY)


def _says(name: str, hints: Iterable[str]) -> bool:
    """With and without accents, as exports often lose them."""
    return mentions(name, hints) or mentions(_bare(name), [_bare(hint) for hint in hints])


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))

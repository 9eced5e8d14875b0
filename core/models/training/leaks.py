"""Columns that know the answer: by what they tell alone, by where they are filled in, or by a name that says "afterwards"."""

import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np

from core.models.features import Column
from core.models.reference import Floats
from core.models.training.roles import mentions, plain
from core.models.training.target import Target

GIVES_AWAY = {"yes_no": 0.975, "category": 0.975, "number": 0.98}
"""A copy that is wrong in one of 100 rows reaches 0.99 on average; real columns of the tables we know, 0.92."""
TELLS_MUCH = {"yes_no": 0.70, "category": 0.70, "number": 0.30}
"""From here on a name that may mean "afterwards" is believed."""
TELLS = {"yes_no": 0.55, "category": 0.55, "number": 0.02}
"""From here on a day that mostly lies after the row's own is."""
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
ONE_ANSWER = 0.99
SHARED, OF_THAT_ANSWER = 0.8, 0.3
"""An answer that most rows have anyway tells nothing; and a column has to be filled in for a good part of those that have it."""
CHANCE = 1e-6
MOSTLY = 0.5


def why(name: str, values: Column, power: float, target: Target, days: Floats | None = None) -> str | None:
    """The key of the reason to leave a column out, or None.

    `values`: (n,) of the usable rows; `days`: (n,) the day on which each was true, to compare a date with.
    """
    if power >= GIVES_AWAY[target.predicts]:
        return "leak"
    if _by_name(name, power, target):
        return "leak_by_name"
    if _filled_afterwards(values, target.codes[target.usable], target.predicts):
        return "leak_by_gaps"
    tells = power >= TELLS[target.predicts]
    return "leak_by_date" if tells and days is not None and _lies_after(name, values, days) else None


def named_after(target: Target, names: Sequence[str]) -> list[str]:
    """Those that bear the answer's name: of an area and a price for each m2, the latter was made of the price."""
    return [name for name in names if mentions(name, [plain(target.name)])]


def _by_name(name: str, power: float, target: Target) -> bool:
    if _says(name, BEFORE):
        return False
    if _says(name, AFTERWARDS):
        return True
    perhaps = _bare(plain(name)) in {_bare(hint) for hint in PERHAPS}
    return power >= TELLS_MUCH[target.predicts] and (perhaps or _made_of(name, target))


def _filled_afterwards(column: Column, codes: Floats, predicts: str) -> bool:
    """Whether the rows that are filled in (or those that are not) all ended one way, which most others did not."""
    if predicts == "number":
        return False
    missing = np.array([value is None for value in column]) if column.dtype == object else np.isnan(column)
    return any(_one_answer(codes[part], codes) for part in (~missing, missing))


def _one_answer(some: Floats, codes: Floats) -> bool:
    if not FEWEST_ROWS <= len(some) < len(codes):
        return False
    labels, counts = np.unique(some, return_counts=True)
    common, count = labels[counts.argmax()], int(counts.max())
    share = float((codes == common).mean())
    pure = count >= ONE_ANSWER * len(some) and count >= OF_THAT_ANSWER * share * len(codes)
    return pure and share <= SHARED and share ** len(some) < CHANCE


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


def _made_of(name: str, target: Target) -> bool:
    """A number divided out of the answer: "price per m2" when the price is asked for."""
    return target.predicts == "number" and plain(name).startswith(f"{plain(target.name)} per ")

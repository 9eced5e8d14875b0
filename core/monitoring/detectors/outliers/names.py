"""What the name of a column says about its limits: English, German, French, Spanish and Italian."""

from collections.abc import Mapping

from core.data.personal.vocabulary import plain
from core.data.reading import column_names

WORDS: Mapping[str, frozenset[str]] = {
    topic: frozenset(words.split())
    for topic, words in {
        "age": "age alter edad eta lebensalter kundenalter",
        "percent": "percent percentage pct prozent prozentsatz pourcentage pourcent porcentaje percentuale",
        "never_negative": (
            "price preis prix precio prezzo quantity qty menge anzahl quantite cantidad quantita count number num nights days hours"
            " minutes seconds duration dauer duree duracion durata weight gewicht poids peso height hohe hauteur altura altezza"
            " area flache surface superficie size grosse distance entfernung distancia distanza salary gehalt salaire salario"
            " stipendio age alter edad eta visits besuche visites visitas visite rate adr"
        ),
        "year": "year jahr annee ano anno yr baujahr",
        "to_come": (
            "due end ends expiry expires expiration delivery appointment booking arrival planned plan valid until next renewal start"
            " event deadline forecast termin fallig faelligkeit ende ablauf lieferung gultig bis nachste anreise abreise geplant"
            " echeance fin prevu livraison prochain rendez vous expire vencimiento fin entrega proxima cita prevista scadenza fine"
            " consegna prossimo appuntamento previsto departure checkin checkout maturity contract"
        ),
    }.items()
}


def says(name: str, topic: str) -> bool:
    """Tell whether one of the topic's words stands in the name; "%" says percent."""
    spoken = {plain(word) for word in column_names.words_of(name)}
    return bool(spoken & WORDS[topic]) or (topic == "percent" and "%" in name)

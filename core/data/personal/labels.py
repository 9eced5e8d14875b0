"""What column names say about people, in English, German, French, Spanish, Italian, Dutch, Polish and Portuguese."""

from core.data.personal.vocabulary import among, plain
from core.data.reading import column_names

SPECIAL_TOPICS = ("health", "religion", "ethnicity", "politics", "union", "sexuality", "biometrics", "crime")


def words_of(name: str) -> frozenset[str]:
    """Return a name's words in plain lower-case letters, and two or three neighbours as one: "FirstName" -> first, name,
    firstname.
    """
    found = column_names.words_of(plain(name))
    together = {"".join(found[at : at + size]) for size in (2, 3) for at in range(len(found) - size + 1)}
    return frozenset({*found, *together, "".join(found)})


def speaks_of(spoken: frozenset[str], topic: str) -> bool:
    """Tell whether words of a column's name are in the list column_TOPIC."""
    return among(spoken, f"column_{topic}")


def names_a_person(spoken: frozenset[str]) -> bool:
    """Tell whether a column's name speaks of a person's name: Surname, FirstName, customer_name; not product_name, nor a bare
    "name".
    """
    if speaks_of(spoken, "things"):
        return False
    return speaks_of(spoken, "name") or (speaks_of(spoken, "bare_name") and speaks_of(spoken, "people"))


def special_topic(spoken: frozenset[str]) -> str | None:
    """Return which special category the name speaks of, or None."""
    return next((topic for topic in SPECIAL_TOPICS if speaks_of(spoken, topic)), None)

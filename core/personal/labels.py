"""What column names say about people, in English, German, French, Spanish and Italian."""

from core.personal.vocabulary import words
from core.reading import column_names

_TOLD_BY_NAME_ALONE = ("email", "phone", "date_of_birth", "special", "ip")


def says(name: str, topic: str) -> bool:
    """Whether the name of a column speaks of `topic` (a file column_TOPIC of the vocabulary)."""
    spoken = words_of(name)
    if topic == "name":
        return says_name_of_person(name)
    if topic == "street" and spoken & words("column_things"):
        return False
    return bool(spoken & words(f"column_{topic}"))


def says_name_of_person(name: str) -> bool:
    """Surname, FirstName, customer_name; not product_name, and not a bare "name", which can be anything's."""
    spoken = words_of(name)
    if spoken & words("column_things"):
        return False
    if spoken & words("column_name"):
        return True
    return bool(spoken & {"name", "nm", "nom", "names"} and spoken & words("column_people"))


def type_of_empty(name: str) -> str | None:
    """For a column without values: what its name alone makes of it."""
    return next((topic for topic in _TOLD_BY_NAME_ALONE if says(name, topic)), None)


def words_of(name: str) -> frozenset[str]:
    """The words of a name in lower case: "FirstName" -> first, name, firstname."""
    found = column_names.words_of(name)
    return frozenset({*found, "".join(found)})

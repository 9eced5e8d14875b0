"""The types of personal data, and what was found in a column."""

from dataclasses import dataclass
from typing import Literal

IDENTIFYING = frozenset(
    {
        "email",
        "phone",
        "card",
        "iban",
        "national_id",
        "ip",
        "street",
        "name",
        "date_of_birth",
        "username",
        "plate",
    }
)
"""Types that alone, or nearly alone, point at one person."""
SPECIAL = frozenset({"special"})
"""Types the law protects most: health, religion, ethnic origin, politics, trade union, sexual life, body data (GDPR, article 9)
and crime (article 10)."""
DESCRIBING = frozenset({"postcode", "age", "gender", "location"})
"""Types that describe a person and point at one only together with others."""
KNOWN_OF_SOMEBODY = DESCRIBING | SPECIAL | {"date_of_birth"}
"""What others may know of somebody, and so find the row by (quasi-identifiers)."""
MENTIONING = frozenset({"mentions"})
"""Free text, some of which holds an address, a number or the like of somebody."""
TYPES = IDENTIFYING | SPECIAL | DESCRIBING | MENTIONING

SAID = {
    "name": "a name",
    "email": "an e-mail address",
    "phone": "a phone number",
    "street": "a street address",
    "postcode": "a postcode",
    "location": "an exact place",
    "date_of_birth": "a date of birth",
    "age": "an age",
    "gender": "a gender",
    "special": "health, belief or the like",
    "national_id": "a national number",
    "iban": "a bank account",
    "card": "a card number",
    "username": "a user name",
    "plate": "a number plate",
    "ip": "a computer's address",
    "mentions": "text that names details",
}
"""What a column holds, in the owner's words."""
UNSURE = "unsure"
"""What an owner marks who does not know; it counts as personal."""


def said_of(kind: str) -> str:
    """Return what a column holds that counts as personal, of whatever type."""
    return SAID.get(kind, "something about a person")


Certainty = Literal["sure", "unsure"]
Why = Literal["name", "values", "both", "inside"]


@dataclass(frozen=True)
class Found:
    """Personal data in a column. What is unsure counts as personal until the owner says otherwise."""

    kind: str
    """One of `TYPES`."""
    certainty: Certainty
    share: float
    """Share of the different values looked at that have the form, 0 to 1; 0 when only the column's name tells."""
    why: Why
    """What told it: the column's name, its values, both, or something inside its texts."""
    detail: str = ""
    """What is known beyond the type: issuers of cards ("Visa"), the country of an id ("fr.nir"), which special category ("health"),
    what a text mentions ("email phone")."""

    @property
    def sure(self) -> bool:
        return self.certainty == "sure"

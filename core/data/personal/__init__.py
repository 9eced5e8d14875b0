"""Which columns hold personal data, and of what type: told by a column's name in eight languages and by its values.

`types`: the types, and `Found`. `sample`: the part of a column that is looked at. Then what tells: `addresses` (e-mail, network),
`accounts` (cards, bank accounts), `national_ids`, `phones`, `places`, `traits` (age, gender, birth), `special`, `people` (names),
`mentions` (inside free text). `weighing` asks them all. It is a first guess: the owner has the last word.
"""

from core.data.personal.types import (
    DESCRIBING,
    IDENTIFYING,
    KNOWN_OF_SOMEBODY,
    MENTIONING,
    SAID,
    SPECIAL,
    TYPES,
    UNSURE,
    Found,
    said_of,
)
from core.data.personal.weighing import detect, examine

__all__ = [
    "DESCRIBING",
    "IDENTIFYING",
    "KNOWN_OF_SOMEBODY",
    "MENTIONING",
    "SAID",
    "SPECIAL",
    "TYPES",
    "UNSURE",
    "Found",
    "detect",
    "examine",
    "said_of",
]

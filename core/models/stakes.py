"""What depends on a model's answers for people: the owner says it, and what follows from it is told in words, never as law."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.common.errors import NotFound


@dataclass(frozen=True)
class Stake:
    """One answer to a template's question about its use."""

    key: str
    says: str
    """The owner's words, as a choice: "A price or a discount"."""
    follows: str = ""
    """What to do then, in sentences; empty where nothing delicate depends on it."""

    @property
    def delicate(self) -> bool:
        return bool(self.follows)


@dataclass(frozen=True)
class Stakes:
    """The one question of a template about who is scored and what depends on it, with the answers to it, the calmest first."""

    question: str
    choices: tuple[Stake, ...]

    def choice(self, key: str) -> Stake | None:
        """Return the answer of that key; None while nobody has said."""
        return next((choice for choice in self.choices if choice.key == key), None)

    def check(self, key: str) -> None:
        """Raise NotFound for a key that is none of the answers; an empty one says that nobody has chosen."""
        if key and self.choice(key) is None:
            raise NotFound("There is no such answer to what depends on it.", f"Choose one of: {', '.join(self.keys)}.")

    @property
    def keys(self) -> Sequence[str]:
        return [choice.key for choice in self.choices]


def harmless(says: str) -> Stake:
    """Return the answer that nothing depends on it which the law looks at more closely."""
    return Stake("nothing", says)


PRICE = Stake(
    "price",
    "A price or a discount for a person",
    "Tell people when a price is made for them alone. Let a person look at it before it is sent.",
)
LIVING = Stake(
    "living",
    "Credit, work, housing, insurance, health care or schooling",
    "Have a person decide each case. Tell those it is about, and who they can ask. "
    "Talk to someone who knows the law before you go on.",
)
"""Where the law asks most of whoever uses a model: General Data Protection Regulation, article 22; AI Act, annex III."""
CHILDREN = Stake(
    "children",
    "Something for children",
    "Ask their parents first. Have a person decide each case. Talk to someone who knows the law before you go on.",
)

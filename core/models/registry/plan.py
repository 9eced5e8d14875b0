"""What an owner asked for: the question, the table, which column plays which part, and what a right or wrong warning is worth."""

from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from core.models.reference import Floats

Right = TypeVar("Right", float, Floats)


@dataclass(frozen=True)
class Plan:
    """One training, so that it can be done again on other rows."""

    template: str
    dataset: str
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Columns by role (core.models.template.Ask.role)."""
    positive: str | None = None
    """The answer that is warned about or hoped for; None lets the training choose."""
    seed: int = 0
    stakes: str = ""
    """What the owner said depends on the answers (core.models.stakes); empty while nobody has said."""
    seen_to: bool = False
    """Whether the owner said that what follows from it is done."""

    def column(self, role: str) -> str | None:
        """Return the column of a role that only one column can play; None where none does."""
        return next(iter(self.roles.get(role, ())), None)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, facts: dict[str, Any]) -> "Plan":
        roles = {role: tuple(columns) for role, columns in facts["roles"].items()}
        return cls(**{**facts, "roles": roles})


@dataclass(frozen=True)
class Worth:
    """In the owner's money. `hit`: what a warning that was right brings. `miss`: what a needless warning costs."""

    hit: float | None = None
    miss: float | None = None

    @property
    def known(self) -> bool:
        """Tell whether both amounts are given, and a warning can pay."""
        return self.hit is not None and self.miss is not None and self.hit + self.miss > 0

    def gain(self, right: Right) -> Right:
        """Return what a warning brings that is right with this probability, or whose case is 1 or 0; amounts not given are 0."""
        return (self.hit or 0.0) * right - (self.miss or 0.0) * (1 - right)

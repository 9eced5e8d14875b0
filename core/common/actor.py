"""Who did something: noted with each event of the audit log, and with each version of a table."""

from dataclasses import dataclass
from typing import Literal, cast

ActorKind = Literal["owner", "command line", "worker", "endpoint"]


@dataclass(frozen=True)
class Actor:
    """A person, or a part of Plainwell that acts by itself."""

    kind: ActorKind
    name: str = ""
    """Whose account it was, where there are several of a kind."""

    def __str__(self) -> str:
        """Return the text that is stored: the kind, and behind a colon the name where there is one."""
        return f"{self.kind}: {self.name}" if self.name else self.kind

    @classmethod
    def from_text(cls, text: str) -> "Actor":
        """Return the actor whose stored text this is."""
        kind, _, name = text.partition(": ")
        return cls(cast("ActorKind", kind), name)


OWNER = Actor("owner")
COMMAND_LINE = Actor("command line")
WORKER = Actor("worker")
ENDPOINT = Actor("endpoint")

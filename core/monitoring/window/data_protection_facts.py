"""What an indicator may see of how people's data is kept."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DataColumn:
    name: str
    kind: str
    personal: str | None
    used: bool
    sure: bool = True
    """Whether it is sure that it is `personal`; it counts as that in any case."""


@dataclass(frozen=True)
class KeyFacts:
    id: str
    created: date
    last_used: date | None
    expires: date | None


@dataclass(frozen=True)
class DataProtection:
    """How people's data is kept in this workspace."""

    columns: tuple[DataColumn, ...]
    keep_inputs_months: int
    input_months: tuple[str, ...]
    """Months ("2026-03") whose inputs can still be opened."""
    keys: tuple[KeyFacts, ...]
    wrong_keys: int
    """Calls with no or a wrong key in the last 30 days."""
    wrong_keys_worst_day: int
    key_folder_private: bool
    """Whether other users of the computer are kept out of the key folder; true where the system knows no such rights."""
    unsealed: tuple[str, ...]
    """Names of things that should be sealed and were found not to be (table names, never contents)."""
    opened_samples: int
    """How many sealed pieces were opened to see that the right key, and only that, opens them."""
    last_backup: date | None
    last_trial_restore: date | None
    trial_restore_rows: int | None
    recovery_key_saved: bool
    begun: date
    """The day on which the model was first made."""
    practice: bool

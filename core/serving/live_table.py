"""What is live: one sealed table and one sealed file for each version, in the folder `live/`. The endpoint reads nothing else.

The folder is made from the workspace (`core.deployment.publish`) and made anew when it is lost.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec

from core.errors import DamagedFile
from core.serving.access import AccessKey
from core.vault import Vault
from core.vault.files import private_folder, replace_private_file

_TABLE = "table"
State = Literal["live", "paused", "off"]


class LiveModel(msgspec.Struct, frozen=True):
    """A model as callers see it. `off`: not for callers; only our own pages and files may ask it."""

    id: str
    name: str
    state: State
    version: int
    id_column: str | None = None
    card: dict[str, Any] = {}
    """What `GET /v1/models/{model}` tells."""

    @property
    def file(self) -> str:
        return f"{self.id}_{self.version}.model"


class LiveTable(msgspec.Struct, frozen=True):
    models: tuple[LiveModel, ...] = ()
    keys: tuple[AccessKey, ...] = ()
    keep_inputs: bool = True
    """Whether what people send may be kept (sealed) at all."""


@dataclass(frozen=True)
class LiveFolder:
    """The folder, opened with the workspace's vault."""

    folder: Path
    vault: Vault

    def write(self, table: LiveTable, exported: dict[str, bytes]) -> None:
        """Puts `table` in force in one step. `exported`: the bytes of each new model file, by `LiveModel.file`."""
        private_folder(self.folder)
        for file, data in exported.items():
            replace_private_file(self.folder / file, self.vault.seal(data, f"live {file}"))
        replace_private_file(self.folder / _TABLE, self.vault.seal(msgspec.json.encode(table), "live table"))
        wanted = {model.file for model in table.models}
        for path in self.folder.glob("*.model"):
            if path.name not in wanted:
                path.unlink(missing_ok=True)

    def has(self, file: str) -> bool:
        return (self.folder / file).exists()

    def table(self) -> LiveTable:
        """The table in force; an empty one before anything was published. Raises DamagedFile."""
        path = self.folder / _TABLE
        if not path.exists():
            return LiveTable()
        try:
            return msgspec.json.decode(self.vault.open(path.read_bytes(), "live table"), type=LiveTable)
        except msgspec.DecodeError as broken:
            raise DamagedFile("The list of live models is damaged.", "Start Plainwell again.") from broken

    def exported(self, file: str) -> bytes:
        """Raises DamagedFile, or FileNotFoundError when it was replaced meanwhile."""
        return self.vault.open((self.folder / file).read_bytes(), f"live {file}")

    def stamp(self) -> tuple[int, int] | None:
        """Changes whenever the table does."""
        try:
            facts = (self.folder / _TABLE).stat()
        except FileNotFoundError:
            return None
        return facts.st_mtime_ns, facts.st_ino

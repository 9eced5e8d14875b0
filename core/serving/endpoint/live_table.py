"""What is live: one sealed table and one sealed file for each version, in the folder `live/`. The endpoint reads nothing else.

The folder is made from the workspace (`core.serving.deployment.publish`) and made anew when it is lost.
"""

from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec

from core.common.errors import DamagedFile
from core.inference.exported import Exported
from core.serving.endpoint.access_keys import AccessKey
from core.storage.vault import Vault
from core.storage.vault.files import private_folder, replace_private_file

_TABLE = "table"
State = Literal["live", "paused", "off"]


class Trial(msgspec.Struct, frozen=True):
    """A version that came in lately. The one that it came after stands by: it answers whatever the newer one cannot."""

    newer: int
    older: int
    share: float
    """Of all rows, how many the newer one answers: 1 when it came in all at once, 0 when it only watches."""
    since: float
    """Seconds since 1970. With model and version it names the trial."""
    card: dict[str, Any] = {}
    """Of the one that is not the model's version."""

    @property
    def watches(self) -> bool:
        """Say whether the newer version answers nobody, and is only watched."""
        return self.share == 0


class LiveModel(msgspec.Struct, frozen=True):
    """A model as callers see it. `off`: not for callers; only our own pages and files may ask it."""

    id: str
    name: str
    state: State
    version: int
    id_column: str | None = None
    card: dict[str, Any] = {}
    """What `GET /v1/models/{model}` tells."""
    trial: Trial | None = None
    before: int | None = None
    """The version to go back to: it stays loaded, so that going back takes no time."""

    @property
    def file(self) -> str:
        """Return the name of the file with the model's version."""
        return self.file_of(self.version)

    def file_of(self, version: int) -> str:
        """Return the name of the file with a version."""
        return f"{self.id}_{version}.model"

    @property
    def versions(self) -> set[int]:
        """Return all versions that have to be at hand."""
        beside = {self.trial.newer, self.trial.older} if self.trial else set()
        return {self.version, *beside} | ({self.before} if self.before else set())

    @property
    def trial_name(self) -> tuple[str, int, float] | None:
        """Return the trial's `canary.TrialName`, or None where there is none."""
        return (self.id, self.trial.newer, self.trial.since) if self.trial else None

    def as_other(self, version: int) -> "LiveModel":
        """Return the facts of the version that is on trial with the model's own."""
        return msgspec.structs.replace(self, version=version, card=self.trial.card if self.trial else {})

    def stepped_back(self) -> "LiveModel":
        """Return the model as it is once the newer version of its trial was taken back."""
        if self.trial is None:
            return self
        all_at_once = self.version == self.trial.newer
        card = self.trial.card if all_at_once else self.card
        return msgspec.structs.replace(self, version=self.trial.older, card=card, trial=None)


class LiveTable(msgspec.Struct, frozen=True):
    models: tuple[LiveModel, ...] = ()
    keys: tuple[AccessKey, ...] = ()
    keep_inputs: bool = True
    """Whether what people send may be kept (sealed) at all."""
    origin: str = ""
    """The one web page origin whose scripts may call; empty for none."""

    def without(self, ids: Set[str]) -> "LiveTable":
        """Return the table as if these models were off."""
        replace = msgspec.structs.replace
        models = tuple(replace(model, state="off") if model.id in ids else model for model in self.models)
        return replace(self, models=models)


@dataclass(frozen=True)
class LiveFolder:
    """The folder, opened with the workspace's vault."""

    folder: Path
    vault: Vault

    def write(self, table: LiveTable, exported: dict[str, bytes]) -> None:
        """Put `table` in force in one step. `exported`: the bytes of each new model file, by `LiveModel.file`."""
        private_folder(self.folder)
        for file, data in exported.items():
            replace_private_file(self.folder / file, self.vault.seal(data, f"live {file}"))
        replace_private_file(self.folder / _TABLE, self.vault.seal(msgspec.json.encode(table), "live table"))
        wanted = {model.file_of(version) for model in table.models for version in model.versions}
        for path in self.folder.glob("*.model"):
            if path.name not in wanted:
                path.unlink(missing_ok=True)

    def has(self, file: str) -> bool:
        """Say whether a file is there as it was written."""
        try:
            self._opened(file)
        except (DamagedFile, FileNotFoundError):
            return False
        return True

    def is_whole(self) -> bool:
        """Say whether the table is there, and every file that it names."""
        try:
            files = [model.file_of(version) for model in self.table().models for version in model.versions]
        except DamagedFile:
            return False
        return self.stamp() is not None and all(map(self.has, files))

    def table(self) -> LiveTable:
        """Read the table in force; an empty one before anything was published. Raises DamagedFile."""
        try:
            sealed = (self.folder / _TABLE).read_bytes()
            return msgspec.json.decode(self.vault.open(sealed, "live table"), type=LiveTable)
        except FileNotFoundError:
            return LiveTable()
        except msgspec.DecodeError as broken:
            raise DamagedFile("The list of live models is damaged.", "Start Plainwell again.") from broken

    def exported(self, file: str) -> Exported:
        """Read a version. Raises DamagedFile, or FileNotFoundError when it was replaced meanwhile."""
        try:
            return Exported.from_bytes(self._opened(file))
        except msgspec.DecodeError as broken:
            raise DamagedFile("A live model is damaged.", "Put it live again.") from broken

    def _opened(self, file: str) -> bytes:
        return self.vault.open((self.folder / file).read_bytes(), f"live {file}")

    def stamp(self) -> tuple[int, int] | None:
        """Return a mark that changes whenever the table does; None where there is no table."""
        try:
            facts = (self.folder / _TABLE).stat()
        except FileNotFoundError:
            return None
        return facts.st_mtime_ns, facts.st_ino

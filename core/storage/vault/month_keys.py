"""One key a month for what people sent to a model. When the month's time is over its key is destroyed, and with it every
copy of those inputs, in backups too: month keys are never part of a backup."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.storage.vault.files import destroy, private_folder, write_new_private_file
from core.storage.vault.sealing import KEY_BYTES, seal_with, unseal_with

_MONTH = re.compile(r"\d{4}-\d{2}")


@dataclass(frozen=True)
class MonthKeys:
    """The keys in `folder`, one file a month ("2026-03.key")."""

    folder: Path
    _known: dict[str, AESGCM] = field(default_factory=dict, repr=False)

    def seal(self, plain: bytes, month: str) -> bytes:
        """Encrypt under the key of `month` ("2026-03"), which is made on first use."""
        return seal_with(self._cipher(month), plain, month)

    def open(self, sealed: bytes, month: str) -> bytes | None:
        """Return what `seal` was given, or None when the month's key is gone. Raises DamagedFile."""
        opener = self.opener(month)
        return opener(sealed) if opener else None

    def opener(self, month: str) -> Callable[[bytes], bytes] | None:
        """Return a function that does what `open` does for many, with the month's key as it is now; None when that is gone."""
        try:
            cipher = AESGCM(self._path(month).read_bytes())
        except FileNotFoundError:
            return None
        return lambda sealed: unseal_with(cipher, sealed, month)

    def months(self) -> list[str]:
        """Return the months that can still be opened, oldest first."""
        return sorted(path.stem for path in self.folder.glob("*.key") if _MONTH.fullmatch(path.stem))

    def destroy(self, month: str) -> None:
        """Destroy the key of a month: what was sealed in it can never be opened again."""
        self._known.pop(month, None)
        destroy(self._path(month))

    def look_again(self) -> None:
        """Forget the keys in memory: another process may have destroyed one."""
        self._known.clear()

    def _cipher(self, month: str) -> AESGCM:
        if month not in self._known:
            path = self._path(month)
            if not path.exists():
                private_folder(self.folder)
                write_new_private_file(path, os.urandom(KEY_BYTES))
            self._known[month] = AESGCM(path.read_bytes())
        return self._known[month]

    def _path(self, month: str) -> Path:
        if not _MONTH.fullmatch(month):
            raise ValueError("a month is written 2026-03")
        return self.folder / f"{month}.key"

"""Where the endpoint can be found while it runs: a small file with its pid, its port and a nonce for its own people."""

from pathlib import Path

import msgspec

from core.storage.settings import Settings
from core.storage.vault import Vault
from core.storage.vault.files import private_folder, replace_private_file


class Presence(msgspec.Struct, frozen=True):
    pid: int
    port: int
    nonce: str

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def token(self, vault: Vault) -> str:
        """Make the token that our own processes show. Only who can read this workspace's key can make it."""
        return vault.mac(f"internal {self.nonce}".encode(), "internal calls")


def _path(settings: Settings) -> Path:
    return settings.run / "endpoint.json"


def announce(settings: Settings, presence: Presence) -> None:
    """Write down where the endpoint answers."""
    private_folder(settings.run)
    replace_private_file(_path(settings), msgspec.json.encode(presence))


def withdraw(settings: Settings) -> None:
    """Remove what was announced."""
    _path(settings).unlink(missing_ok=True)


def found(settings: Settings) -> Presence | None:
    """Read what was announced last. Its process may be gone: ask it."""
    try:
        return msgspec.json.decode(_path(settings).read_bytes(), type=Presence)
    except (FileNotFoundError, msgspec.DecodeError):
        return None

"""Authenticated encryption (AES-256-GCM, NIST SP 800-38D) and seals (HMAC-SHA-256, RFC 2104) under the workspace's key."""

import hmac
import os
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.common.errors import DamagedFile
from core.storage.vault.files import private_folder, write_new_private_file
from core.storage.vault.nonces import NONCE_BYTES, nonce

KEY_BYTES = 32


@dataclass(frozen=True)
class Vault:
    """Seals and opens under one master key. Each purpose has a key of its own, derived from it (HKDF, RFC 5869).

    Random 96-bit nonces are safe for 2**32 messages a key, far above what a workspace seals under one purpose.
    """

    master: bytes

    def __repr__(self) -> str:
        return "Vault(…)"

    def seal(self, plain: bytes, purpose: str) -> bytes:
        """Encrypt `plain`; it opens again only with the same purpose."""
        return seal(plain, derived_key(self.master, purpose), purpose)

    def open(self, sealed: bytes, purpose: str) -> bytes:
        """Return what `seal` was given.

        Raises:
            DamagedFile: it was altered, cut, or sealed for another purpose or by another workspace.
        """
        return unseal(sealed, derived_key(self.master, purpose), purpose)

    def mac(self, data: bytes, purpose: str) -> str:
        """Return a seal (64 hex digits) that only this workspace can make."""
        return hmac.new(derived_key(self.master, purpose), data, sha256).hexdigest()

    def is_ours(self, data: bytes, purpose: str, mac: str) -> bool:
        """Return whether `mac` is the seal of `data`; this takes the same time for every wrong one."""
        return hmac.compare_digest(self.mac(data, purpose).encode(), mac.encode())


def open_vault(folder: Path) -> Vault:
    """Return the vault whose key lies in `folder`, made on first use and readable by its owner alone."""
    path = private_folder(folder) / "workspace.key"
    if not path.exists():
        write_new_private_file(path, os.urandom(KEY_BYTES))
    return Vault(path.read_bytes())


def seal(plain: bytes, key: bytes, purpose: str) -> bytes:
    """Return nonce and ciphertext, with `purpose` authenticated beside it."""
    return seal_with(AESGCM(key), plain, purpose)


def seal_with(cipher: AESGCM, plain: bytes, purpose: str) -> bytes:
    """Encrypt as `seal` does, with a cipher made before: making one costs as much as sealing a row."""
    once = nonce()
    return once + cipher.encrypt(once, plain, purpose.encode())


def unseal(sealed: bytes, key: bytes, purpose: str) -> bytes:
    """Decrypt what `seal` gave. Raises DamagedFile."""
    return unseal_with(AESGCM(key), sealed, purpose)


def unseal_with(cipher: AESGCM, sealed: bytes, purpose: str) -> bytes:
    """Decrypt as `unseal` does, with a cipher made before. Raises DamagedFile."""
    try:
        return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose.encode())
    except (InvalidTag, ValueError) as broken:
        raise DamagedFile(
            "This could not be opened: it was changed, or it belongs to another workspace.",
            "Take the file from the place where it was first saved, or restore a backup.",
        ) from broken


@lru_cache(maxsize=64)
def derived_key(master: bytes, purpose: str) -> bytes:
    """Derive the key for one purpose."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"plainwell " + purpose.encode()).derive(master)

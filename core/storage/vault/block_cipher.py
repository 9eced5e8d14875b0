"""One block of AES-256 (FIPS 197), for short ids that must not show the number in them."""

from cryptography.hazmat.primitives.ciphers import Cipher as _Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB

from core.storage.vault.sealing import Vault, derived_key

BLOCK_BYTES = 16


class Cipher:
    """A keyed permutation of 16-byte blocks. Blocks must differ from each other: equal ones look equal."""

    def __init__(self, vault: Vault, purpose: str) -> None:
        cipher = _Cipher(AES(derived_key(vault.master, purpose)), ECB())  # noqa: S305  # one block is all there ever is
        self._encryptor, self._decryptor = cipher.encryptor(), cipher.decryptor()

    def encipher(self, block: bytes) -> bytes:
        return _checked_block(self._encryptor.update(block))

    def decipher(self, block: bytes) -> bytes:
        return _checked_block(self._decryptor.update(block))


def _checked_block(block: bytes) -> bytes:
    """The same block. Raises ValueError where it is longer or shorter than one."""
    if len(block) != BLOCK_BYTES:
        raise ValueError("not one block")
    return block

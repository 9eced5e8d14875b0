"""A large file, encrypted piece by piece, so that neither its size nor a cut-off end goes unnoticed.

    magic    8 bytes  "PLWSEAL1"
    salt    16 bytes  random
    log2 n   1 byte   scrypt's cost (RFC 7914); r is 8, p is 1
    pieces            each: length of its ciphertext (4 bytes, big endian), ciphertext with tag (AES-256-GCM)

The key is scrypt(secret, salt). The nonce of a piece is its number (11 bytes, big endian) and one byte that is 1 for the last
piece and 0 for the others, so pieces cannot be moved, repeated or left out (the STREAM construction: Hoang, Reyhanitabar, Rogaway and
Vizár, 2015). The first 25 bytes are authenticated with every piece.
"""

import os
import struct
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from core.common.errors import DamagedFile
from core.storage.vault.sealing import KEY_BYTES

MAGIC = b"PLWSEAL1"
PIECE = 1 << 20
COST = 15
"""scrypt with 2**15 takes 32 MiB and 0.1 s. Enough: the secret is 128 random bits, not a word that a person chose."""
MOST_COST = 17
_SALT = 16
_TAG = 16


class StreamWriter:
    """Encrypts what is written to it into `out`. Without `finish` the result is worthless, as it should be."""

    def __init__(self, out: BinaryIO, secret: bytes) -> None:
        self._out = out
        self._head = MAGIC + os.urandom(_SALT) + bytes([COST])
        self._cipher = AESGCM(_key(secret, self._head))
        self._buffer = bytearray()
        self._number = 0
        out.write(self._head)

    def write(self, data: bytes) -> int:
        self._buffer += data
        while len(self._buffer) > PIECE:
            self._put(bytes(self._buffer[:PIECE]), last=False)
            del self._buffer[:PIECE]
        return len(data)

    def finish(self) -> None:
        """Write the last piece."""
        self._put(bytes(self._buffer), last=True)

    def _put(self, plain: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, last), plain, self._head)
        self._out.write(struct.pack(">I", len(sealed)) + sealed)
        self._number += 1


class StreamReader:
    """Decrypts what `StreamWriter` wrote to `source`.

    Raises:
        DamagedFile: from any call: another secret, another kind of file, or one that was altered or cut off.
    """

    def __init__(self, source: BinaryIO, secret: bytes) -> None:
        self._source = source
        self._head = source.read(len(MAGIC) + _SALT + 1)
        if not is_stream(self._head):
            raise DamagedFile("This is not a backup that Plainwell made.", "Choose the file that Plainwell saved.")
        self._cipher = AESGCM(_key(secret, self._head))
        self._buffer = bytearray()
        self._number = 0
        self._over = False

    def read(self, size: int = -1) -> bytes:
        """Return at most `size` bytes; fewer only at the end. -1 reads to the end."""
        while not self._over and (size < 0 or len(self._buffer) < size):
            self._buffer += self._piece()
        wanted = len(self._buffer) if size < 0 else size
        taken = bytes(self._buffer[:wanted])
        del self._buffer[:wanted]
        return taken

    def _piece(self) -> bytes:
        length = self._source.read(4)
        sealed = self._source.read(min(int.from_bytes(length), PIECE + _TAG))
        plain = self._opened(sealed, last=False)
        if plain is None:
            plain = self._opened(sealed, last=True)
            if plain is None or self._source.read(1):
                raise _damaged()
            self._over = True
        self._number += 1
        return plain

    def _opened(self, sealed: bytes, *, last: bool) -> bytes | None:
        try:
            return self._cipher.decrypt(_nonce(self._number, last), sealed, self._head)
        except (InvalidTag, ValueError):
            return None


def is_stream(head: bytes) -> bool:
    """Return whether a file that begins with these 25 bytes was written by `StreamWriter`."""
    return len(head) == len(MAGIC) + _SALT + 1 and head.startswith(MAGIC) and COST <= head[-1] <= MOST_COST


def _key(secret: bytes, head: bytes) -> bytes:
    return Scrypt(salt=head[len(MAGIC) : -1], length=KEY_BYTES, n=1 << head[-1], r=8, p=1).derive(secret)


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])


def _damaged() -> DamagedFile:
    return DamagedFile(
        "This backup cannot be opened: it was changed or cut off, or the recovery key belongs to another one.",
        "Check the recovery key, or take another copy of the backup.",
    )

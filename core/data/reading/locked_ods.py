"""OpenDocument spreadsheets that are locked with a password, opened as OpenDocument 1.2 and 1.3, part 3, section 4 say.

Each part is packed, then encrypted on its own: with AES (LibreOffice up to 24.2), or with Blowfish (OpenOffice). Newer LibreOffice
encrypts the whole document as one part, by AES-GCM under a key of Argon2id.
"""

import hashlib
import io
import zipfile
import zlib
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from core.data.reading import refusals
from core.data.reading.limits import MOST_BYTES

MANIFEST = "META-INF/manifest.xml"
TABLE, WHOLE = "content.xml", "encrypted-package"
_CHECKED = 1024
_NONCE = 12
_MOST_ROUNDS = 10_000_000
_MOST_KIB = 1 << 20
_MARKED = ("sha256", "sha1")


@dataclass(frozen=True)
class _Lock:
    """How one part is encrypted: the attributes of the manifest, by the last word of their names."""

    said: Mapping[str, str]

    def has(self, name: str, *words: str) -> bool:
        return any(word in self.said.get(name, "").lower() for word in words)

    def number(self, name: str, usual: int, most: int) -> int:
        value = int(self.said.get(name, usual))
        if not 1 <= value <= most:
            raise refusals.locked_for_good()
        return value

    def binary(self, name: str) -> bytes:
        return b64decode(self.said.get(name, ""), validate=True)

    def key(self, password: str) -> bytes:
        start_hash = "sha256" if self.has("start-key-generation-name", "sha256") else "sha1"
        start = hashlib.new(start_hash, password.encode()).digest()
        size, salt = self.number("key-size", 16, 32), self.binary("salt")
        if self.has("key-derivation-name", "argon2id"):
            rounds = self.number("argon2-iterations", 3, 1000)
            memory, lanes = self.number("argon2-memory", 1 << 16, _MOST_KIB), self.number("argon2-lanes", 4, 64)
            return Argon2id(salt=salt, length=size, iterations=rounds, lanes=lanes, memory_cost=memory).derive(start)
        rounds = self.number("iteration-count", 1024, _MOST_ROUNDS)
        return hashlib.pbkdf2_hmac("sha1", start, salt, rounds, size)


def is_locked(packed: zipfile.ZipFile) -> bool:
    """Tell whether an OpenDocument file needs a password."""
    return b"encryption-data" in packed.read(MANIFEST)


def opened(packed: zipfile.ZipFile, password: str) -> bytes:
    """Return the spreadsheet, packed anew without its lock: its table alone, or all of it where it was locked as a whole.

    Raises:
        UnreadableFile: wrong password, a lock that we do not know, damaged, or unpacks to too much.
    """
    try:
        locks = _locks(packed.read(MANIFEST))
        name = next((name for name in (TABLE, WHOLE) if name in locks), None)
        if name is None:
            raise refusals.locked_for_good()
        plain = _plain(packed.read(name), locks[name], password)
    except (KeyError, ValueError, NotBase64, ElementTree.ParseError, zlib.error) as broken:
        raise refusals.damaged() from broken
    return plain if name == WHOLE else _packed(plain)


def _locks(manifest: bytes) -> dict[str, _Lock]:
    """The lock of each part that has one."""
    if b"<!" in manifest.replace(b"<!--", b""):  # a document type could define words without end
        raise refusals.damaged()
    found = {}
    for entry in ElementTree.fromstring(manifest):  # noqa: S314 - one without a document type
        sealed = next((part for part in entry if _last(part.tag) == "encryption-data"), None)
        if sealed is not None:
            inner = [*sealed.attrib.items(), *(pair for part in reversed(sealed) for pair in part.attrib.items())]
            found[_attribute(entry, "full-path")] = _Lock({_last(name): value for name, value in inner})
    return found


def _attribute(entry: ElementTree.Element, wanted: str) -> str:
    return next((value for name, value in entry.attrib.items() if _last(name) == wanted), "")


def _last(name: str) -> str:
    return name.rsplit("}", 1)[-1]


def _plain(sealed: bytes, lock: _Lock, password: str) -> bytes:
    key, start = lock.key(password), lock.binary("initialisation-vector")
    if lock.has("algorithm-name", "aes256-gcm"):
        return _unpacked(_of_gcm(sealed, key, start))
    if lock.has("algorithm-name", "aes"):
        cipher = Cipher(AES(key), CBC(start)).decryptor()
        padded = cipher.update(sealed) + cipher.finalize()
        packed = padded[: -padded[-1]]
    elif lock.has("algorithm-name", "blowfish"):
        cipher = Cipher(Blowfish(key), CFB(start)).decryptor()
        packed = cipher.update(sealed) + cipher.finalize()
    else:
        raise refusals.locked_for_good()
    mark = next((mark for mark in _MARKED if lock.has("checksum-type", mark)), None)
    if not mark or hashlib.new(mark, packed[:_CHECKED]).digest() != lock.binary("checksum"):
        raise refusals.wrong_password()
    return _unpacked(packed)


def _of_gcm(sealed: bytes, key: bytes, nonce: bytes) -> bytes:
    """XML Encryption 1.1 puts the nonce before what it sealed, and the manifest repeats it."""
    try:
        return AESGCM(key).decrypt(nonce, sealed[_NONCE:] if sealed.startswith(nonce) else sealed, None)
    except InvalidTag as wrong:
        raise refusals.wrong_password() from wrong


def _unpacked(packed: bytes) -> bytes:
    """What was deflated before it was encrypted; a whole document may stand as it is."""
    if packed.startswith(b"PK\x03\x04"):
        return packed
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    plain = unpacker.decompress(packed, MOST_BYTES + 1)
    if len(plain) > MOST_BYTES:
        raise refusals.unpacks_too_large()
    return plain


def _packed(table: bytes) -> bytes:
    """A spreadsheet with that content and nothing else."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr(TABLE, table)
        parts.writestr(
            MANIFEST, '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        )
    return made.getvalue()

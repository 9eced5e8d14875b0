"""Locked OpenDocument workbooks: one that LibreOffice made, and others made here as the standard says."""

import hashlib
import io
import os
import zipfile
import zlib
from base64 import b64encode
from pathlib import Path

import pytest
from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from core.common.errors import UnreadableFile
from tests.core.data.reading.reads import reading_of

PASSWORD = "größer als 1234"
ROWS = [["name", "spent"], ["Anna", "3.5"], ["Ben", "4"]]
SPACES = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'  # noqa: E501
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


def content() -> bytes:
    cells = [
        [f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row]
        for row in ROWS
    ]
    rows = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells)
    return (
        f'<?xml version="1.0"?><office:document-content {SPACES} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Data">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    ).encode()


def packed(parts: dict[str, bytes], manifest: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        for name, data in parts.items():
            book.writestr(name, data)
        book.writestr(
            "META-INF/manifest.xml", f'<m:manifest xmlns:m="{MANIFEST}" xmlns:loext="urn:loext">{manifest}</m:manifest>'
        )
    return made.getvalue()


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def base64(data: bytes) -> str:
    return b64encode(data).decode()


def entry(name: str, checked: str, algorithm: str, start: str, derivation: str) -> str:
    return (
        f'<m:file-entry m:full-path="{name}"><m:encryption-data {checked}><m:algorithm {algorithm}/>{start}'
        f"<m:key-derivation {derivation}/></m:encryption-data></m:file-entry>"
    )


def of_libreoffice(data: bytes) -> bytes:
    """AES in CBC, each part alone."""
    salt, iv, plain = os.urandom(16), os.urandom(16), deflated(data)
    key = hashlib.pbkdf2_hmac("sha1", hashlib.sha256(PASSWORD.encode()).digest(), salt, 2000, 32)
    room = 16 - len(plain) % 16
    cipher = Cipher(AES(key), CBC(iv)).encryptor()
    sealed = cipher.update(plain + os.urandom(room - 1) + bytes([room])) + cipher.finalize()
    said = entry(
        "content.xml",
        f'm:checksum-type="{MANIFEST}#sha256-1k" m:checksum="{base64(hashlib.sha256(plain[:1024]).digest())}"',
        f'm:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc" m:initialisation-vector="{base64(iv)}"',
        '<m:start-key-generation m:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256" m:key-size="32"/>',
        f'm:key-derivation-name="PBKDF2" m:key-size="32" m:iteration-count="2000" m:salt="{base64(salt)}"',
    )
    return packed({"content.xml": sealed}, said)


def of_openoffice(data: bytes) -> bytes:
    """Blowfish, with the sizes that the standard supposes where nothing is said."""
    salt, iv, plain = os.urandom(16), os.urandom(8), deflated(data)
    key = hashlib.pbkdf2_hmac("sha1", hashlib.sha1(PASSWORD.encode(), usedforsecurity=False).digest(), salt, 1024, 16)
    cipher = Cipher(Blowfish(key), CFB(iv)).encryptor()
    sealed = cipher.update(plain) + cipher.finalize()
    checked = base64(hashlib.sha1(plain[:1024], usedforsecurity=False).digest())
    said = entry(
        "content.xml",
        f'm:checksum-type="SHA1/1K" m:checksum="{checked}"',
        f'm:algorithm-name="Blowfish CFB" m:initialisation-vector="{base64(iv)}"',
        "",
        f'm:key-derivation-name="PBKDF2" m:iteration-count="1024" m:salt="{base64(salt)}"',
    )
    return packed({"content.xml": sealed}, said)


def of_new_libreoffice(data: bytes) -> bytes:
    """AES-GCM over the whole document, the key by Argon2id."""
    salt, iv, whole = os.urandom(16), os.urandom(12), deflated(packed({"content.xml": data}))
    start = hashlib.sha256(PASSWORD.encode()).digest()
    key = Argon2id(salt=salt, length=32, iterations=3, lanes=4, memory_cost=1 << 13).derive(start)
    said = entry(
        "encrypted-package",
        "",
        f'm:algorithm-name="http://www.w3.org/2009/xmlenc11#aes256-gcm" m:initialisation-vector="{base64(iv)}"',
        '<m:start-key-generation m:start-key-generation-name="http://www.w3.org/2001/04/xmlenc#sha256" m:key-size="32"/>',
        'm:key-derivation-name="urn:org:documentfoundation:names:experimental:office:manifest:argon2id" m:key-size="32" '
        f'loext:argon2-iterations="3" loext:argon2-memory="{1 << 13}" loext:argon2-lanes="4" m:salt="{base64(salt)}"',
    )
    return packed({"encrypted-package": iv + AESGCM(key).encrypt(iv, whole, None)}, said)


MAKERS = [of_libreoffice, of_openoffice, of_new_libreoffice]


def reason(data: bytes, password: str | None) -> str:
    with pytest.raises(UnreadableFile) as refused:
        reading_of(data, password)
    return str(refused.value.facts["reason"])


@pytest.mark.parametrize("locked", MAKERS)
def test_a_locked_workbook_opens_with_its_password_alone(locked) -> None:  # type: ignore[no-untyped-def]
    book = locked(content())
    assert reading_of(book, PASSWORD).rows() == [["Anna", 3.5], ["Ben", 4.0]]
    assert (reason(book, None), reason(book, "1234")) == ("password", "wrong_password")


def test_a_workbook_that_libreoffice_locked_opens_and_is_the_same_as_without_its_lock(shared_data: Path) -> None:
    locked, same = (shared_data / "dirty" / f"pythoncalamine__{name}.ods" for name in ("password", "base"))
    assert reading_of(locked.read_bytes(), "1234").rows() == reading_of(same.read_bytes()).rows()
    assert reason(locked.read_bytes(), "4321") == "wrong_password"


def test_what_unpacks_to_too_much_is_refused_though_it_was_locked() -> None:
    assert reason(of_libreoffice(b" " * (201 * 1024 * 1024)), PASSWORD) == "unpacks_too_large"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b"xmlenc#aes256-cbc", b"xmlenc#tripledes", "password"),
        (b'm:iteration-count="2000"', b'm:iteration-count="999999999"', "password"),
        (b"<m:algorithm ", b"<m:algorithm <", "damaged"),
        (b'm:salt="', b'm:salt="===', "damaged"),
        (b"<m:manifest", b"<!DOCTYPE a [<!ENTITY b 'c'>]><m:manifest", "damaged"),
    ],
)
def test_a_lock_that_makes_no_sense_is_refused_in_words(old: bytes, new: bytes, expected: str) -> None:
    book = of_libreoffice(content())
    assert old in book
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(old, new))
    assert reason(made.getvalue(), PASSWORD) == expected

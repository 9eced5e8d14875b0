"""What a file really is, told by its bytes, never by its name; and the opening of a workbook that a password locks."""

import io
import zipfile
from types import SimpleNamespace
from typing import Literal

import msoffcrypto
import olefile
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError
from msoffcrypto.format import xls97

from core.data.reading import locked_ods, refusals
from core.data.reading.limits import MOST_BYTES

xls97.tempfile = SimpleNamespace(TemporaryFile=io.BytesIO)
"""It copies through a temporary file: the reading process may write none, and what is unlocked must not lie on a disk."""

Container = Literal["text", "workbook"]

_HEAD = 4096
_NOTHING = b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"Rar!", "a packed file"),
    (b"BZh", "a packed file"),
    (b"\xfd7zXZ", "a packed file"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
    (b"\x00\x01\x00\x00Standard", "a database"),
    (b"{\\rtf", "a text document"),
)
_MARKUP: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<table", "a web page"),
    (b"<?xml", "an XML file"),
)


def identify(data: bytes) -> Container:
    """Return whether `data` is delimited text or a workbook.

    Raises:
        UnreadableFile: it is empty, or something else altogether.
    """
    if not data[:_HEAD].strip(_NOTHING) and not data.strip(_NOTHING):
        raise refusals.empty()
    for start, what in _OTHERS:
        if data.startswith(start):
            raise refusals.other_format(what)
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for start, what in _MARKUP:
        if head.startswith(start):
            raise refusals.other_format(what)
    return "workbook" if data.startswith((_OLE, b"PK\x03\x04", b"PK\x05\x06")) else "text"


def unlocked(data: bytes, password: str | None) -> bytes:
    """Return a workbook's bytes, opened with `password` where it is locked, and found to be a workbook of bearable size.

    Raises:
        UnreadableFile: locked, wrong password, damaged, not a workbook, or unpacks to too much.
    """
    if data.startswith(_OLE):
        data = _of_old_office(data, password)
    return _of_packed(data, password) if data.startswith(b"PK") else data


def _of_old_office(data: bytes, password: str | None) -> bytes:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as parts:
            is_packed = parts.exists("EncryptedPackage")
            is_workbook = parts.exists("Workbook") or parts.exists("Book")
    except OSError as broken:
        raise refusals.damaged() from broken
    if not (is_packed or is_workbook):
        raise refusals.other_format("another kind of office document")
    return _decrypted(data, password)


def _decrypted(data: bytes, password: str | None) -> bytes:
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        if not office.is_encrypted():
            return data
        if password is None:
            raise refusals.locked()
        office.load_key(password=password)
        opened = io.BytesIO()
        office.decrypt(opened)
        return opened.getvalue()
    except InvalidKeyError as wrong:
        raise refusals.wrong_password() from wrong
    except DecryptionError as failure:
        raise refusals.locked_for_good() from failure
    except FileFormatError:
        return data  # an early format that msoffcrypto does not know; the workbook reader judges it


def _of_packed(data: bytes, password: str | None) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                raise refusals.unpacks_too_large()
            if locked_ods.MANIFEST in names and names & {locked_ods.TABLE, locked_ods.WHOLE}:
                return _of_opendocument(data, packed, password)
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as broken:
        raise refusals.damaged() from broken
    if not any(name.endswith(("workbook.xml", "workbook.bin")) for name in names):
        is_office = any(name.startswith(("word/", "ppt/")) for name in names)
        raise refusals.other_format("a text document or a presentation" if is_office else "a packed file")
    return data


def _of_opendocument(data: bytes, packed: zipfile.ZipFile, password: str | None) -> bytes:
    kind = packed.read("mimetype") if "mimetype" in packed.namelist() else b"spreadsheet"
    if b"spreadsheet" not in kind:
        raise refusals.other_format("a text document or a presentation")
    if not locked_ods.is_locked(packed):
        return data
    if password is None:
        raise refusals.locked()
    return _of_packed(locked_ods.opened(packed, password), password)

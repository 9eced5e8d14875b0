"""Which encoding a text is written in."""

import codecs
import re

from charset_normalizer import from_bytes

from core.data.reading.alphabets import is_eastern, only_page_without_flaws, two_ways

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before utf-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CODE_PAGES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "mac_roman", "cp850", "cp437", "cp775", "cp852",
    "iso8859_15", "shift_jis", "gb18030", "big5", "euc_kr", "cp1255", "cp1256", "cp1258",
]  # fmt: skip
_WESTERN_PAGES = {"cp1252", "iso8859_15", "cp1254", "cp1257", "cp1258", "cp1250", "mac_roman"}
_SIGN_IN_WORD = re.compile(r"[^\W\d_][£§°²³µ¿¡ªº´¼½¾][^\W\d_]|[^\W\d_][³¿¡£](?!\w)")
_CAPITAL_IN_WORD = re.compile(r"[a-zß-ÿ][À-Þ]")
_NOISE = 0.5
"""Short samples look noisy even in the right code page; the least noisy one still wins."""
_END_OF_FILE = b"\x1a"
"""What MS-DOS programs put at the end of a text."""
_SAMPLE = 256 * 1024
_WESTERN = frozenset("äöüßÄÖÜéèêëàâáãåæçñíìîïóòôõøúùûÿœŒÉÈÀÁÂÃÅÆÇÑÍÓÔÕØÚÛŠšŽž€£§°²³µ·«»„“”‘’–—…©®™´¿¡ºª½¼¾ ")


def guess_encoding(data: bytes) -> str:
    """Return the name of a codec that decodes all of `data`."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    without_mark = _utf16_without_mark(data)
    if without_mark:
        return without_mark
    if _decodes(data, "utf-8"):
        return "utf-8"
    return _code_page(data)


def other_way(data: bytes, encoding: str) -> tuple[str, str] | None:
    """Return words with accents as `encoding` reads them, and as its rival does, where nothing tells which is right."""
    if encoding not in {"cp1252", "cp1250"} or not (_decodes(data, "cp1252") and _decodes(data, "cp1250")):
        return None
    found = two_ways(_telling_lines(data))
    return found if not found or encoding == "cp1252" else found[::-1]


def as_utf8(data: bytes, encoding: str) -> tuple[bytes, int]:
    """Return the text as UTF-8 without a byte order mark and without zeros, and how many zeros there were.

    Raises:
        UnicodeError, LookupError: it is not in that encoding, or there is none of that name.
    """
    if codecs.lookup(encoding).name not in ("utf-8", "utf-8-sig", "ascii"):
        data = data.decode(encoding).encode()
    zeros = data.count(b"\0")
    data = data.replace(b"\0", b"") if zeros else data
    return data.removeprefix(codecs.BOM_UTF8).removesuffix(_END_OF_FILE), zeros


def _utf16_without_mark(data: bytes) -> str | None:
    """Western text in UTF-16 has a zero in every second byte."""
    head = data[: 4096 - 4096 % 2]
    half = len(head) // 2
    if half < 4:
        return None
    if head[1::2].count(0) > 0.6 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.6 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _code_page(data: bytes) -> str:
    sample = _telling_lines(data)
    if b"\n" not in data and b"\r" in data and _is_mac(sample):
        return "mac_roman"
    sound = None if _is_mostly_accents(sample) else only_page_without_flaws(sample)
    if sound and _decodes(data, sound):
        return sound
    if _decodes(data, "cp1252") and _is_western(sample.decode("cp1252", "replace")):
        return "cp1250" if is_eastern(sample) and _decodes(data, "cp1250") else "cp1252"
    pages = [page for page in _CODE_PAGES if page not in _WESTERN_PAGES or not _is_mostly_accents(sample)]
    guess = from_bytes(sample, cp_isolation=pages, threshold=_NOISE, enable_fallback=False).best()
    for name in ((guess.encoding if guess else "cp1252"), "cp1252", "latin-1"):
        if _decodes(data, name):
            return name
    return "latin-1"


def _is_mac(sample: bytes) -> bool:
    """Whether text with the line ends of old Macs reads as Western words in their code page."""
    text = sample.decode("mac_roman")
    western = all(letter.isascii() or letter in _WESTERN for letter in text)
    return western and not _SIGN_IN_WORD.search(text) and not _CAPITAL_IN_WORD.search(text)


def _is_western(text: str) -> bool:
    """Whether text read as cp1252 looks like a Western language: accents are few, and no sign stands within a word."""
    if not all(letter.isascii() or letter in _WESTERN for letter in text):
        return False
    return not _is_mostly_accents(text.encode("cp1252", "replace")) and not _SIGN_IN_WORD.search(text)


def _is_mostly_accents(sample: bytes) -> bool:
    """Whether more than half of the letters are not plain ones, as in Greek or Russian, but in no Western language."""
    letters = sum(chr(byte).isalpha() for byte in sample if byte < 128)
    return sum(byte >= 128 for byte in sample) > letters


def _telling_lines(data: bytes) -> bytes:
    """The lines that are not plain ASCII: only they tell code pages apart."""
    lines = (line for line in data.splitlines() if not line.isascii())
    kept, size = [], 0
    for line in lines:
        kept.append(line[:2000])
        size += len(kept[-1])
        if size > _SAMPLE:
            break
    return b"\n".join(kept)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeError:
        return False
    return True

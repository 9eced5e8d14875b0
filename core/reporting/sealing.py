"""A seal inside each document, so that any altered byte shows: in a mail, on a stick, years later, without a list of copies.

The seal (HMAC-SHA-256 under the workspace's key) is over all the bytes of the document but itself, and stands where its format
has room for it: a comment in PDF and HTML, a member in JSON. Only the workspace that made a report can say that it is unaltered.
"""

import re
from dataclasses import dataclass, replace

from core.reporting.contents import Contents, to_json
from core.storage.vault import Vault

PURPOSE = "report document"
SIGNATURE = "report contents"
MAC = rb"[0-9a-f]{64}"


@dataclass(frozen=True)
class SealPlace:
    """Where a format carries the seal: `start`, 64 hex digits and `end`, right before the last `before` of the file."""

    start: bytes
    end: bytes
    before: bytes


PLACES = {
    "pdf": SealPlace(b"%Plainwell seal ", b"\n", b"startxref"),
    "html": SealPlace(b"<!-- Plainwell seal ", b" -->\n", b"</body>"),
    "json": SealPlace(b',"seal":"', b'"', b"}"),
}


def signed(vault: Vault, contents: Contents) -> Contents:
    """Return `contents` with the start of the workspace's seal over all of them, which the documents show to their readers."""
    mac = vault.mac(to_json(replace(contents, signature="")), SIGNATURE)
    return replace(contents, signature=f"{mac[:4]} {mac[4:8]} {mac[8:12]}")


def sealed(vault: Vault, form: str, document: bytes) -> bytes:
    """Return `document` ("pdf", "html" or "json") with its seal inside."""
    place = PLACES[form]
    head, before, tail = document.rpartition(place.before)
    if not before:
        raise ValueError(f"no place for a seal in this {form}")
    return head + place.start + vault.mac(document, PURPOSE).encode() + place.end + before + tail


def is_unaltered(vault: Vault, document: bytes) -> bool:
    """Return whether `document` is, to the last byte, what `sealed` gave in this workspace."""
    return any(_is_unaltered(vault, place, document) for place in PLACES.values())


def _is_unaltered(vault: Vault, place: SealPlace, document: bytes) -> bool:
    head, before, tail = document.rpartition(place.before)
    found = re.search(re.escape(place.start) + rb"(" + MAC + rb")" + re.escape(place.end) + rb"\Z", head)
    if not before or not found:
        return False
    return vault.is_ours(head[: found.start()] + before + tail, PURPOSE, found.group(1).decode())

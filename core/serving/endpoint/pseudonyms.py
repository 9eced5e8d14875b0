"""Whom a prediction is about, without saying so: a keyed hash of the owner's own id."""

import hmac
import math
from hashlib import sha256
from typing import Any

from core.storage.vault import Vault


class Pseudonyms:
    """64 bits of HMAC-SHA-256 of an id, as a signed number. Without the workspace's key it tells nothing."""

    def __init__(self, vault: Vault) -> None:
        self._key = bytes.fromhex(vault.mac(b"subject", "subject"))

    def of(self, raw: Any) -> int | None:
        """Return the number of an id, or None where there is no id."""
        text = as_text(raw)
        if not text:
            return None
        return int.from_bytes(hmac.digest(self._key, text.encode("utf-8", "surrogatepass"), sha256)[:8], signed=True)


def as_text(raw: Any) -> str:
    """Return an id as text: 17, 17.0, " 17 " and "17.0" are the same customer, whether they came as JSON or from a spreadsheet.

    A program that meets a column of numbers with a gap writes all of them with ".0".
    """
    if raw is None or isinstance(raw, bool):
        return ""
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() else "" if math.isnan(raw) else str(raw)
    text = str(raw).strip()
    return text[:-2] if text.endswith(".0") and text[:-2].isdecimal() else text

"""Addresses on a network: e-mail, IP (versions 4 and 6) and the fixed address of a device (MAC); names people log in with."""

import ipaddress
import re

from core.data.personal.sample import Sample
from core.data.personal.types import Found

EMAIL = r"[\w.+%'&-]+@[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*\.[^\W\d_]{2,}"
_EMAILS = re.compile(rf"(?:mailto:)?\s*(?:[^@<>]{{0,60}}<)?{EMAIL}>?(?:\s*[;,/ ]\s*<?{EMAIL}>?)*[.;,]?", re.IGNORECASE)
_HASH = re.compile(r"[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}", re.IGNORECASE)
_MAC = re.compile(r"[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}|(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}", re.IGNORECASE)
_PORT = re.compile(r"(?<=\d):\d{1,5}$|/\d{1,3}$")
_LOGIN = re.compile(r"@?[^\W\d_][\w.\-]{1,38}|https?://\S+/\S+")


def find_email(sample: Sample) -> Found | None:
    """Find e-mail addresses; a column of them whose values were made unreadable is unsure."""
    if sample.kind in ("number", "date", "yes_no"):
        return None
    share = sample.share(_EMAILS.fullmatch)
    named = sample.says("email")
    if share >= 0.5 or (named and share >= 0.25):
        return Found("email", "sure", share, "both" if named else "values")
    if share >= 0.1 and sample.length < 40:
        return Found("email", "unsure", share, "values")
    if named and sample.share(_HASH.fullmatch) >= 0.5:
        return Found("email", "unsure", share, "name")
    return None


def find_network(sample: Sample) -> Found | None:
    """Find addresses of computers. Versions of programs ("1.2.3.4") have the same form, but their numbers are small."""
    if sample.kind in ("number", "date", "yes_no", "email"):
        return None
    named = sample.says("ip")
    share = sample.share(_is_address)
    if share < 0.5:
        return None
    if not named and sample.share(_has_large_part) < 0.5 * share:
        return None
    return Found("ip", "sure", share, "both" if named else "values")


def find_username(sample: Sample) -> Found | None:
    """Find user names by the column's name, with values that could be one."""
    if sample.kind in ("number", "date", "yes_no", "email") or not sample.says("username") or sample.says("about"):
        return None
    share = sample.share(_LOGIN.fullmatch)
    if share < 0.5 or len(sample.values) < 0.1 * len(sample.rows):
        return None
    return Found("username", "sure", share, "both")


def _is_address(value: str) -> bool:
    if _MAC.fullmatch(value):
        return True
    if value.count(".") != 3 and value.count(":") < 2:
        return False
    try:
        ipaddress.ip_address(_PORT.sub("", value) if value.count(".") == 3 else value)
    except ValueError:
        return False
    return True


def _has_large_part(value: str) -> bool:
    """A part above 63; all but one of 250 addresses taken at random have one, and few versions do."""
    return ":" in value or "-" in value or any(part.isdigit() and int(part) > 63 for part in re.split(r"[.:/]", value))

"""What a page of ours may load and do. Everything from this computer, nothing from anywhere else."""

import base64
import re
from hashlib import sha256

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)

Header = tuple[bytes, bytes]

ALWAYS: tuple[Header, ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
)


def policy_for(index: str) -> bytes:
    """Return the Content-Security-Policy (W3C CSP 3) for pages that start with this HTML.

    Scripts come from our own files; the few lines written into the HTML itself are allowed by their SHA-256. Styles may be
    inline, because Streamlit makes them in the browser. Pictures and workers may be made by the page itself (data:, blob:).
    """
    inline = " ".join(f"'sha256-{_hash(script)}'" for script in _INLINE.findall(index))
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' {inline}".strip(),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "media-src": "'self' blob:",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {allowed}" for name, allowed in rules.items()).encode()


def _hash(script: str) -> str:
    return base64.b64encode(sha256(script.encode()).digest()).decode()

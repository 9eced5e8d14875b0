"""Nothing may leave this computer while tests run: connecting to, or asking the name of, another machine fails.

Python runs a file of this name by itself at its start, so every process that a test starts is held to it too:
`tests/conftest.py` puts this folder on PYTHONPATH. (A native library could pass by; ours that talk are all Python.)
"""

import ipaddress
import socket
from typing import Any


class CalledOutside(AssertionError):
    """Something tried to reach another machine."""


def stays_here(host: object) -> bool:
    """Whether `host` is this computer, written as a name or as an address."""
    if host in (None, "", b"", "localhost", b"localhost", socket.gethostname()):
        return True
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def install() -> None:
    """Puts the guard before every way in which Python's sockets reach out."""
    for name in ("connect", "connect_ex", "sendto"):
        setattr(socket.socket, name, _guarded_method(getattr(socket.socket, name)))
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        setattr(socket, name, _guarded_lookup(getattr(socket, name)))


def _guarded_method(original: Any) -> Any:
    def guarded(self: socket.socket, *arguments: Any) -> Any:
        address = arguments[-1]
        if self.family != getattr(socket, "AF_UNIX", None):
            _check(address[0] if isinstance(address, tuple) else address)
        return original(self, *arguments)

    guarded.guards = original  # type: ignore[attr-defined]
    return guarded


def _guarded_lookup(original: Any) -> Any:
    def guarded(host: Any, *arguments: Any, **options: Any) -> Any:
        _check(host)
        return original(host, *arguments, **options)

    guarded.guards = original  # type: ignore[attr-defined]
    return guarded


def _check(host: object) -> None:
    if not stays_here(host):
        raise CalledOutside(f"a test tried to reach {host!r}")


if not hasattr(socket.socket.connect, "guards"):
    install()

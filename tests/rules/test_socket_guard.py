"""The guard that keeps the whole suite on this computer really guards, here and in processes that tests start."""

import socket
import subprocess
import sys

import pytest

OUTSIDE = "192.0.2.1"  # TEST-NET-1 (RFC 5737): nobody is there
TRY = "import socket; socket.create_connection(({host!r}, {port}), timeout=2).close()"


@pytest.mark.parametrize("host", [OUTSIDE, "example.com", b"example.com", "2001:db8::1", "::ffff:192.0.2.1"])
def test_looking_up_another_machine_fails(host: object) -> None:
    with pytest.raises(AssertionError, match="tried to reach"):
        socket.getaddrinfo(host, 443)


@pytest.mark.parametrize("way", ["connect", "connect_ex"])
def test_connecting_to_another_machine_fails(way: str) -> None:
    with socket.socket() as outward, pytest.raises(AssertionError, match="tried to reach"):
        getattr(outward, way)((OUTSIDE, 443))


def test_sending_to_another_machine_fails() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as outward, pytest.raises(AssertionError, match="tried to reach"):
        outward.sendto(b"hello", (OUTSIDE, 53))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_computer_can_be_reached(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        socket.create_connection((host, listening.getsockname()[1]), timeout=5).close()


def test_a_process_that_a_test_starts_is_guarded_too() -> None:
    done = subprocess.run(
        [sys.executable, "-c", TRY.format(host=OUTSIDE, port=443)], capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "tried to reach" in done.stderr


def test_a_process_that_a_test_starts_reaches_this_computer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        done = subprocess.run([sys.executable, "-c", TRY.format(host="127.0.0.1", port=port)], check=False)
    assert done.returncode == 0

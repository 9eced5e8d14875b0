"""The recovery key: what an owner writes on paper, to open a backup on another computer.

128 random bits as 26 letters and digits (Crockford's base 32: no I, L, O or U, so that none is mistaken), and two more that
show a slip of the pen, in seven groups of four: "7K2M-…".
"""

import secrets
from hashlib import sha256
from pathlib import Path

from core.common.errors import OwnerError
from core.storage.vault.files import write_new_private_file
from core.storage.vault.sealing import Vault

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PURPOSE = "recovery key"
_BITS = 128
_LETTERS = 26
_CHECKS = 2
_GROUP = 4
_MISREAD = str.maketrans("OILU", "011V")


class WrongRecoveryKey(OwnerError):
    """What was typed cannot be a recovery key, or is not the one of this backup."""


def new_recovery_key() -> str:
    """Make a new recovery key, written in groups."""
    return written(secrets.token_bytes(_BITS // 8))


def parse_recovery_key(typed: str) -> bytes:
    """Return the 16 bytes of a key as a person typed it: small letters, O for 0, spaces and lost dashes are all fine.

    Raises:
        WrongRecoveryKey: a letter is missing, or one is wrong (noticed in 1,023 of 1,024 cases here, in all when it is used).
    """
    letters = "".join(typed.upper().translate(_MISREAD).replace("-", "").split())
    if len(letters) != _LETTERS + _CHECKS or not set(letters) <= set(ALPHABET):
        raise WrongRecoveryKey(
            f"A recovery key has {_LETTERS + _CHECKS} letters and digits, and this one has {len(letters)}.",
            "Compare it with what you wrote down, group by group.",
            letters=len(letters),
        )
    number = 0
    for letter in letters[:_LETTERS]:
        number = number * 32 + ALPHABET.index(letter)
    if number >> _BITS or written(number.to_bytes(_BITS // 8)).replace("-", "") != letters:
        raise WrongRecoveryKey(
            "There is a slip in this recovery key: one letter or more is not as it was shown.",
            "Compare it with what you wrote down, group by group.",
        )
    return number.to_bytes(_BITS // 8)


def written(secret: bytes) -> str:
    """Return the 16 bytes as an owner sees them."""
    number = int.from_bytes(secret)
    letters = "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (_LETTERS - 1), -1, -5))
    check = int.from_bytes(sha256(letters.encode()).digest()[:2])
    letters += ALPHABET[check & 31] + ALPHABET[check >> 5 & 31]
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def own_recovery_key(vault: Vault, keys: Path) -> str:
    """Return the workspace's own key, made on first use and kept sealed beside the other keys, never in a backup."""
    path = keys / "recovery.key"
    if not path.exists():
        write_new_private_file(path, vault.seal(new_recovery_key().encode(), PURPOSE))
    return vault.open(path.read_bytes(), PURPOSE).decode()

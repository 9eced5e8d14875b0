"""Prediction ids: the number of a log row, enciphered. Opaque to callers, checked without looking anything up."""

from core.storage.vault import Cipher, Vault

_PREFIX = "p_"
_ZEROS = bytes(8)


class PredictionIds:
    """Turns numbers into ids and back. One AES block each: nobody can guess an id, or count from one to the next."""

    def __init__(self, vault: Vault) -> None:
        self._block = Cipher(vault, "prediction id")

    def of(self, seq: int) -> str:
        """Return the id of a log row's number."""
        return _PREFIX + self._block.encipher(seq.to_bytes(8) + _ZEROS).hex()

    def seq(self, text: str) -> int | None:
        """Return the number of an id, or None for what is no id of ours."""
        if len(text) != 34 or not text.startswith(_PREFIX):
            return None
        try:
            plain = self._block.decipher(bytes.fromhex(text[2:]))
        except ValueError:
            return None
        return int.from_bytes(plain[:8]) if plain[8:] == _ZEROS else None

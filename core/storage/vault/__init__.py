"""Keys and what they seal. The only place that knows cryptography.

`sealing`: authenticated encryption and seals under the workspace's own key. `month_keys`: one key a month for the inputs of
predictions, destroyed when their time is over. `block_cipher`: opaque ids. `recovery`: the key an owner writes down.
`stream`: large files, piece by piece.
"""

from core.storage.vault.block_cipher import Cipher
from core.storage.vault.month_keys import MonthKeys
from core.storage.vault.sealing import Vault, open_vault

__all__ = ["Cipher", "MonthKeys", "Vault", "open_vault"]

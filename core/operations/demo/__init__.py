"""The practice shop: a believable business to look around in, made by code from a seed, and gone again with one click.

Everything of it is really done: tables are kept, models trained, rows asked and outcomes told through the same verbs that an
owner's own work takes. Only the days are earlier ones. `stories` says what happens in the shop, `shop` makes it happen.
"""

from core.operations.demo.shop import NAME, add, exists, remove

__all__ = ["NAME", "add", "exists", "remove"]

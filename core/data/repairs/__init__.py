"""One file for each way to repair a table. Adding one is adding a file with a `REPAIR` whose key is the file's name.

Arguments that several of them take:

- `column`: the name of one column.
- `rows`: which rows; left out for all of them. A list of row numbers; `{"from": 10, "to": 20}` for a range of row numbers, both ends
  included; `{"above": 300}` or `{"below": 0}` for those whose value in `column` lies there (days as ISO text).
"""

from core.common.catalog import find_variants
from core.common.errors import NotFound
from core.data.repair import Repair


def all_repairs() -> dict[str, Repair]:
    """Return every repair by its key."""
    found: dict[str, Repair] = find_variants(__name__, "REPAIR", Repair)
    return found


def repair(key: str) -> Repair:
    """Return the repair of this key. Raise NotFound."""
    found = all_repairs().get(key)
    if found is None:
        raise NotFound("There is no repair of that name.", "See the list of repairs that can be made.")
    return found

"""All that speaks for personal data in a column, weighed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from core.data.personal.accounts import find_account, find_card
from core.data.personal.addresses import find_email, find_network, find_username
from core.data.personal.mentions import find_mentions
from core.data.personal.national_ids import find_national_id
from core.data.personal.people import find_name
from core.data.personal.phones import find_phone
from core.data.personal.places import find_location, find_plate, find_postcode, find_street
from core.data.personal.sample import Sample
from core.data.personal.special import find_special
from core.data.personal.traits import find_age, find_date_of_birth, find_gender
from core.data.personal.types import Found

if TYPE_CHECKING:
    import pandas as pd

_FINDERS: tuple[Callable[[Sample], Found | None], ...] = (
    find_email,
    find_card,
    find_account,
    find_national_id,
    find_network,
    find_phone,
    find_postcode,
    find_date_of_birth,
    find_age,
    find_gender,
    find_special,
    find_street,
    find_location,
    find_plate,
    find_username,
    find_name,
    find_mentions,
)
"""What proves itself most comes first, and wins where two are equally certain."""
_TOLD_BY_NAME_ALONE = ("email", "phone", "date_of_birth", "ip", "national_id", "street")
_READ_AS = ("email", "phone", "postcode")


def examine(series: "pd.Series[Any]", name: str, kind: str) -> Found | None:
    """Return what personal data a column holds, and how sure that is, or None if none was found.

    `kind` is the column's kind of `core/data/reading`. Looks at a sample (`core/data/personal/sample.py`), the same one each time.
    """
    sample = Sample(name, kind, series)
    if not sample.values:
        return _of_empty(sample)
    found = [one for find in _FINDERS if (one := find(sample))]
    if found:
        return max(found, key=_weight)
    if kind in _READ_AS and not sample.says("codes"):
        return Found(kind, "unsure", 0.0, "values")
    return None


def detect(series: "pd.Series[Any]", name: str, kind: str) -> str | None:
    """Return the type of personal data in a column (one of `TYPES`), or None. What is unsure counts."""
    found = examine(series, name, kind)
    return found.kind if found else None


def _weight(found: Found) -> tuple[bool, bool]:
    return found.sure, found.why in ("both", "name")


def _of_empty(sample: Sample) -> Found | None:
    """For a column without values: what its name alone makes of it."""
    kind = next((topic for topic in _TOLD_BY_NAME_ALONE if sample.says(topic)), None)
    return Found(kind, "unsure", 0.0, "name") if kind and not sample.says("about") else None

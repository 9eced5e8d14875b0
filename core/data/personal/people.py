"""Names of people: by what the column is called, or by well-known first and family names among the values."""

import re
from collections.abc import Sequence

from core.data.personal.labels import names_a_person
from core.data.personal.sample import Sample, share
from core.data.personal.types import Found
from core.data.personal.vocabulary import words

_WORD = r"[^\W\d_](?:[^\W\d_]|['’`\-])*\.?"
_NAME = re.compile(rf"{_WORD}(?:(?:[ ,]+|(?<=\.)){_WORD}){{0,5}}")
_APART = re.compile(r"[ ,.\-]+")
_LONGEST = 50
_ENOUGH = 5
_ALONE = ("first", "last", "middle")
"""Headings under which lists of people have their names, and other lists anything."""


def find_name(sample: Sample) -> Found | None:
    """Find names of people. A bare "name" can be anything's: it takes fewer well-known ones than a column called something else."""
    shaped = [value for value in sample.folded if len(value) <= _LONGEST and _NAME.fullmatch(value)]
    part = len(shaped) / max(len(sample.folded), 1)
    if part < 0.6 or sample.kind not in ("category", "text", "id"):
        return None
    if names_a_person(sample.spoken) and not sample.says("about"):
        return Found("name", "sure", part, "both")
    if sample.says("things", "street") or share(shaped, _is_of_a_thing) >= 0.15:
        return None
    if sample.name.casefold().strip() in _ALONE:
        return Found("name", "unsure", part, "both")
    return _by_known(shaped, bare=sample.says("bare_name", "people"))


def _by_known(shaped: Sequence[str], *, bare: bool) -> Found | None:
    known = share(shaped, _is_known)
    few = len(shaped) < (2 if bare else _ENOUGH)
    if known < (0.2 if bare else 0.3) or (few and (known < 1 or len(shaped) < 2)):
        return None
    sure = bare or (known >= 0.5 and not few)
    return Found("name", "sure" if sure else "unsure", known, "both" if bare else "values")


def _is_of_a_thing(value: str) -> bool:
    return not words("not_people").isdisjoint(_APART.split(value))


def _is_known(value: str) -> bool:
    parts = [part for part in _APART.split(value) if part]
    if len(parts) == 1:
        return parts[0] in words("first_names") or parts[0] in words("surnames")
    if not words("first_names").isdisjoint(parts):
        return len(parts) <= 5
    return len(parts) <= 3 and min(map(len, parts), default=0) == 1 and not words("surnames").isdisjoint(parts)

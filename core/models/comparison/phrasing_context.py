"""What words about two versions need to know."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.common.words import Words


@dataclass(frozen=True)
class PhrasingContext:
    """`new` and `old` are numbers of versions; `nouns` those of the template; `unit` of the number that is predicted."""

    new: int
    old: int
    nouns: Mapping[str, str]
    unit: str
    words: Words

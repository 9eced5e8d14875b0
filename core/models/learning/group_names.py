"""What sets a group apart, in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count as count_from

import numpy as np

from core.common.words import Words, clean
from core.inference.inputs import Input
from core.models.features import Column
from core.models.reference import Floats, Whole
from core.models.registry import Segment

CLEARLY = 0.5
"""In spreads of the whole table: from here on a group's middle is high or low."""
MOST = 2
"""Columns in a name."""


@dataclass(frozen=True)
class _Trait:
    """How one column sets a group apart: by how much (in spreads), as part of a name and as a sentence."""

    size: float
    name: str
    sentence: str


def name_groups(
    inputs: Sequence[Input], columns: Sequence[Column], groups: Whole, words: Words | None = None
) -> tuple[Segment, ...]:
    """Name each group by what sets it apart from all rows. `groups` (n,): the group of each row, from 0."""
    words, found = words or Words(), []
    taken: set[str] = set()
    for each in range(int(groups.max()) + 1):
        inside = groups == each
        traits = sorted(
            (_trait(asked, column, inside, words) for asked, column in zip(inputs, columns, strict=True)),
            key=lambda trait: -trait.size,
        )
        clear = [trait for trait in traits if trait.size >= CLEARLY] or traits[:1]
        name = _free([trait.name for trait in clear], taken)
        taken.add(name)
        size = int(inside.sum())
        found.append(Segment(name, size, size / len(groups), tuple(trait.sentence for trait in clear[:3])))
    return tuple(found)


def _trait(asked: Input, column: Column, inside: np.ndarray, words: Words) -> _Trait:
    name = clean(asked.name, 30)
    if asked.kind == "text":
        return _Trait(0.0, name, f"“{name}” is told in words of its own, which are not compared.")
    if asked.kind == "category":
        return _of_category(name, column, inside, words)
    if asked.kind == "yes_no":
        return _of_yes_no(name, column == 1.0, inside, words)
    return _of_number(name, column, inside, words)


def _of_number(name: str, column: Column, inside: np.ndarray, words: Words) -> _Trait:
    """By ranks, so that a few giants do not decide."""
    known = ~np.isnan(column)
    ranks: Floats = np.full(len(column), np.nan)
    ranks[known] = np.argsort(np.argsort(column[known])) / max(1, known.sum() - 1)
    away = float(np.nanmean(ranks[inside]) - 0.5) * np.sqrt(12) if (inside & known).any() else 0.0
    here = words.rounded(float(np.nanmedian(column[inside]))) if (inside & known).any() else "unknown"
    everywhere = words.rounded(float(np.nanmedian(column)))
    return _Trait(
        abs(away),
        f"{'high' if away > 0 else 'low'} {name}",
        f"The middle of “{name}” is {here} in this group, and {everywhere} in all rows.",
    )


def _of_yes_no(name: str, yes: np.ndarray, inside: np.ndarray, words: Words) -> _Trait:
    found = _of_share(name, "yes", yes, inside, words)
    return replace(found, name=f"{name}: {'yes' if yes[inside].mean() > yes.mean() else 'no'}")


def _of_category(name: str, column: Column, inside: np.ndarray, words: Words) -> _Trait:
    """The value whose share differs most."""
    values = [value for value in set(column.tolist()) if value is not None]
    traits = [_of_share(name, clean(value, 20), column == value, inside, words) for value in sorted(values)]
    return max(traits, key=lambda trait: trait.size, default=_Trait(0.0, name, f"“{name}” is empty in this group."))


def _of_share(name: str, value: str, has: np.ndarray, inside: np.ndarray, words: Words) -> _Trait:
    here, everywhere = float(has[inside].mean()), float(has.mean())
    spread = np.sqrt(max(everywhere * (1 - everywhere), 1e-9))
    label = f"{name}: {value}" if here > everywhere else f"rarely {name}: {value}"
    sentence = f"{words.of_100(here)} have “{value}” in “{name}”, and of all rows {words.of_100(everywhere)} do."
    return _Trait(abs(here - everywhere) / float(spread), label, sentence)


def _free(traits: Sequence[str], taken: set[str]) -> str:
    """As few of the traits as tell the group from those named before it; a number where all of them do not."""
    for most in range(MOST, max(MOST, len(traits)) + 1):
        wanted = ", ".join(traits[:most])
        wanted = wanted[:1].upper() + wanted[1:]
        if wanted not in taken:
            return wanted
    return next(f"{wanted} ({count})" for count in count_from(2) if f"{wanted} ({count})" not in taken)

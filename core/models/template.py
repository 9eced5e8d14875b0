"""A template: one question that an owner can ask, with what it needs and how its answer is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from core.models.stakes import Stakes


@dataclass(frozen=True)
class Ask:
    """One thing a template asks the owner to point at in the table."""

    role: str
    """A role of the contract: target, id, person, date, amount, item, quantity, text, group, ignore."""
    question: str
    kinds: tuple[str, ...]
    """Kinds of columns that can play it."""
    required: bool = False
    many: bool = False
    hints: tuple[str, ...] = ()
    """Words in a column's name that speak for it, in lower case."""


@dataclass(frozen=True)
class Template:
    """Frozen data and functions; no class tree. Adding a question is adding one file with one of these."""

    key: str
    title: str
    """The owner's question: "Who might not come back?"."""
    promise: str
    """What they get, in a sentence."""
    who_for: str
    """"Customers, members, subscribers"."""
    one_row: str
    """"One row for each customer"."""
    icon: str
    """A Material Symbols name."""
    asks: tuple[Ask, ...]
    predicts: Callable[[pd.Series | None], str]
    """Target column -> the key of its kind of answer (`core.inference.problem_types`)."""
    nouns: Mapping[str, str]
    """The owner's words: "one" (customer), "many" (customers), "did" (left), "will" (leave), "did_not" (stayed)."""
    stakes: Stakes
    """What it asks about its use: who is scored, and what depends on it for them."""
    practice: Callable[[int, int], pd.DataFrame]
    """(rows, seed) -> a believable table of a business, for trying out."""
    positive_hints: tuple[str, ...] = ()
    """Answers of the target that are the ones warned about or hoped for: "yes", "churned", "1"."""
    contrary_hints: tuple[str, ...] = ()
    """Words in the target's name that turn it round: in a column "renewed", "no" is the answer warned about."""
    money: bool = False
    """Whether the number it predicts is an amount of money."""
    rank: int = 50
    """Its place among the questions an owner chooses from: lower ones stand first, equal ones by key."""

"""What a version is for, in sentences: for its owner's card, and for callers."""

from core.common.words import clean
from core.models.registry.card import Card
from core.models.templates import all_templates


def purpose(card: Card) -> tuple[str, ...]:
    """Beginning with its question; without it where that question is asked no more."""
    asked = all_templates().get(card.template)
    said = [f"It answers: {asked.title}", asked.promise] if asked else []
    if card.predicts == "yes_no":
        said.append(f"It looks out for “{clean(card.positive)}” in “{clean(card.target)}”.")
    elif card.target:
        said.append(f"It says what “{clean(card.target)}” most likely is.")
    return (*said, "It is made to help a person decide, not to decide about people by itself.")

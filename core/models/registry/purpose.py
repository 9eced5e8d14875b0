"""What a version is for, in sentences: for its owner's card, and for callers."""

from core.common.words import clean
from core.models.registry.card import Card
from core.models.templates import all_templates


def purpose(card: Card) -> tuple[str, ...]:
    """Return its purpose in sentences, the question first; without it where that question is asked no more."""
    asked = all_templates().get(card.template)
    said = [f"It answers: {asked.title}", asked.promise] if asked else []
    purpose = card.answer_type.purpose
    if purpose:
        said.append(purpose.format(target=clean(card.target), positive=clean(card.positive)))
    return (*said, "It is made to help a person decide, not to decide about people by itself.")

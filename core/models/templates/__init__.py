"""The questions an owner can ask: one file each, holding one `TEMPLATE`. They are found, never listed."""

from core.common.catalog import find_variants
from core.common.errors import NotFound
from core.models.template import Template


def all_templates() -> dict[str, Template]:
    """Return all templates by key, in the order in which an owner chooses from them."""
    found: dict[str, Template] = find_variants(__name__, "TEMPLATE", Template)
    return dict(sorted(found.items(), key=lambda each: (each[1].rank, each[0])))


def template(key: str) -> Template:
    """Return the template of that key. Raise NotFound."""
    found = all_templates().get(key)
    if found is None:
        raise NotFound("There is no question of that name.", "See the list of questions that can be asked.")
    return found

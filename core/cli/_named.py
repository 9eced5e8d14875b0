"""A model by its id or its name."""

from core.storage.workspace import Workspace


def id_of(workspace: Workspace, model: str) -> str:
    """Return the id of the model named so. Raises NotFound."""
    from core.models import registry

    return registry.find(workspace, model).id

"""A model by its id or its name."""

from core.storage.workspace import Workspace


def id_of(workspace: Workspace, model: str) -> str:
    """Raises NotFound."""
    from core import model_version

    return model_version.find(workspace, model).id

"""The removal of everything: for good, or to begin anew."""

import shutil

from core.storage.backup.exclusive_access import exclusive_access
from core.storage.settings import Settings
from core.storage.vault.files import destroy
from core.storage.workspace import open_workspace


def erase_everything(settings: Settings) -> None:
    """Destroy the keys, then remove every file of the workspace, its own backups too. It cannot be undone.

    Raises:
        NotPossibleNow: Plainwell is running, or a file cannot be removed.
    """
    with exclusive_access(settings):
        for key in settings.keys.rglob("*.key"):
            destroy(key)
        for held in settings.home.iterdir():
            if held != settings.run:
                shutil.rmtree(held) if held.is_dir() else held.unlink()


def begin_anew(settings: Settings) -> None:
    """Remove everything and make an empty workspace, into which the same browsers are let. Raises NotPossibleNow."""
    with open_workspace(settings).store.reading() as db:
        inside = list(db.query("SELECT * FROM session"))
    erase_everything(settings)
    with open_workspace(settings).store.writing() as db:
        db.table("session").insert_all(inside)

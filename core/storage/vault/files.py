"""Files and folders that only the person who owns them may read."""

import os
import secrets
from pathlib import Path


def private_folder(folder: Path) -> Path:
    """Return `folder`, made if need be, closed to other users of the computer (where the system knows such rights)."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def write_new_private_file(path: Path, data: bytes) -> None:
    """Write `data` so that it is there whole or not at all, never half. If two processes race, the first one wins."""
    draft = _draft_of(path)
    _write_draft(draft, data)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def replace_private_file(path: Path, data: bytes) -> None:
    """Put `data` in the place of what `path` held, in one step that a crash cannot halve."""
    draft = _draft_of(path)
    _write_draft(draft, data)
    draft.replace(path)


def destroy(path: Path) -> None:
    """Overwrite and remove a small file. A copy that the disk itself made (a snapshot, a worn cell) is out of reach."""
    if not path.exists():
        return
    with path.open("r+b") as file:
        file.write(os.urandom(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _draft_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")


def _write_draft(draft: Path, data: bytes) -> None:
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())

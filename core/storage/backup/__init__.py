"""The whole workspace as one encrypted file, and back.

`archive`: what such a file holds, and its encryption. `making`: backups, each night's, and the monthly trial. `swapping`:
putting one set of files in the place of another so that nothing is lost half-way. `restoring`: from a file to a workspace.
`erasing`: the removal of everything. `exclusive_access`: what both need first.
"""

from core.storage.backup.archive import is_whole
from core.storage.backup.erasing import begin_anew, erase_everything
from core.storage.backup.making import Backup, create, latest, nightly, recovery_key, trial_restore
from core.storage.backup.restoring import Restored, mend_idle, restore
from core.storage.backup.swapping import clear_scratch

__all__ = [
    "Backup",
    "Restored",
    "begin_anew",
    "clear_scratch",
    "create",
    "erase_everything",
    "is_whole",
    "latest",
    "mend_idle",
    "nightly",
    "recovery_key",
    "restore",
    "trial_restore",
]

"""How people's data is kept, looked at rather than believed: seals are tried, files searched, rights read."""

import os
import stat
from datetime import date, timedelta
from pathlib import Path

from core.common.errors import DamagedFile, NotFound
from core.data import dataset
from core.models.reference import Reference
from core.models.registry import Model, Version
from core.monitoring.window.data_protection_facts import DataColumn, DataProtection, KeyFacts
from core.serving import deployment
from core.serving.prediction_log import tallies
from core.serving.prediction_log.sealed import samples as sealed_inputs
from core.storage import blobs, preferences
from core.storage.backup.making import all_backups
from core.storage.vault import MonthKeys, Vault
from core.storage.workspace import Workspace

SAMPLES = 5
"""Sealed pieces of each sort that are tried."""
MARKERS, SHORTEST = 5, 8
"""Values that are looked for in the files, and how long they have to be so that no chance bytes look like them."""
_PIECE = 1 << 22


def inspect_data_protection(
    workspace: Workspace, model: Model, version: Version, reference: Reference, today: date
) -> DataProtection:
    """As of now, except for what has a date."""
    chosen, first = preferences.load(workspace), today - timedelta(days=29)
    wrong = {day: count for day, count in tallies.counts(workspace, "wrong_key", first).items() if day <= today}
    newest = [kept for kept in all_backups(workspace) if date.fromisoformat(kept.at[:10]) <= today]
    tried = next((kept for kept in newest if kept.tried), None)
    opened, unsealed = _seals(workspace)
    return DataProtection(
        columns=_columns(workspace, version, reference),
        keep_inputs_months=chosen.keep_inputs_months,
        input_months=tuple(month for month in workspace.month_keys.months() if month <= today.isoformat()),
        keys=_keys(workspace, model.id),
        wrong_keys=sum(wrong.values()),
        wrong_keys_worst_day=max(wrong.values(), default=0),
        key_folder_private=_private(workspace.settings.keys),
        unsealed=(*unsealed, *_readable(workspace, version)),
        opened_samples=opened,
        last_backup=date.fromisoformat(newest[0].at[:10]) if newest else None,
        last_trial_restore=date.fromisoformat(tried.tried[:10]) if tried and tried.tried else None,
        trial_restore_rows=tried.tried_rows if tried else None,
        recovery_key_saved=chosen.recovery_key_saved,
        begun=date.fromisoformat(model.created[:10]),
        practice=model.practice,
    )


def _columns(workspace: Workspace, version: Version, reference: Reference) -> tuple[DataColumn, ...]:
    """The table's columns; of a table that was deleted, what the version remembers of them."""
    used = {asked.name: DataColumn(asked.name, asked.kind, asked.personal, used=True) for asked in reference.inputs}
    try:
        columns = dataset.find(workspace, version.dataset).columns
    except NotFound:
        return tuple(used.values())
    return tuple(
        DataColumn(column.name, column.kind, column.personal, column.name in used, column.personal_sure)
        for column in columns
    )


def _keys(workspace: Workspace, model_id: str) -> tuple[KeyFacts, ...]:
    used = tallies.keys_last_used(workspace)
    return tuple(
        KeyFacts(
            id=key.id,
            created=date.fromisoformat(key.created[:10]),
            last_used=used.get(key.id),
            expires=date.fromisoformat(key.expires[:10]) if key.expires else None,
            for_all_models=key.model is None,
        )
        for key in deployment.keys(workspace)
        if key.model in (None, model_id)
    )


def _private(folder: Path) -> bool:
    """Whether no other user of the computer may look into the folder or its files. Windows has no such rights to read."""
    if os.name != "posix":
        return True
    return not any(stat.S_IMODE(path.stat().st_mode) & 0o077 for path in (folder, *folder.rglob("*")))


def _seals(workspace: Workspace) -> tuple[int, tuple[str, ...]]:
    """How many sealed pieces opened with the right key and with no other, and the sorts of which one did not."""
    opened, bad = 0, set()
    stranger = Vault(os.urandom(32))
    for purpose, sealed in blobs.samples(workspace, SAMPLES):
        if _opens(workspace.vault, sealed, purpose) and not _opens(stranger, sealed, purpose):
            opened += 1
        else:
            bad.add(purpose)
    for month, sealed in sealed_inputs(workspace, SAMPLES):
        if month in workspace.month_keys.months():
            if _opens_of_month(workspace.month_keys, sealed, month):
                opened += 1
            else:
                bad.add("what was sent")
    return opened, tuple(sorted(bad))


def _opens(vault: Vault, sealed: bytes, purpose: str) -> bool:
    try:
        vault.open(sealed, purpose)
    except DamagedFile:
        return False
    return True


def _opens_of_month(keys: MonthKeys, sealed: bytes, month: str) -> bool:
    try:
        return keys.open(sealed, month) is not None
    except DamagedFile:
        return False


def _readable(workspace: Workspace, version: Version) -> tuple[str, ...]:
    """The database files in which a value of a personal column of the model's table stands in plain text."""
    markers = _markers(workspace, version)
    files = (workspace.settings.workspace_db, workspace.settings.predictions_db)
    beside = [path.with_name(path.name + "-wal") for path in files]
    return tuple(path.name for path in (*files, *beside) if path.exists() and markers and _holds(path, markers))


def _markers(workspace: Workspace, version: Version) -> tuple[bytes, ...]:
    """A few values that only a person's row has."""
    try:
        kept = dataset.find(workspace, version.dataset)
        names = [column.name for column in kept.columns if column.personal and column.distinct > kept.rows / 2]
        if not names:
            return ()
        values = dataset.frame(workspace, kept.id)[names[0]].dropna().astype(str)
    except NotFound:
        return ()
    return tuple(value.encode() for value in values[values.str.len() >= SHORTEST].head(MARKERS))


def _holds(path: Path, markers: tuple[bytes, ...]) -> bool:
    """Reads the file piece by piece, with an overlap so that no value is cut in two."""
    overlap = max(len(marker) for marker in markers)
    with path.open("rb") as file:
        before = b""
        while piece := file.read(_PIECE):
            together = before + piece
            if any(marker in together for marker in markers):
                return True
            before = piece[-overlap:]
    return False

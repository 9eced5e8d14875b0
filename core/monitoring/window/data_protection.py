"""How people's data is kept, looked at rather than believed: seals are tried, files searched, rights read."""

import os
import stat
from datetime import date, timedelta
from pathlib import Path

from core.common.errors import DamagedFile, NotFound
from core.data import dataset
from core.data.dataset import OpenTables
from core.models.reference import Reference
from core.models.registry import Model, ModelVersion
from core.monitoring.window.data_protection_facts import DataColumn, DataProtection, KeyFacts
from core.monitoring.window.plain_text import files_showing
from core.serving import deployment
from core.serving.prediction_log import tallies
from core.serving.prediction_log.sealed import samples as sealed_inputs
from core.storage import blobs, preferences
from core.storage.backup.making import all_backups
from core.storage.vault import MonthKeys, Vault
from core.storage.workspace import Workspace

SAMPLES = 5
"""Sealed pieces of each sort that are tried."""


def inspect_data_protection(
    tables: OpenTables, model: Model, version: ModelVersion, reference: Reference, today: date
) -> DataProtection:
    """Inspect how people's data is kept: as of `today` what has a date, all else as of now."""
    workspace = tables.workspace
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
        unsealed=(*unsealed, *files_showing(tables, version.dataset)),
        opened_samples=opened,
        last_backup=date.fromisoformat(newest[0].at[:10]) if newest else None,
        last_trial_restore=date.fromisoformat(tried.tried[:10]) if tried and tried.tried else None,
        trial_restore_rows=tried.tried_rows if tried else None,
        recovery_key_saved=chosen.recovery_key_saved,
        begun=date.fromisoformat(model.created[:10]),
        practice=model.practice,
    )


def _columns(workspace: Workspace, version: ModelVersion, reference: Reference) -> tuple[DataColumn, ...]:
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

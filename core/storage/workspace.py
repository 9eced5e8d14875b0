"""A workspace: one folder that holds everything of a business. Every verb of the core takes it first."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core.storage.settings import Settings
from core.storage.store import Store, open_store
from core.storage.vault import MonthKeys, Vault, open_vault
from core.storage.vault.files import private_folder


@dataclass(frozen=True)
class Workspace:
    """The opened folder. Safe to share between threads: it holds no connection."""

    settings: Settings
    vault: Vault
    month_keys: MonthKeys
    store: Store


def open_workspace(settings: Settings) -> Workspace:
    """Open the workspace folder, and make what is missing."""
    private_folder(settings.home)
    return Workspace(
        settings=settings,
        vault=open_vault(settings.keys),
        month_keys=MonthKeys(settings.keys / "months"),
        store=open_store(settings.workspace_db),
    )


def new_id(prefix: str) -> str:
    """Make an id for tables and folders, such as "m_3k9x2p7q8r": never made from what an owner typed."""
    return f"{prefix}_{''.join(secrets.choice('abcdefghjkmnpqrstuvwxyz23456789') for _ in range(10))}"


def now() -> str:
    """Return this moment as ISO text in UTC, to the millisecond, so that text order is time order."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def days_ago(days: int) -> str:
    """Return the moment so many days before this one, as `now` gives it."""
    return (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="milliseconds")

"""What the app says when it can be used: the one-time link, printed and opened in the browser."""

import asyncio
import os
import sys
import webbrowser
from pathlib import Path

import msgspec

from core.common import parent_process
from core.common.errors import NotPossibleNow
from core.operations.auth.sessions import new_link
from core.storage.settings import Settings
from core.storage.vault.files import private_folder, replace_private_file
from core.storage.workspace import Workspace

LOOK_SECONDS = 0.05


class _Running(msgspec.Struct):
    pid: int
    port: int


async def greet(workspace: Workspace, port: int, *, may_open: bool) -> None:
    """Wait until the pages answer, then print a link; open it where a person sits in front of it."""
    await _until_open(port)
    private_folder(workspace.settings.run)
    replace_private_file(_file(workspace.settings), msgspec.json.encode(_Running(os.getpid(), port)))
    link = await asyncio.to_thread(new_link, workspace, port)
    print(f"\nOpen Plainwell: {link}\n", flush=True)  # noqa: T201
    if may_open and sys.stdout.isatty():
        await asyncio.to_thread(webbrowser.open, link)


def link_to_running(workspace: Workspace) -> str:
    """Return a fresh link to the app that runs now.

    Raises:
        NotPossibleNow: none does.
    """
    try:
        running = msgspec.json.decode(_file(workspace.settings).read_bytes(), type=_Running)
    except (FileNotFoundError, msgspec.DecodeError):
        running = None
    if running is None or not parent_process.runs(running.pid):
        raise NotPossibleNow("Plainwell is not running, so a link would lead nowhere.", "Start it with: python3 run.py")
    return new_link(workspace, running.port)


async def _until_open(port: int) -> None:
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(LOOK_SECONDS)
        else:
            writer.close()
            return


def _file(settings: Settings) -> Path:
    return settings.run / "app.json"

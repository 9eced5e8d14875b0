"""Verbs for whoever looks after the installation: `serve`, `link`, `backup`, `restore`, `recovery-key`, `doctor`."""

import asyncio
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.cli.output import Facts, say, verb
from core.common.actor import COMMAND_LINE
from core.common.errors import NotPossibleNow
from core.storage import settings

if TYPE_CHECKING:
    from core.storage.settings import Settings
    from core.storage.workspace import Workspace

LOOK_SECONDS = 0.1


@verb("serve", words=lambda _: [])
def serve(workspace: "Workspace") -> None:
    """Answers for live models and does the nightly work, without the pages. Stops on SIGTERM or Ctrl-C."""
    asyncio.run(_serve(workspace.settings))


async def _serve(ours: "Settings") -> None:
    from core.operations.supervisor import supervised

    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: loop.call_soon_threadsafe(stop.set))
    async with supervised(ours):
        answering = asyncio.create_task(_say_when_ready(ours))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({answering, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if answering.done():
            answering.result()
            await stopping
        answering.cancel()


async def _say_when_ready(ours: "Settings") -> None:
    from core.operations import processes
    from core.serving.endpoint import discovery

    while not await asyncio.to_thread(processes.endpoint_answers, ours):
        failed = [process for process in processes.state(ours) if process.state == "failed"]
        if failed:
            raise NotPossibleNow(failed[0].sentence, "What is wrong: python -m core doctor")
        await asyncio.sleep(LOOK_SECONDS)
    found = discovery.found(ours)
    url = found.url if found else ""
    say({"ready": True, "url": url}, lambda facts: [f"Plainwell answers at {facts['url']}. Ctrl-C stops it."])


@verb("link", words=lambda facts: [f"Open Plainwell: {facts['url']}"])
def link(workspace: "Workspace") -> Facts:
    """A fresh link that opens the running Plainwell in a browser, once."""
    from core.operations.auth import link_to_running

    return {"url": link_to_running(workspace)}


@verb(
    "backup",
    words=lambda facts: [f"Saved {facts['rows']:,} rows in {facts['file']}.", "Its key: recovery-key shows it."],
)
@click.argument("file", type=click.Path(path_type=Path))
def backup(workspace: "Workspace", file: Path) -> Facts:
    """The whole workspace as one encrypted file."""
    from core.storage.backup import create

    made = create(workspace, file.absolute(), COMMAND_LINE)
    return {"sha256": made.sha256, "rows": made.rows, "bytes": made.bytes, "file": str(file)}


@verb("restore", words=lambda facts: [f"Restored {facts['rows']:,} rows."], workspace=False)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--recovery-key", help="Where another computer made the backup. A dash asks for it, so that it is not seen."
)
def restore(file: Path, recovery_key: str | None) -> Facts:
    """Puts a backup in the place of what is there, once all of it has been checked."""
    from core.serving.deployment import publish
    from core.storage.backup import restore

    typed = click.prompt("Recovery key", hide_input=True, err=True) if recovery_key == "-" else recovery_key
    restored = restore(settings.from_environment(), file.absolute(), typed, who=COMMAND_LINE, publish=publish)
    return {"sha256": restored.sha256, "rows": restored.rows}


@verb(
    "recovery-key", words=lambda facts: [facts["recovery_key"], "Write it on paper, and keep it away from the backups."]
)
def recovery_key(workspace: "Workspace") -> Facts:
    """The key that opens this workspace's backups on another computer."""
    from core.storage.backup import recovery_key

    return {"recovery_key": recovery_key(workspace)}


def _doctors_words(facts: Facts) -> list[str]:
    marks = {"good": "Good", "watch": "Look", "act": "Act now", "not_yet": "Not now"}
    return [f"{marks[f['level']]}: {f['sentence']} {f['advice']}".rstrip() for f in facts["findings"]]


@verb("doctor", words=_doctors_words, workspace=False)
def doctor() -> Facts:
    """Is the installation in order?"""
    from core.operations.doctor import examine

    return {"findings": [found.as_dict() for found in examine(settings.from_environment())]}


COMMANDS: tuple[click.Command, ...] = (serve, link, backup, restore, recovery_key, doctor)

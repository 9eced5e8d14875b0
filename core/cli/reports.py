"""Verbs for a model's month: `report M --month 2026-03 --out F`, `report verify F`."""

from collections.abc import Iterator
from pathlib import Path

import click

from core.cli.output import Facts, verb
from core.common.actor import COMMAND_LINE
from core.common.errors import NotPossibleNow
from core.storage.workspace import Workspace

VERIFY = "verify"


def _words(facts: Facts) -> Iterator[str]:
    if "valid" in facts:
        yes, no = "Unaltered: this workspace made it.", "Altered, or not made by this workspace."
        yield yes if facts["valid"] else no
    else:
        yield f"Written: {facts['pages']} pages."


@verb("report", words=_words)
@click.argument("model")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--month", help="As in 2026-03.")
@click.option("--out", type=click.Path(path_type=Path), help="A .pdf, .html or .json file.")
def report(workspace: Workspace, model: str, file: Path | None, month: str | None, out: Path | None) -> Facts:
    """MODEL's report of a month; or, with `report verify FILE`, whether a report was altered."""
    if model == VERIFY and file is not None:
        return _verify(workspace, file)
    if file is not None or month is None or out is None:
        raise click.UsageError("Write: report MODEL --month 2026-03 --out FILE, or: report verify FILE")
    from core.reporting.monthly import write

    written = write(workspace, model, month, out, who=COMMAND_LINE)
    return {"pages": written.pages, "sha256": written.sha256}


def _verify(workspace: Workspace, file: Path) -> Facts:
    from core.reporting.monthly import verify

    try:
        data = file.read_bytes()
    except OSError as failure:
        raise NotPossibleNow("That file cannot be read.", "Name a report's file that exists and is yours.") from failure
    return {"valid": verify(workspace, data)}


COMMANDS: tuple[click.Command, ...] = (report,)

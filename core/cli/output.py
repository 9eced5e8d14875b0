"""How a verb speaks: one JSON object with `--json`, else plain words; mistakes in one sentence; never a traceback.

A verb is written like this, and listed in its file's `COMMANDS`:

    @verb("show", words=lambda facts: [f"{facts['rows']} rows"])
    @click.argument("dataset")
    def show(workspace: Workspace, dataset: str) -> Facts:
        '''The table as it was understood.'''

It ends with 0, with 2 where the owner can mend it, with 1 for what nobody foresaw, or with a code of its own (`Ended`).
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from types import TracebackType
from typing import Any

import click
import msgspec

from core.common.errors import OwnerError, technical
from core.common.progress import Progress
from core.common.words import clean
from core.storage import settings

PROGRAM = "python -m core"
Facts = dict[str, Any]
_JSON = "plainwell.json"


@dataclass(frozen=True)
class Ended:
    """What a verb gives back that ends with a code of its own, such as 1 for `check --fail-on act`."""

    facts: Facts
    code: int


Verb = Callable[..., Facts | Ended | None]


def verb(
    name: str, words: Callable[[Facts], Iterable[str]], *, workspace: bool = True
) -> Callable[[Verb], click.Command]:
    """Make a function a verb. It gets the opened Workspace first (unless `workspace` is False) and returns its facts,
    or None when it has said everything itself with `say`. `words` makes lines of the facts for whoever reads them."""

    def made(function: Verb) -> click.Command:
        @wraps(function)
        def called(as_json: bool, **arguments: Any) -> int:
            click.get_current_context().meta[_JSON] = as_json
            ended = function(*_workspace(workspace), **arguments)
            if ended is None:
                return 0
            facts, code = (ended.facts, ended.code) if isinstance(ended, Ended) else (ended, 0)
            say(facts, words)
            return code

        asked = click.option("--json", "as_json", is_flag=True, help="One JSON object instead of words.")
        return click.command(name)(asked(called))

    return made


def say(facts: Facts, words: Callable[[Facts], Iterable[str]]) -> None:
    """Print at once what was found out, in the form that was asked for."""
    if click.get_current_context().meta.get(_JSON):
        _print(msgspec.json.encode(facts, enc_hook=_plain))
    else:
        for line in words(facts):
            _print(_harmless(line).encode())


def _show(share: float, sentence: str) -> None:
    """Show a person how far a long verb is; say nothing to a program."""
    if sys.stderr.isatty() and not click.get_current_context().meta.get(_JSON):
        click.echo(f"{share:4.0%}  {_harmless(sentence)}", err=True)


progress = Progress(_show)
"""How far a long verb is, shown where a person looks on."""


def run(arguments: list[str], group: click.Group) -> int:
    """Run one verb of `group`, and return its exit code."""
    as_json = "--json" in arguments
    sys.excepthook = lambda kind, _, trace: _unforeseen(kind, trace, as_json)
    try:
        return group.main(arguments, prog_name=PROGRAM, standalone_mode=False) or 0
    except click.exceptions.NoArgsIsHelpError as help_wanted:
        click.echo(help_wanted.format_message())
        return 2
    except click.UsageError as mistake:
        path = mistake.ctx.command_path if mistake.ctx else PROGRAM
        return _complain(mistake.format_message(), f"What can be asked: {path} --help", as_json, 2)
    except click.ClickException as mistake:
        return _complain(mistake.format_message(), "", as_json, 2)
    except OwnerError as error:
        return _complain(error.sentence, error.advice, as_json, 2)
    except (click.Abort, KeyboardInterrupt):
        return _complain("Stopped.", "", as_json, 130)


def _workspace(wanted: bool) -> tuple[Any, ...]:
    if not wanted:
        return ()
    from core.storage.workspace import open_workspace  # takes long, and not every verb needs it

    return (open_workspace(settings.from_environment()),)


def _complain(sentence: str, advice: str, as_json: bool, code: int) -> int:
    if as_json:
        click.echo(msgspec.json.encode({"error": sentence, "advice": advice}), err=True)
    else:
        click.echo(_harmless(f"{sentence} {advice}".rstrip()).encode(), err=True)
    return code


def _unforeseen(kind: type[BaseException], trace: TracebackType | None, as_json: bool) -> None:
    """What Python calls last, before it ends with 1."""
    advice = f"Try again. If it comes back, tell whoever looks after Plainwell: {technical(kind, trace)}."
    _complain("Something went wrong that Plainwell did not expect.", advice, as_json, 1)


def _print(line: bytes) -> None:
    click.echo(line)
    sys.stdout.flush()


def _harmless(line: str) -> str:
    """The line without characters that steer a terminal; names in it may come from a file."""
    indent = len(line) - len(line.lstrip(" "))
    return " " * indent + clean(line, 5000)


def _plain(value: Any) -> Any:
    """numpy's numbers as Python's, and folders as text."""
    if isinstance(value, Path):
        return str(value)
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"no JSON for {type(value).__name__}")

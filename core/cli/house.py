"""Verbs of the house itself: `serve`, `backup`, `restore`, `doctor`, `link`."""

import platform

import click

from core.cli.output import Facts, verb


@verb("doctor", words=lambda facts: [f["sentence"] for f in facts["findings"]], workspace=False)
def doctor() -> Facts:
    """Is the installation in order?"""
    return {"findings": [{"sentence": f"Python {platform.python_version()}."}]}


COMMANDS: tuple[click.Command, ...] = (doctor,)

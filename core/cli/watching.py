"""The verb that looks after a model: `check`."""

from datetime import datetime

import click

from core.cli.output import Ended, Facts, verb
from core.common.actor import COMMAND_LINE
from core.common.finding import LEVELS, NOTICED, worst_first
from core.storage.workspace import Workspace

SHOWN = ("indicator", "group", "level", "title", "sentence", "why", "advice", "value", "unit", "period", "cause")
"""Of each finding: what the contract names, and the words around it."""
_STATES = {"act": "Act now", "watch": "Watch", "good": "Good", "not_yet": "Not enough yet"}


def _words(facts: Facts) -> list[str]:
    lines = [f"{_STATES[facts['state']]}."]
    for finding in facts["findings"]:
        lines.append(f"  {_STATES[finding['level']]:<15}{finding['title']}: {finding['sentence']}")
        if finding["level"] in NOTICED and finding["advice"]:
            lines.append(f"  {'':<15}{finding['advice']}")
    return lines


@verb("check", words=_words)
@click.argument("model")
@click.option("--as-of", type=click.DateTime(formats=["%Y-%m-%d"]), help="Look as of this day instead of today.")
@click.option("--fail-on", type=click.Choice(NOTICED), help="End with 1 when the state is this bad or worse.")
def check(workspace: Workspace, model: str, as_of: datetime | None, fail_on: str | None) -> Facts | Ended:
    """Looks at a model with every indicator."""
    from core.models import registry
    from core.monitoring import checkup

    found = registry.find(workspace, model)
    done = checkup.run(workspace, found.id, as_of.date() if as_of else None, who=COMMAND_LINE)
    facts = [finding.as_dict() for finding in worst_first(done.findings)]
    cause = done.verdict.cause
    told: Facts = {
        "model": found.id,
        "version": done.version,
        "day": done.day.isoformat(),
        "state": done.verdict.state,
        "cause": {"what": cause.what, "columns": list(cause.columns), "since": cause.since} if cause else None,
        "findings": [{name: finding[name] for name in SHOWN} for finding in facts],
    }
    as_bad = fail_on and LEVELS.index(done.verdict.state) <= LEVELS.index(fail_on)
    return Ended(told, 1) if as_bad else told


COMMANDS = [check]

"""What is done each night or month, and the practice shop."""

from datetime import date

from core.common.actor import OWNER, WORKER
from core.operations.tasks.task import Result, Task


def checkup(task: Task) -> Result:
    """Check a model. Arguments: `model`."""
    from core.monitoring import checkup

    done = checkup.run(task.workspace, task.arguments["model"], today=task.day, who=WORKER)
    return {"model": task.arguments["model"], "state": done.verdict.state}


def report(task: Task) -> Result:
    """Make a month's report. Arguments: `model`, `month` ("2026-03")."""
    from core.reporting import monthly

    return {"report": monthly.make(task.workspace, task.arguments["model"], task.arguments["month"], who=WORKER).id}


def retention(task: Task) -> Result:
    """Destroy what was kept long enough."""
    from core.operations import retention

    return retention.run(task.workspace, task.day or date.today()).as_dict()  # noqa: DTZ011 - the owner's own day


def search(task: Task) -> Result:
    """Look for people's values in plain text in the workspace's files, once for all models. Returns `files` by dataset."""
    from core.monitoring.window import plain_text

    return {"files": plain_text.search(task.workspace)}


def roll_up(task: Task) -> Result:
    """Roll the log's older rows up."""
    from core.serving import deployment

    return {"rows": deployment.roll_up(task.workspace, task.progress)}


def backup(task: Task) -> Result:
    """Make a backup in the place that the owner chose; once a month it is restored for a trial too."""
    from core.storage import backup

    made = backup.nightly(task.workspace, task.day or date.today(), task.progress)  # noqa: DTZ011
    return {"sha256": made.sha256, "rows": made.rows}


def practice(task: Task) -> Result:
    """Put the practice shop up, or take it down. Arguments: `wanted`: whether the practice shop is put up, or taken down."""
    from core.operations import demo

    if task.arguments["wanted"]:
        return dict(demo.add(task.workspace, progress=task.progress, who=OWNER))
    return dict(demo.remove(task.workspace, who=OWNER))

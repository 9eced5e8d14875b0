"""Looking at a table before a model learns from it, learning, and learning again."""

from typing import TYPE_CHECKING

from core.common.actor import OWNER, WORKER
from core.operations.tasks.task import Result, Task

if TYPE_CHECKING:
    from core.data.dataset import OpenTables
    from core.models.registry import ModelVersion


def survey(task: Task) -> Result:
    """Inspect a plan's table before learning.

    Arguments: `plan` (the fields of training.Plan), and `name` for the model that may follow.
    """
    from core.models.registry import Plan
    from core.monitoring import table_checkup

    plan = Plan.from_dict(task.arguments["plan"])
    table_checkup.of_plan(task.workspace, plan, progress=task.progress)
    return {"dataset": plan.dataset}


def train(task: Task) -> Result:
    """Train a model. Arguments: `plan` (the fields of training.Plan), `name`."""
    from core.data.dataset import OpenTables
    from core.models import registry
    from core.monitoring import checkup

    tables = OpenTables(task.workspace)
    made = task.made or _trained(task, tables)
    version = registry.version(task.workspace, made["model"], made["version"])
    checkup.check_new_version(task.workspace, version, who=WORKER, tables=tables)
    return made


def _trained(task: Task, tables: "OpenTables") -> Result:
    from core.models.training import Plan, train

    plan = task.arguments["plan"]
    roles = {role: tuple(columns) for role, columns in plan["roles"].items()}
    version = train(
        task.workspace,
        Plan(**{**plan, "roles": roles}),
        name=task.arguments.get("name"),
        who=OWNER,
        progress=task.progress,
        on_kept=lambda db, version: task.keep(db, _facts(version)),
        tables=tables,
    )
    return _facts(version)


def retrain(task: Task) -> Result:
    """Train a model's next version.

    Arguments: `model`, and where wanted `dataset`, `outcomes`; `month` where the timetable put it in.
    """
    from core.data.dataset import OpenTables
    from core.models import registry
    from core.monitoring import checkup
    from core.operations import retraining

    arguments, made, tables = task.arguments, task.made, OpenTables(task.workspace)
    if made is None:
        fresh = retraining.Fresh(arguments.get("dataset"), arguments.get("outcomes", False))
        version = retraining.retrain(
            task.workspace,
            arguments["model"],
            fresh,
            who=WORKER if "month" in arguments else OWNER,
            progress=task.progress,
            on_kept=lambda db, version: task.keep(db, _facts(version)),
            tables=tables,
        )
        made = _facts(version)
    version = registry.version(task.workspace, made["model"], made["version"])
    checkup.check_new_version(task.workspace, version, who=WORKER, tables=tables)
    if "month" in arguments:
        retraining.deploy_if_better(task.workspace, made["model"], made["version"], WORKER)
    return made


def _facts(version: "ModelVersion") -> Result:
    return {"model": version.model, "version": version.number}

"""Verbs for questions and models: `templates`, `train D`, `models`, `versions M`."""

from collections.abc import Iterator

import click

from core.cli._made import facts_of_made, words_of_made
from core.cli.output import Facts, progress, verb
from core.common.actor import COMMAND_LINE
from core.storage.workspace import Workspace


def _words_of_templates(facts: Facts) -> Iterator[str]:
    for one in facts["templates"]:
        yield f"{one['key']}: {one['title']} {one['promise']}"
        for ask in one["asks"]:
            yield f"  --use {ask['role']}=COLUMN  {ask['question']}{' (needed)' if ask['required'] else ''}"
        yield f"  --stakes KEY  {one['stakes']['question']}"
        for choice in one["stakes"]["choices"]:
            yield f"    {choice['key']}: {choice['says']}"


@verb("templates", words=_words_of_templates, workspace=False)
def templates() -> Facts:
    """The questions that can be asked of a table."""
    from core.models.templates import all_templates

    return {
        "templates": [
            {
                "key": one.key,
                "title": one.title,
                "promise": one.promise,
                "asks": [
                    {"role": ask.role, "question": ask.question, "kinds": list(ask.kinds), "required": ask.required}
                    for ask in one.asks
                ],
                "stakes": {
                    "question": one.stakes.question,
                    "choices": [{"key": each.key, "says": each.says} for each in one.stakes.choices],
                },
            }
            for one in all_templates().values()
        ]
    }


def _roles(_context: click.Context, _option: click.Parameter, told: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """ROLE=COLUMN, several times, as columns by role."""
    roles: dict[str, tuple[str, ...]] = {}
    for each in told:
        role, sign, column = each.partition("=")
        if not sign or not role or not column:
            raise click.BadParameter("write it as ROLE=COLUMN, as in target=left")
        roles[role] = (*roles.get(role, ()), column)
    return roles


@verb("train", words=words_of_made)
@click.argument("dataset")
@click.option("--template", "template", required=True, help="The question: a key of `templates`.")
@click.option("--use", "roles", multiple=True, callback=_roles, help="ROLE=COLUMN; may be given several times.")
@click.option("--positive", help="The answer that is warned about or hoped for; guessed when left out.")
@click.option("--name", help="What to call the model.")
@click.option("--stakes", default="", help="What depends on its answers for people: a key that `templates` lists.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed makes the same model.")
def train(
    workspace: Workspace,
    *,
    dataset: str,
    template: str,
    roles: dict[str, tuple[str, ...]],
    positive: str | None,
    name: str | None,
    stakes: str,
    seed: int,
) -> Facts:
    """Learns the answer to a question from the table DATASET."""
    from core.data.dataset import OpenTables
    from core.models import training
    from core.monitoring import checkup

    tables = OpenTables(workspace)
    plan = training.plan(
        workspace, template, dataset, roles, positive=positive, seed=seed, stakes=stakes, tables=tables
    )
    version = training.train(workspace, plan, name=name, who=COMMAND_LINE, progress=progress, tables=tables)
    return facts_of_made(
        workspace, version, checkup.check_new_version(workspace, version, who=COMMAND_LINE, tables=tables)
    )


def _words_of_models(facts: Facts) -> Iterator[str]:
    if not facts["models"]:
        yield "No models yet. Make one with: train DATASET --template KEY"
    for one in facts["models"]:
        yield f"{one['model']}  {one['name']}: {one['template']}, version {one['version']}, since {one['created'][:10]}"


@verb("models", words=_words_of_models)
def models(workspace: Workspace) -> Facts:
    """All models, the newest first."""
    from core.models import registry

    return {
        "models": [
            {
                "model": model.id,
                "name": model.name,
                "template": model.template,
                "created": model.created,
                "version": registry.version(workspace, model.id).number,
                "practice": model.practice,
            }
            for model in registry.all_models(workspace)
        ]
    }


def _words_of_versions(facts: Facts) -> Iterator[str]:
    for one in facts["versions"]:
        yield f"Version {one['version']}, made {one['created'][:10]} from {one['rows_learned']} rows of {one['dataset']}."
        yield f"  {one['summary'][0]}"
        if one["comparison"]:
            yield f"  {one['comparison']['headline']}"


@verb("versions", words=_words_of_versions)
@click.argument("model")
def versions(workspace: Workspace, model: str) -> Facts:
    """The versions of MODEL, the newest first."""
    from core.models import comparison, registry

    found = registry.find(workspace, model)
    compared = {each.comparison.version: each.comparison.as_dict() for each in comparison.kept_all(workspace, found.id)}
    return {
        "model": found.id,
        "name": found.name,
        "versions": [
            {
                **facts_of_made(workspace, version, version.findings),
                "created": version.created,
                "dataset": version.dataset,
                "comparison": compared.get(version.number),
            }
            for version in registry.versions(workspace, found.id)
        ],
    }


COMMANDS = (templates, train, models, versions)

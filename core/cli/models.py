"""Verbs for questions and models: `templates`, `train D`, `models`, `versions M`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from core.cli.output import WHO, Facts, progress, verb
from core.workspace import Workspace

if TYPE_CHECKING:
    from core.finding import Finding
    from core.model_version import Version


def _words_of_templates(facts: Facts) -> Iterator[str]:
    for one in facts["templates"]:
        yield f"{one['key']}: {one['title']} {one['promise']}"
        for ask in one["asks"]:
            yield f"  --use {ask['role']}=COLUMN  {ask['question']}{' (needed)' if ask['required'] else ''}"


@verb("templates", words=_words_of_templates, workspace=False)
def templates() -> Facts:
    """The questions that can be asked of a table."""
    from core.templates import all_templates

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
            }
            for one in all_templates().values()
        ]
    }


def _words_of_train(facts: Facts) -> Iterator[str]:
    yield f"Made {facts['model']} “{facts['name']}”, version {facts['version']}, in {facts['seconds']:.0f} seconds."
    yield from facts["summary"]
    yield from facts["limits"]
    for column in facts["left_out"]:
        yield column["sentence"]
    for finding in facts["findings"]:
        yield f"{finding['sentence']} {finding['advice']}"


def _roles(_context: click.Context, _option: click.Parameter, told: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """ROLE=COLUMN, several times, as columns by role."""
    roles: dict[str, tuple[str, ...]] = {}
    for each in told:
        role, sign, column = each.partition("=")
        if not sign or not role or not column:
            raise click.BadParameter("write it as ROLE=COLUMN, as in target=left")
        roles[role] = (*roles.get(role, ()), column)
    return roles


@verb("train", words=_words_of_train)
@click.argument("dataset")
@click.option("--template", "template", required=True, help="The question: a key of `templates`.")
@click.option("--use", "roles", multiple=True, callback=_roles, help="ROLE=COLUMN; may be given several times.")
@click.option("--positive", help="The answer that is warned about or hoped for; guessed when left out.")
@click.option("--name", help="What to call the model.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed makes the same model.")
def train(
    workspace: Workspace,
    *,
    dataset: str,
    template: str,
    roles: dict[str, tuple[str, ...]],
    positive: str | None,
    name: str | None,
    seed: int,
) -> Facts:
    """Learns the answer to a question from the table DATASET."""
    from core import checkup, training

    plan = training.plan(workspace, template, dataset, roles, positive=positive, seed=seed)
    version = training.train(workspace, plan, name=name, who=WHO, on_step=progress)
    return _facts(workspace, version, checkup.of_new(workspace, version, who=WHO))


def _facts(workspace: Workspace, version: "Version", findings: "Sequence[Finding]") -> Facts:
    from core import model_version

    card = version.card
    return {
        "model": version.model,
        "name": model_version.find(workspace, version.model).name,
        "version": version.number,
        "template": card.template,
        "predicts": card.predicts,
        "target": card.target,
        "positive": card.positive,
        "labels": list(card.labels),
        "split": card.split,
        "rows_learned": card.rows_learned,
        "rows_held": card.rows_held,
        "scores": card.scores,
        "baseline": card.baseline,
        "drivers": [{"column": driver.column, "share": driver.share} for driver in card.drivers],
        "left_out": [{"column": each.column, "why": each.why, "sentence": each.sentence} for each in card.left_out],
        "threshold": card.threshold,
        "checked_rows": card.checked_rows,
        "largest_difference": card.largest_difference,
        "summary": list(card.summary),
        "limits": list(card.limits),
        "findings": [finding.as_dict() for finding in findings],
        "seconds": card.seconds,
    }


def _words_of_models(facts: Facts) -> Iterator[str]:
    if not facts["models"]:
        yield "No models yet. Make one with: train DATASET --template KEY"
    for one in facts["models"]:
        yield f"{one['model']}  {one['name']}: {one['template']}, version {one['version']}, since {one['created'][:10]}"


@verb("models", words=_words_of_models)
def models(workspace: Workspace) -> Facts:
    """All models, the newest first."""
    from core import model_version

    return {
        "models": [
            {
                "model": model.id,
                "name": model.name,
                "template": model.template,
                "created": model.created,
                "version": model_version.version(workspace, model.id).number,
                "practice": model.practice,
            }
            for model in model_version.all_models(workspace)
        ]
    }


def _words_of_versions(facts: Facts) -> Iterator[str]:
    for one in facts["versions"]:
        yield f"Version {one['version']}, made {one['created'][:10]} from {one['rows_learned']} rows of {one['dataset']}."
        yield f"  {one['summary'][0]}"


@verb("versions", words=_words_of_versions)
@click.argument("model")
def versions(workspace: Workspace, model: str) -> Facts:
    """The versions of MODEL, the newest first."""
    from core import model_version

    found = model_version.find(workspace, model)
    made = model_version.versions(workspace, found.id)
    return {
        "model": found.id,
        "name": found.name,
        "versions": [
            {**_facts(workspace, version, version.findings), "created": version.created, "dataset": version.dataset}
            for version in made
        ],
    }


COMMANDS = (templates, train, models, versions)

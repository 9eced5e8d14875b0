"""What the verbs that make a version share: its facts as JSON, and in words."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from core.cli.output import Facts
from core.storage.workspace import Workspace

if TYPE_CHECKING:
    from core.common.finding import Finding
    from core.models.registry import ModelVersion


def words_of_made(facts: Facts) -> Iterator[str]:
    yield f"Made {facts['model']} “{facts['name']}”, version {facts['version']}, in {facts['seconds']:.0f} seconds."
    yield from facts["summary"]
    yield from facts["limits"]
    for column in facts["left_out"]:
        yield column["sentence"]
    for finding in facts["findings"]:
        yield f"{finding['sentence']} {finding['advice']}"


def facts_of_made(workspace: Workspace, version: "ModelVersion", findings: "Sequence[Finding]") -> Facts:
    from core.models import registry

    card = version.card
    return {
        "model": version.model,
        "name": registry.find(workspace, version.model).name,
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
        "checked_made_up": card.checked_made_up,
        "largest_difference": card.largest_difference,
        "summary": list(card.summary),
        "limits": list(card.limits),
        "findings": [finding.as_dict() for finding in findings],
        "seconds": card.seconds,
    }

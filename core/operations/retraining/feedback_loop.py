"""Rows whose end the model itself had a hand in: somebody acted on its answer before it was known how things ended.

A customer who was called because of a warning, and stayed, does not show that the warning was wrong. A version that learns from such
rows may learn to warn too little (performative prediction, Perdomo et al. 2020). They are counted and said, not left out.
"""

from dataclasses import dataclass

from core.common.words import Words
from core.operations.retraining.training_set import RetrainingSet
from core.serving.deployment.predict import plain
from core.serving.endpoint.pseudonyms import Pseudonyms
from core.serving.prediction_log import cases as log
from core.storage.workspace import Workspace


@dataclass(frozen=True)
class Influence:
    """Rows of a training set. `acted_on`: somebody acted on an answer first. `asked_before`: nobody noted whether somebody did."""

    acted_on: int
    asked_before: int
    rows: int

    def remarks(self, words: Words) -> tuple[str, ...]:
        said = []
        if self.acted_on:
            were = words.few(self.acted_on, "row", "rows")
            said.append(f"In {were}, somebody had acted on this model's answer before the end was known.")
            said.append("Such rows show what came of acting, so the new version may learn the wrong thing.")
        if self.asked_before:
            about = words.few(self.asked_before, "of these rows", "of these rows")
            said.append(f"The model was asked about {about} before, and nobody noted what was done then.")
            if not self.acted_on:
                said.append("If people acted on what it said, the new version may learn the wrong thing from that.")
        return tuple(said)


def count_influence(workspace: Workspace, training_set: RetrainingSet) -> Influence:
    """Count the rows whose outcome the model itself had a hand in.

    Rows of the table are found by the owner's own id; rows from use are known.
    """
    used = training_set.used.acted_on[: training_set.from_use]
    acted, asked = int(used.sum()), int((~used).sum())
    name = training_set.transferred.plan.column("id")
    about = log.acted_on_by_subject(workspace, training_set.model.id) if name else {}
    if name and about:
        subjects = Pseudonyms(workspace.vault)
        table = training_set.frame[name].iloc[: len(training_set.frame) - training_set.from_use]
        met = [about[subject] for value in table.tolist() if (subject := subjects.of(plain(value))) in about]
        acted, asked = acted + sum(met), asked + len(met) - sum(met)
    return Influence(acted, asked, len(training_set.frame))

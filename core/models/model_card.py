"""A version's card in words: what it is for and not for, what it was made of, how good it is, for whom, and how it was checked.

Its parts are those of "Model Cards for Model Reporting" (Mitchell et al. 2019).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.common.errors import NotFound
from core.common.finding import Finding, worst_first
from core.common.words import Words, clean
from core.data import dataset
from core.models import comparison, registry
from core.models.card_groups import groups
from core.models.registry import ModelVersion
from core.storage import preferences
from core.storage.workspace import Workspace

LEVEL_WORDS = {"act": "Act now", "watch": "Watch"}


@dataclass(frozen=True)
class Section:
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class ModelCard:
    """One version, for somebody who meets it for the first time."""

    name: str
    version: int
    sections: tuple[Section, ...]

    def sentences(self, title: str) -> tuple[str, ...]:
        """Return the sentences of one section; none where it has nothing to say."""
        return next((section.sentences for section in self.sections if section.title == title), ())

    def as_text(self) -> str:
        """Return the card as plain text, for a file or a terminal."""
        lines = [f"{self.name}, version {self.version}"]
        for section in self.sections:
            lines += ["", section.title, *(f"- {sentence}" for sentence in section.sentences)]
        return "\n".join(lines) + "\n"


def alike(cards: Sequence[ModelCard]) -> tuple[list[str], list[str]]:
    """Return the titles of the sections that say the same in all of them, and of those that do not, in the cards' order."""
    titles = dict.fromkeys(section.title for card in cards for section in card.sections)
    said = {title: {card.sentences(title) for card in cards} for title in titles}
    return [title for title in titles if len(said[title]) == 1], [title for title in titles if len(said[title]) > 1]


def card(workspace: Workspace, model_id: str, number: int | None = None) -> ModelCard:
    """Return the card of a version, the newest when no number is given. Raise NotFound."""
    model = registry.find(workspace, model_id)
    version = registry.version(workspace, model.id, number)
    reference = registry.reference(workspace, model.id, version.number)
    words, kept = preferences.load(workspace).words, comparison.kept(workspace, model.id, version.number)
    found = [
        Section("What it is for", registry.purpose(version.card)),
        Section("What it is not for", version.card.limits),
        Section("What it was made of", tuple(_data(workspace, version, words))),
        Section("How good it is", version.card.summary),
        Section("How good it is for groups", tuple(groups(version.card, reference, words))),
        Section("Beside the version before", kept.comparison.sentences if kept else ()),
        Section("How it was checked", tuple(_checks(version, words))),
        Section("What was found", tuple(_found(version.findings, words))),
    ]
    return ModelCard(clean(model.name), version.number, tuple(section for section in found if section.sentences))


def _data(workspace: Workspace, version: ModelVersion, words: Words) -> list[str]:
    made, card = version.card, words.day(datetime.fromisoformat(version.created).astimezone())
    said = [f"Made on {card}, from {words.few(made.rows_learned, 'row')}."]
    if version.fresh.get("from_use"):
        were = words.few(version.fresh["from_use"], "of these rows is", "of these rows are")
        said.append(f"{were.capitalize()} from its own work: answers whose end was known.")
    if made.learned_period:
        first, last = (date.fromisoformat(day[:10]) for day in made.learned_period)
        said.append(f"The rows are from {words.period(first, last)}.")
    said += _origin(workspace, version)
    if made.left_out:
        said.append(f"{words.few(len(made.left_out), 'column was', 'columns were').capitalize()} left out.")
    return said


def _origin(workspace: Workspace, version: ModelVersion) -> list[str]:
    try:
        table = dataset.find(workspace, version.dataset)
    except NotFound:
        return ["The table it learned from is not kept any more."]
    noted = dataset.provenance(workspace, table.id)
    told = (("The table is for", noted.purpose), ("It comes from", noted.source), ("It may be used", noted.reason))
    return [f"The table is “{clean(table.name)}”.", *(f"{what}: {clean(said, 200)}" for what, said in told if said)]


def _checks(version: ModelVersion, words: Words) -> list[str]:
    card = version.card
    real, made_up = words.few(card.checked_rows - card.checked_made_up, "row"), words.few(card.checked_made_up, "row")
    how = {"by time": "the newest", "by person": "those of other people"}.get(card.split, "drawn at random")
    return [
        f"Tested on {words.few(card.rows_held, 'row')} that it had never seen, {how}.",
        f"Live it answers as it did when it was tested: checked on {real} of the table and {made_up} that were made up.",
    ]


def _found(findings: Sequence[Finding], words: Words) -> list[str]:
    """What needs somebody in full, the rest as counts."""
    said = [
        f"{LEVEL_WORDS[finding.level]}: {finding.title.rstrip('?.')}. {finding.sentence}"
        for finding in worst_first(findings)
        if finding.level in LEVEL_WORDS
    ]
    fine, unknown = (sum(finding.level == level for finding in findings) for level in ("good", "not_yet"))
    if fine:
        said.append(f"{words.few(fine, 'thing was', 'things were').capitalize()} looked at and found good.")
    if unknown:
        said.append(f"{words.few(unknown, 'thing', 'things').capitalize()} could not be judged yet.")
    return said

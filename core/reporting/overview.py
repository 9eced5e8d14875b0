"""What the owner's first page says: one sentence about all models, and each with its one state, the most urgent first."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from core.common.finding import LEVELS, Group, Level
from core.common.words import Words
from core.models import registry
from core.models.registry import Model
from core.monitoring import checkup
from core.monitoring.checkup import Checkup
from core.monitoring.key_figure import KeyFigure
from core.serving import deployment
from core.serving.deployment import Live
from core.serving.prediction_log import reading as log
from core.storage import backup, preferences
from core.storage.workspace import Workspace

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SAYS: dict[Level, tuple[str, str]] = {
    "act": ("needs you today", "need you today"),
    "watch": ("is worth an eye", "are worth an eye"),
    "good": ("is fine", "are fine"),
    "not_yet": ("cannot be judged yet", "cannot be judged yet"),
}


@dataclass(frozen=True)
class ModelToday:
    """One model as the first page shows it."""

    model: Model
    live: Live | None
    state: Level
    title: str
    """Of the finding the owner should look at first; empty while nothing was found."""
    group: Group
    """Health or privacy: where that finding is."""
    sentence: str
    facts: tuple[str, ...]
    """As in "214 answers this week", "live since 3 March 2026", "version 4"."""
    happened: str = ""
    """What the endpoint did by itself, until the owner changes something: a version that was taken back."""


def overview(workspace: Workspace, today: date) -> tuple[ModelToday, ...]:
    """Return every model as the first page shows it, the most urgent first; within a level the newest first."""
    words = preferences.load(workspace).words
    checked, standing = checkup.latest_all(workspace), {live.model: live for live in deployment.live(workspace)}
    shown = []
    for model in most_urgent_first(workspace):
        live = standing.get(model.id)
        facts = _facts(workspace, model, live, today, words)
        one = _model_today(model, live, checked.get(model.id), facts)
        if live and live.stepped_back:
            one = replace(one, happened=live.stepped_back.says(words))
        shown.append(one)
    return tuple(shown)


def most_urgent_first(workspace: Workspace) -> list[Model]:
    """Return all models, the worst state first; within a state the newest first."""
    states = {model: found.verdict.state for model, found in checkup.latest_all(workspace).items()}
    models = registry.all_models(workspace)
    return sorted(models, key=lambda model: LEVELS.index(states.get(model.id, "not_yet")))


def this_month(workspace: Workspace, today: date) -> tuple[KeyFigure, ...]:
    """Return three figures of what happened since the first of the month, over all models."""
    words, first = preferences.load(workspace).words, today.replace(day=1)
    counts = [log.answered_and_labelled(workspace, model.id, first, today) for model in registry.all_models(workspace)]
    answered, labelled = sum(given for given, _ in counts), sum(known for _, known in counts)
    newest = backup.latest(workspace)
    kept = f"Last backup {words.day(_local(newest.at))}" if newest else "No backup yet"
    return (
        KeyFigure("Answers given", words.number(answered), f"since {words.day(first)}"),
        KeyFigure("How they ended", words.number(labelled), "of them are known"),
        KeyFigure("Your data", "Here only", kept),
    )


def _model_today(model: Model, live: Live | None, found: Checkup | None, facts: tuple[str, ...]) -> ModelToday:
    if found and (lead := found.verdict.lead):
        return ModelToday(model, live, found.verdict.state, lead.headline or lead.title, lead.group, lead.below, facts)
    waits = "It was not checked yet." if live else "It has learned, and waits for you to put it live."
    return ModelToday(model, live, "not_yet", "", "health", waits, facts)


def _facts(workspace: Workspace, model: Model, live: Live | None, today: date, words: Words) -> tuple[str, ...]:
    if live is None:
        return ("not live yet",)
    answered, _ = log.answered_and_labelled(workspace, model.id, today - timedelta(days=6), today)
    moment = live.since if live.state == "live" else live.changed
    since = f"{live.state} since {words.day(_local(moment))}"
    trial = (f"version {live.beside.version} on trial beside it",) if live.beside else ()
    return (f"{words.counted(answered, 'answer')} this week", since, f"version {live.version}", *trial)


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone()


def about_models(states: Sequence[Level]) -> str:
    """Say how all models are, by counting: "One of your three models needs you today. The other two are fine"."""
    total = len(states)
    everything = {1: "Your model", 2: "Both your models"}.get(total, f"All {_number(total)} of your models")
    return _sum_up(states, everything, lambda count: f"{_number(count).capitalize()} of your {_number(total)} models")


def about_findings(levels: Sequence[Level]) -> str:
    """Say what was found about one model: "One thing needs you today. Two are worth an eye. The other six are fine"."""
    everything = {1: "The one thing we looked at", 2: "Both things we looked at"}.get(
        len(levels), f"All {_number(len(levels))} things we looked at"
    )
    return _sum_up(
        levels, everything, lambda count: f"{_number(count).capitalize()} {'thing' if count == 1 else 'things'}"
    )


def _sum_up(levels: Sequence[Level], everything: str, some: Callable[[int], str]) -> str:
    """One short sentence for each level that occurs, the worst first."""
    counts = Counter(levels)
    present = [level for level in LEVELS if counts[level]]
    sentences = []
    for place, level in enumerate(present):
        count = counts[level]
        if place == 0:
            who = everything if len(present) == 1 else some(count)
        else:
            who = f"The other {_number(count)}" if level == present[-1] else _number(count).capitalize()
        sentences.append(f"{who} {_verb(level, count)}.")
    return " ".join(sentences)


def _verb(level: Level, count: int) -> str:
    one, many = _SAYS[level]
    return one if count == 1 else many


def _number(count: int) -> str:
    return _COUNTS[count] if count < len(_COUNTS) else str(count)

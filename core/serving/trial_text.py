"""Two versions at work at once, in words: how much each answered, how often they agree, how fast they are, which one was right.

They are told apart by outcomes alone, and only where chance does not explain the difference.
"""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from core.common.errors import NotPossibleNow
from core.common.words import Words
from core.models import registry
from core.models.metrics.intervals import Range, accuracy_range, error_range, z_score
from core.models.registry import Card
from core.serving import deployment
from core.serving.deployment import Live
from core.serving.prediction_log.trials import TrialAnswers, VersionAnswers, trial_answers
from core.storage.workspace import Workspace

ENOUGH_OUTCOMES = 20
"""Of each version, before anybody may say which one is better."""
SURE = 2.0
"""Standard errors between two figures that are not by chance."""


@dataclass(frozen=True)
class Said:
    """One thing that was looked at. `better`: which version does better in it, where that is sure."""

    about: str
    sentence: str
    better: int | None = None


@dataclass(frozen=True)
class SideBySide:
    """`how` both are at work, `headline` sums up, `said` is what it rests on."""

    newer: int
    older: int
    how: str
    headline: str
    said: tuple[Said, ...]


def side_by_side(workspace: Workspace, model_id: str, words: Words) -> SideBySide:
    """How the version beside the live one does so far. Raises NotFound, NotPossibleNow."""
    live = deployment.live_of(workspace, model_id)
    if live is None or live.beside is None:
        raise NotPossibleNow("Only one version is at work.", "Let another one come in beside it first.")
    card = registry.version(workspace, model_id, live.version).card
    did = trial_answers(
        workspace, model_id, live.beside.version, live.version, live.beside.since, watches=live.beside.watches
    )
    said = _all(did, live, card, words)
    outcomes = said[-1]
    headline = "It is too early to say which version is better."
    if outcomes.better is not None:
        headline = f"Version {outcomes.better} is right more often so far."
    elif did.troubles:
        headline = f"Version {live.beside.version} has trouble with some rows."
    return SideBySide(live.beside.version, live.version, _how(live, words), headline, said)


def _how(live: Live, words: Words) -> str:
    assert live.beside
    since = words.day(datetime.fromisoformat(live.beside.since).astimezone())
    if live.beside.watches:
        return f"Since {since}, version {live.beside.version} watches, and version {live.version} answers."
    share = words.of_100(live.beside.share)
    return f"Since {since}, version {live.beside.version} answers {share} rows, and version {live.version} the others."


def _all(did: TrialAnswers, live: Live, card: Card, words: Words) -> tuple[Said, ...]:
    assert live.beside
    newer, older = live.beside.version, live.version
    said = [_answers(did, newer, older, words)]
    if did.troubles:
        many = words.counted(did.troubles, "row")
        said.append(Said("Without an answer", f"Version {newer} could not answer {many}. Version {older} did.", older))
    if len(did.newer.answer) and len(did.older.answer):
        if did.paired:
            said.append(_agreement(did, card, words))
        said.append(_speed(did, newer, older, words))
    return (*said, _outcomes(did, card, newer, older, words))


def _answers(did: TrialAnswers, newer: int, older: int, words: Words) -> Said:
    here, there = (words.few(len(each.answer), "row") for each in (did.newer, did.older))
    if not len(did.newer.answer) and not len(did.older.answer):
        return Said("Answers", "Nothing was asked since then.")
    if did.paired:
        return Said("Answers", f"Version {newer} has watched {here}. Your shop got the answers of version {older}.")
    return Said("Answers", f"Version {newer} answered {here}, and version {older} answered {there}.")


def _agreement(did: TrialAnswers, card: Card, words: Words) -> Said:
    if card.predicts == "number":
        apart = float(np.median(np.abs(did.newer.answer - did.older.answer)))
        amount = words.money(apart) if card.unit else words.rounded(apart)
        return Said("Agreement", f"For half of the rows, their numbers lie less than {amount} apart.")
    same = float(np.mean(did.newer.answer == did.older.answer))
    return Said("Agreement", f"Both said the same in {words.of_100(same)} rows.")


def _speed(did: TrialAnswers, newer: int, older: int, words: Words) -> Said:
    here, there = (float(np.percentile(each.milliseconds, 75)) for each in (did.newer, did.older))
    if max(here, there) < 1:
        return Said("Speed", "Both answer in less than a thousandth of a second.")
    first, second = (f"{words.rounded(each)} thousandths of a second" for each in (here, there))
    better = newer if here * 2 < there else older if there * 2 < here else None
    return Said("Speed", f"Version {newer} answers most rows within {first}, version {older} within {second}.", better)


def _outcomes(did: TrialAnswers, card: Card, newer: int, older: int, words: Words) -> Said:
    if card.predicts == "segments":
        return Said("Outcomes", "Groups have no right answer, so only you can say which ones help you more.")
    known = [int(np.sum(~np.isnan(each.actual))) for each in (did.newer, did.older)]
    if min(known) < ENOUGH_OUTCOMES:
        return Said("Outcomes", _not_yet(min(known), words))
    here, there = (_figure(each, card) for each in (did.newer, did.older))
    ahead = z_score(here, there) * (-1 if card.predicts == "number" else 1)
    better = newer if ahead >= SURE else older if ahead <= -SURE else None
    end = "" if better else " The difference may be chance."
    if card.predicts == "number":
        first, second = (words.money(each.value) if card.unit else words.rounded(each.value) for each in (here, there))
        told = f"Version {newer} was off by {first} on average, version {older} by {second}."
    else:
        first, second = (words.of_100(each.value) for each in (here, there))
        if first == second:
            return Said("Outcomes", f"Both were right in {first} cases whose end is known.")
        told = f"Version {newer} was right in {first} cases, version {older} in {second}."
    return Said("Outcomes", told + end, better)


def _not_yet(known: int, words: Words) -> str:
    missing = words.counted(ENOUGH_OUTCOMES - known, "more outcome")
    return f"To say which one is right more often, {missing} of each version must be known."


def _figure(did: VersionAnswers, card: Card) -> Range:
    known = ~np.isnan(did.actual)
    answer, actual = did.answer[known], did.actual[known]
    if card.predicts == "number":
        return error_range(actual, answer)
    return accuracy_range(actual, answer)

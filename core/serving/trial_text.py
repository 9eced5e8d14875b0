"""Two versions at work at once, in words: how much each answered, how often they agree, how fast they are, which one was right.

They are told apart by outcomes alone, and only where chance does not explain the difference.
"""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from core.common.errors import NotPossibleNow
from core.common.words import Words
from core.models import registry
from core.models.metrics.intervals import accuracy_range, error_range, z_score
from core.models.registry import Card
from core.serving import deployment
from core.serving.deployment import Live
from core.serving.prediction_log.trials import Floats, TrialAnswers, VersionAnswers, trial_answers
from core.storage.workspace import Workspace

ENOUGH_OUTCOMES = 20
"""Of each version, before anybody may say which one is better."""
SURE = 2.0
"""Standard errors between two figures that are not by chance."""


@dataclass(frozen=True)
class TrialFinding:
    """One thing that was looked at. `better`: which version does better in it, where that is sure."""

    about: str
    sentence: str
    better: int | None = None


@dataclass(frozen=True)
class TrialText:
    """Two versions at work at once. `how` they share the rows, `headline` sums up, `findings` is what it rests on."""

    newer: int
    older: int
    how: str
    headline: str
    findings: tuple[TrialFinding, ...]


def describe_trial(workspace: Workspace, model_id: str, words: Words) -> TrialText:
    """Say how the version beside the live one does so far. Raise NotFound, NotPossibleNow."""
    live = deployment.live_of(workspace, model_id)
    if live is None or live.beside is None:
        raise NotPossibleNow("Only one version is at work.", "Let another one come in beside it first.")
    card = registry.version(workspace, model_id, live.version).card
    did = trial_answers(
        workspace, model_id, live.beside.version, live.version, live.beside.since, watches=live.beside.watches
    )
    findings = _findings(did, live, card, words)
    outcomes = findings[-1]
    headline = "It is too early to say which version is better."
    if outcomes.better is not None:
        headline = f"Version {outcomes.better} is right more often so far."
    elif did.troubles:
        headline = f"Version {live.beside.version} has trouble with some rows."
    return TrialText(live.beside.version, live.version, _how(live, words), headline, findings)


def _how(live: Live, words: Words) -> str:
    assert live.beside
    since = words.day(datetime.fromisoformat(live.beside.since).astimezone())
    if live.beside.watches:
        return f"Since {since}, version {live.beside.version} watches, and version {live.version} answers."
    share = words.of_100(live.beside.share)
    return f"Since {since}, version {live.beside.version} answers {share} rows, and version {live.version} the others."


def _findings(did: TrialAnswers, live: Live, card: Card, words: Words) -> tuple[TrialFinding, ...]:
    assert live.beside
    newer, older = live.beside.version, live.version
    found = [_answers(did, newer, older, words)]
    if did.troubles:
        many = words.counted(did.troubles, "row")
        found.append(
            TrialFinding("Without an answer", f"Version {newer} could not answer {many}. Version {older} did.", older)
        )
    if len(did.newer.answer) and len(did.older.answer):
        if did.paired:
            found.append(_agreement(did, card, words))
        found.append(_speed(did, newer, older, words))
    return (*found, _outcomes(did, card, newer, older, words))


def _answers(did: TrialAnswers, newer: int, older: int, words: Words) -> TrialFinding:
    here, there = (words.few(len(each.answer), "row") for each in (did.newer, did.older))
    if not len(did.newer.answer) and not len(did.older.answer):
        return TrialFinding("Answers", "Nothing was asked since then.")
    if did.paired:
        return TrialFinding(
            "Answers", f"Version {newer} has watched {here}. Your shop got the answers of version {older}."
        )
    return TrialFinding("Answers", f"Version {newer} answered {here}, and version {older} answered {there}.")


def _agreement(did: TrialAnswers, card: Card, words: Words) -> TrialFinding:
    if card.answer_type.is_amount:
        apart = words.amount(float(np.median(np.abs(did.newer.answer - did.older.answer))), card.unit)
        return TrialFinding("Agreement", f"For half of the rows, their numbers lie less than {apart} apart.")
    same = float(np.mean(did.newer.answer == did.older.answer))
    return TrialFinding("Agreement", f"Both said the same in {words.of_100(same)} rows.")


def _speed(did: TrialAnswers, newer: int, older: int, words: Words) -> TrialFinding:
    here, there = (float(np.percentile(each.milliseconds, 75)) for each in (did.newer, did.older))
    if max(here, there) < 1:
        return TrialFinding("Speed", "Both answer in less than a thousandth of a second.")
    first, second = (f"{words.rounded(each)} thousandths of a second" for each in (here, there))
    better = newer if here * 2 < there else older if there * 2 < here else None
    return TrialFinding(
        "Speed", f"Version {newer} answers most rows within {first}, version {older} within {second}.", better
    )


def _outcomes(did: TrialAnswers, card: Card, newer: int, older: int, words: Words) -> TrialFinding:
    kind = card.answer_type
    if kind.no_outcome:
        return TrialFinding("Outcomes", kind.no_outcome.undecided)
    known = [int(np.sum(~np.isnan(each.actual))) for each in (did.newer, did.older)]
    if min(known) < ENOUGH_OUTCOMES:
        return TrialFinding("Outcomes", _not_yet(min(known), words))
    return (_errors if kind.is_amount else _hits)(did, card, newer, older, words)


def _not_yet(known: int, words: Words) -> str:
    missing = words.counted(ENOUGH_OUTCOMES - known, "more outcome")
    return f"To say which one is right more often, {missing} of each version must be known."


def _errors(did: TrialAnswers, card: Card, newer: int, older: int, words: Words) -> TrialFinding:
    """Which version is nearer, on average."""
    here, there = (error_range(*_known(each)) for each in (did.newer, did.older))
    first, second = (words.amount(each.value, card.unit) for each in (here, there))
    sentence = f"Version {newer} was off by {first} on average, version {older} by {second}."
    return _compared(sentence, z_score(there, here), newer, older)


def _hits(did: TrialAnswers, _card: Card, newer: int, older: int, words: Words) -> TrialFinding:
    """Which version is right more often."""
    here, there = (accuracy_range(*_known(each)) for each in (did.newer, did.older))
    first, second = (words.of_100(each.value) for each in (here, there))
    if first == second:
        return TrialFinding("Outcomes", f"Both were right in {first} cases whose end is known.")
    sentence = f"Version {newer} was right in {first} cases, version {older} in {second}."
    return _compared(sentence, z_score(here, there), newer, older)


def _compared(sentence: str, ahead: float, newer: int, older: int) -> TrialFinding:
    """`ahead`: by how many standard errors the newer version does better."""
    better = newer if ahead >= SURE else older if ahead <= -SURE else None
    return TrialFinding("Outcomes", sentence + ("" if better else " The difference may be chance."), better)


def _known(did: VersionAnswers) -> tuple[Floats, Floats]:
    """Outcomes and answers of the rows whose outcome is known."""
    known = ~np.isnan(did.actual)
    return did.actual[known], did.answer[known]

"""What became of single answers, as somebody fills it in: how a case ended, what people did with the answer, how long they took."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from core.common.words import Words
from core.serving import deployment
from core.serving.deployment import Matched
from core.serving.prediction_log.reading import Row
from core.storage import job_queue
from core.storage.workspace import Workspace

DONE: Mapping[str, str] = {"followed": "Followed", "changed": "Did otherwise"}
"""What can be done with an answer: as it is reported, and as it is told."""
_MINUTE = 60.0


@dataclass(frozen=True)
class Feedback:
    """What is filled in of one answer; None where nothing is."""

    ended: str | None = None
    did: str | None = None
    """One of the words of DONE."""
    minutes: float | None = None


@dataclass(frozen=True)
class RecordedFeedback:
    """What became of the feedback that was filled in."""

    ended: Matched
    did: Matched
    alone: int
    """Answers of which only the minutes were said."""

    @property
    def matched(self) -> int:
        """Return how many outcomes and decisions found their answer."""
        return self.ended.matched + self.did.matched

    def says(self, words: Words) -> tuple[str, ...]:
        """Say what was noted, then what was not, or not for the first time."""
        noted = (
            f"How {words.few(self.ended.matched, 'case')} ended" if self.ended.matched else "",
            f"what was done with {words.few(self.did.matched, 'answer')}" if self.did.matched else "",
        )
        first = " and ".join(filter(None, noted))
        sentences = [f"{first[0].upper()}{first[1:]} is noted." if first else "Nothing was noted."]
        sentences += [*self.ended.says(words)[1:], *self.did.says(words)[1:]]
        if self.alone:
            sentences.append(
                f"Of {words.few(self.alone, 'answer')} only the minutes were said. Say what was done, too."
            )
        return tuple(sentences)


def known_feedback(row: Row, ended: str | None) -> Feedback:
    """Return what is known of an answer already. `ended`: how it ended, in the owner's words."""
    did = None if row.followed is None else DONE["followed" if row.followed else "changed"]
    return Feedback(ended, did, None if row.seconds is None else row.seconds / _MINUTE)


def record_feedback(
    workspace: Workspace, model_id: str, was: Mapping[str, Feedback], now: Mapping[str, Feedback]
) -> RecordedFeedback:
    """Record what was filled in beside what was known, by the id of each answer, and ask for a check-up.

    What is made empty again stays as it was told. Raise NotFound, NotPossibleNow.
    """
    ended = {key: told.ended for key, told in now.items() if told.ended and told.ended != was[key].ended}
    done = {key: told for key, told in now.items() if (told.did, told.minutes) != (was[key].did, was[key].minutes)}
    decided = {key: told for key, told in done.items() if told.did}
    alone = sum(told.did is None and told.minutes is not None for told in done.values())
    noted = RecordedFeedback(_outcomes(workspace, model_id, ended), _decisions(workspace, model_id, decided), alone)
    if noted.matched:
        job_queue.enqueue(workspace, "checkup", model=model_id)
    return noted


def _outcomes(workspace: Workspace, model_id: str, ended: Mapping[str, str]) -> Matched:
    told = pd.DataFrame({"id": list(ended), "actual": list(ended.values())})
    return deployment.record_outcomes(workspace, model_id, told, "id", "actual") if ended else Matched()


def _decisions(workspace: Workspace, model_id: str, decided: Mapping[str, Feedback]) -> Matched:
    if not decided:
        return Matched()
    reported = {word: key for key, word in DONE.items()}
    rows = [
        (key, reported[told.did or ""], None if told.minutes is None else told.minutes * _MINUTE)
        for key, told in decided.items()
    ]
    frame = pd.DataFrame(rows, columns=["id", "did", "seconds"])
    return deployment.record_decisions(workspace, model_id, frame, "id", "did", seconds_column="seconds")

"""The newest answers whose outcome is known: as many as it takes to judge them, from as short a time as can be."""

from dataclasses import dataclass

from core.monitoring.indicator import enough
from core.monitoring.window import Answers, Recent, Window, recent
from core.monitoring.window.recent import FOUR_WEEKS

SPANS = tuple(FOUR_WEEKS * months for months in (1, 2, 3, 6))
ADVICE, ACTION = "Enter what really happened: by file, or one by one.", "enter_outcomes"


@dataclass(frozen=True)
class Wanted:
    """How many known outcomes an indicator takes."""

    needs: int
    """Fewer than these say nothing."""
    plenty: int
    """When a short time holds these, it need not look further back."""
    of_each: int = 0
    """Of yes/no: how many of the rarer outcome it needs, and twice as many to be plenty."""


def settled(window: Window, wanted: Wanted) -> Recent:
    """Answers of the judged version with known outcome. Raises NotApplicable, with what is missing and how to enter it."""

    def plenty(answers: Answers) -> bool:
        return len(answers) >= wanted.plenty and _rarer(window, answers) >= 2 * wanted.of_each

    found = recent(window.judged.settled, window.today, plenty, SPANS)
    enough(len(found.answers), wanted.needs, "answers whose outcome is known", ADVICE, ACTION)
    enough(_rarer(window, found.answers), wanted.of_each, "known outcomes of each kind", ADVICE, ACTION)
    return found


def _rarer(window: Window, answers: Answers) -> int:
    """Of yes/no: how many have the rarer outcome. Of others there is no such limit."""
    positive = int((answers.actual == 1).sum())
    return min(positive, len(answers) - positive) if window.subject.predicts == "yes_no" else len(answers)

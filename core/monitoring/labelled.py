"""The newest answers whose outcome is known: as many as it takes to judge them, from as short a time as can be."""

from dataclasses import dataclass

from core.monitoring.indicator import enough
from core.monitoring.quality import Quality
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
    of_rarest: int = 0
    """How many of the rarest outcome it needs, where outcomes of one kind alone say nothing; twice as many are plenty."""


def newest_labelled(window: Window, quality: Quality, wanted: Wanted) -> Recent:
    """Return the newest answers of the judged version whose outcome is known.

    Raises NotApplicable, with what is missing and how to enter it.
    """

    def plenty(answers: Answers) -> bool:
        return len(answers) >= wanted.plenty and quality.rarest_outcome(answers.actual) >= 2 * wanted.of_rarest

    found = recent(window.judged.labelled, window.today, plenty, SPANS)
    enough(len(found.answers), wanted.needs, "answers whose outcome is known", ADVICE, ACTION)
    rarest = quality.rarest_outcome(found.answers.actual)
    enough(rarest, wanted.of_rarest, "known outcomes of each kind", ADVICE, ACTION)
    return found

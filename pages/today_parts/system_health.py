"""What needs the owner and belongs to no model, such as a disk that is nearly full."""

from core.common.finding import Finding, Level
from core.operations import system_health
from pages.shared import cards
from pages.shared.opened import words, workspace


def urgent() -> None:
    """Above the models: while it stands, they may not answer."""
    for finding in _findings("act"):
        cards.full_card(finding, "", words(), primary=False)


def calmer() -> None:
    """Below them."""
    for finding in _findings("watch"):
        cards.small_card(finding, "", words())


def _findings(level: Level) -> list[Finding]:
    return [finding for finding in system_health.findings(workspace().settings, words()) if finding.level == level]

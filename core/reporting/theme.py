"""Colours, words and icons of the report, and the headings that its forms share."""

from dataclasses import dataclass

from core.common.finding import Level

INK = "#22302D"
MUTED = "#5B6461"
ACCENT = "#1F5F55"
BAND = "#DDE9E4"
LINE = "#E2DDD0"
SERIES = (ACCENT, "#C27A12", "#5B7FA6", "#B5412F", "#8C6BB1", "#7A837F")
TYPEFACE = "Libertinus Serif"


@dataclass(frozen=True)
class Badge:
    """How a level is shown: colour never stands alone."""

    word: str
    text: str
    ground: str
    strokes: str
    """The icon: SVG path data in a square of 16 by 16."""

    def icon(self, colour: str) -> str:
        """Return the badge's icon as SVG."""
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16" fill="none" '
            f'stroke="{colour}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">'
            f'<path d="{self.strokes}"/></svg>'
        )


_CIRCLE = "M8 1.6a6.4 6.4 0 1 1 0 12.8a6.4 6.4 0 1 1 0-12.8"
_EYE = "M1 8c2-3.4 4.3-5 7-5s5 1.6 7 5c-2 3.4-4.3 5-7 5s-5-1.6-7-5M8 6a2 2 0 1 1 0 4a2 2 0 1 1 0-4"
_HOURGLASS = "M3.5 1.6h9M3.5 14.4h9M4.6 1.6v2.6L8 8l3.4-3.8V1.6M4.6 14.4v-2.6L8 8l3.4 3.8v2.6"

BADGES: dict[Level, Badge] = {
    "good": Badge("Good", "#1F6547", "#E4F0E8", f"{_CIRCLE}M5 8.2l2.1 2.1L11 6"),
    "watch": Badge("Watch", "#8A5300", "#FBEFD8", _EYE),
    "act": Badge("Act now", "#9A3021", "#F8E4DF", f"{_CIRCLE}M8 4.6v4M8 11.2v.1"),
    "not_yet": Badge("Not enough yet", "#5B6461", "#EDEBE4", _HOURGLASS),
}

HEADINGS = {
    "picture": "The month in a picture",
    "steps": "What to do",
    "health": "Is it still good?",
    "privacy": "Is it careful with people’s data?",
    "made": "How this was made",
    "appendix": "Appendix: the figures",
}
NO_STEPS = "Nothing needs you this month."
NO_FINDINGS = "Nothing was looked at here this month."
NO_PICTURE = "There is no picture yet: it needs more answers and outcomes."
SIGNED = "Made by Plainwell on this computer · signed {signature}"
FINDING_COLUMNS = ("Finding", "In words")
PAGE_OF = "{page} of {pages}"

"""Days, from the times that the core keeps, in the owner's own zone and words."""

from datetime import datetime

from pages.shared.opened import words
from pages.shared.text import plain


def picker() -> str:
    """How a field for a day is written: the month first only where people write it so."""
    return "MM/DD/YYYY" if words().locale == "en_US" else "DD/MM/YYYY"


def day(at: str) -> str:
    """ISO text in UTC -> "3 March 2026", ready for markdown."""
    return plain(words().day(datetime.fromisoformat(at).astimezone()))

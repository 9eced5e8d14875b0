"""The short lines and the drawing that every form of the report has in common."""

from core.common.words import Words
from core.reporting.contents import Contents


def title(contents: Contents) -> str:
    """Return the document's title: what a window or a list of files shows."""
    return f"{contents.model}, {contents.month_in_words}"


def whose(contents: Contents) -> str:
    """Return business and month; the month alone where the business has no name."""
    return " · ".join(part for part in (contents.business, contents.month_in_words) if part)


def subject(contents: Contents) -> str:
    """Return the model, its version and since when it is live."""
    live = f", live since {contents.live_since}" if contents.live_since else ""
    return f"{contents.model} · version {contents.version}{live}"


def sentence(text: str) -> str:
    """Return `text` with a full stop, unless it ends a sentence already."""
    return text if text.endswith((".", "?", "…")) else f"{text}."


def drawing(contents: Contents) -> str:
    """Draw the month's chart as SVG; empty where there is none.

    What draws it takes a second to import, so it is not imported at the top."""
    from core.reporting.charts import draw

    picture = contents.picture
    return draw(picture.chart, Words(contents.locale), picture.level) if picture else ""

"""The month's chart as SVG: small and calm, drawn on this computer without any font or data from outside."""

from typing import Any

import altair as alt
import vl_convert

from core.common.finding import Chart, Level
from core.common.words import Words
from core.reporting import chart_parts as parts
from core.reporting.theme import BADGES, BAND, INK, MUTED

WIDTH = 520
HEIGHT = 165
BAR = 22
LONG_NAME = 8
"""Letters from which names of bars stand beside them instead of under them."""


def draw(chart: Chart, words: Words, level: Level = "good") -> str:
    """Draw `chart` as SVG; the newest value of a single line is written in the colour of `level`."""
    lying = chart.kind == "bar" and any(len(place) > LONG_NAME for place in chart.places)
    if chart.kind == "line":
        layers = _lines(chart, words, level)
    else:
        layers = _lying_bars(chart, words) if lying else _standing_bars(chart, words)
    height = BAR * len(chart.places) * len(chart.series) + 40 if lying else HEIGHT
    drawing = alt.layer(*layers).properties(
        width=WIDTH, height=height, autosize=alt.AutoSizeParams(type="fit", contains="padding"), padding=4
    )
    return str(vl_convert.vegalite_to_svg(drawing.configure(**parts.CALM).to_dict(), allowed_base_urls=[]))


def _lines(chart: Chart, words: Words, level: Level) -> list[Any]:
    points = parts.points(chart, words)
    known = [point for point in points if point["value"] is not None]
    single = len(chart.series) == 1
    x, y, colour = parts.places(chart), parts.values(chart), parts.colour(chart)
    newest = parts.on(known[-1:] if single else []).mark_text(dy=-11 if _rising(known) else 13, **_bold(level))
    return [
        _band(chart, known).encode(x=x),
        parts.on(points).mark_line(strokeWidth=1.8).encode(x=x, y=y, color=colour),
        parts.on(known).mark_circle(size=26, opacity=1).encode(x=x, y=y, color=colour),
        *_reference(chart),
        *_names_of_values(chart, words),
        newest.encode(x=x, y=y, text="text:N"),
    ]


def _band(chart: Chart, known: list[parts.Point]) -> Any:
    """The range in which the true number most likely lies."""
    single = len(chart.series) == 1
    ranged = [point for point in known if point["low"] is not None and point["high"] is not None]
    band = parts.on(ranged).mark_area(color=BAND) if single else parts.on(ranged).mark_area(fillOpacity=0.15)
    coloured = {} if single else {"color": parts.colour(chart)}
    return band.encode(y=alt.Y("low:Q", scale=parts.scale(chart)), y2="high:Q", **coloured)


def _rising(known: list[parts.Point]) -> bool:
    """Then the newest number stands above its point, clear of the line that leads to it."""
    return len(known) > 1 and bool(known[-1]["value"] >= known[-2]["value"])


def _bold(level: Level) -> dict[str, Any]:
    return {"fontWeight": "bold", "fontSize": 10.5, "color": BADGES[level].text}


def _standing_bars(chart: Chart, words: Words) -> list[Any]:
    slender = max(0.3, 1 - 0.12 * len(chart.places) * len(chart.series))
    beside = alt.XOffset("series:N", sort=parts.names(chart))
    bars = parts.on(parts.points(chart, words)).mark_bar(cornerRadiusEnd=2)
    return [
        bars.encode(x=parts.places(chart, slender), y=parts.values(chart), xOffset=beside, color=parts.colour(chart)),
        *_reference(chart),
        *_names_of_values(chart, words),
    ]


def _lying_bars(chart: Chart, words: Words) -> list[Any]:
    """Each bar with its name before it and its number behind it."""
    names = parts.different(chart.places)
    scale = alt.Scale(domain=names, padding=0.3)
    y = alt.Y("place:N", sort=names, axis=alt.Axis(labelLimit=240, grid=False), scale=scale, title=None)
    x = alt.X("value:Q", axis=None, scale=parts.scale(chart))
    base = parts.on(parts.points(chart, words)).encode(
        x=x, y=y, yOffset=alt.YOffset("series:N", sort=parts.names(chart))
    )
    number = base.mark_text(align="left", dx=4, fontSize=9, color=INK)
    return [base.mark_bar(cornerRadiusEnd=2).encode(color=parts.colour(chart)), number.encode(text="text:N")]


def _reference(chart: Chart) -> list[Any]:
    """A dotted line at the value that others are compared with, and its name, clear of what is drawn below it."""
    if chart.reference is None:
        return []
    early = len(chart.places) // 3 + 1
    clear = max([chart.reference, *parts.known(chart, early)])
    base = parts.on([{"value": chart.reference, "text": chart.reference_label, "clear": clear}])
    line = base.mark_rule(strokeDash=[2, 2], color=MUTED).encode(y=alt.Y("value:Q", scale=parts.scale(chart)))
    name = base.mark_text(align="left", dy=-8, dx=6, fontSize=9, color=MUTED)
    return [line, name.encode(y=alt.Y("clear:Q", scale=parts.scale(chart)), x=alt.value(0), text="text:N")]


def _names_of_values(chart: Chart, words: Words) -> list[Any]:
    """As marks, because labels of an axis would have to be written in the drawing's language."""
    base = parts.on([{"value": value, "text": name} for value, name in parts.value_names(chart, words).items()])
    mark = base.mark_text(align="right", fontSize=9, color=MUTED)
    return [mark.encode(y=alt.Y("value:Q", scale=parts.scale(chart)), x=alt.value(-6), text="text:N")]

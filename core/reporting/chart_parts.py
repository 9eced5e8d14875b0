"""What lines and bars have in common: the points as data, the axes, the colours.

Names and labels reach the drawing as data, never as part of its language, so nothing in them can become a command.
"""

import math
from collections.abc import Sequence
from typing import Any

import altair as alt

from core.common.finding import Chart
from core.common.words import Words
from core.reporting.theme import INK, LINE, MUTED, SERIES, TYPEFACE

Point = dict[str, Any]

CALM: dict[str, Any] = {
    "aria": False,  # whoever places the drawing says in words what it shows
    "background": "#FFFFFF00",
    "font": TYPEFACE,
    "view": {"stroke": LINE},
    "axis": {
        "labelFont": TYPEFACE,
        "labelColor": MUTED,
        "labelFontSize": 9,
        "labelAngle": 0,
        "labelPadding": 5,
        "gridColor": LINE,
        "domain": False,
        "ticks": False,
        "title": None,
    },
    "legend": {
        "labelFont": TYPEFACE,
        "labelColor": INK,
        "labelFontSize": 9,
        "symbolType": "circle",
        "symbolOpacity": 1,
    },
}


def on(points: list[Point]) -> Any:
    """Return the altair chart that marks are drawn upon, with `points` as its data."""
    return alt.Chart(alt.InlineData(points))


def points(chart: Chart, words: Words) -> list[Point]:
    """Return one point for each place of each series, known or not."""
    return [
        {
            "place": place,
            "series": series.name,
            "value": series.values[at],
            "low": series.low[at] if series.low else None,
            "high": series.high[at] if series.high else None,
            "text": value_text(chart, series.values[at], words),
        }
        for series in chart.series
        for at, place in enumerate(different(chart.places))
    ]


def different(places: Sequence[str]) -> list[str]:
    """Return the places, with nothing visible added where two have the same name, so that they are not drawn as one."""
    return [place + "\u200b" * list(places[:at]).count(place) for at, place in enumerate(places)]


def value_text(chart: Chart, value: float | None, words: Words) -> str:
    """Write a value as the top of its axis is written: with "100 of 100" there, 0.41 becomes "41"."""
    if value is None:
        return ""
    of_100 = chart.top == 1.0 and chart.top_label.startswith("100")
    return words.number(round(value * 100)) if of_100 else words.rounded(value)


def value_names(chart: Chart, words: Words) -> dict[float, str]:
    """Return what ends and middle of the value axis are called."""
    named = {value: value_text(chart, value, words) for value in ticks(chart)}
    return {**named, chart.top: chart.top_label} if chart.top in named and chart.top_label else named


def ticks(chart: Chart) -> list[float]:
    """Return the values at which the value axis has a line: both ends, and zero or the middle."""
    bottom, top = ends(chart)
    return [bottom, 0.0 if bottom < 0 else top / 2, top]


def places(chart: Chart, padding: float = 0.5) -> Any:
    """Return the axis along the bottom. What does not fit beside its neighbours is left out rather than turned or cut."""
    names = different(chart.places)
    axis = alt.Axis(grid=False, labelOverlap="greedy", labelLimit=90)
    return alt.X("place:N", sort=names, axis=axis, scale=alt.Scale(domain=names, padding=padding), title=None)


def values(chart: Chart) -> Any:
    """Return the value axis, with lines but without words."""
    return alt.Y("value:Q", scale=scale(chart), axis=alt.Axis(values=ticks(chart), labels=False), title=None)


def scale(chart: Chart) -> Any:
    """Return the scale of the value axis."""
    return alt.Scale(domain=ends(chart), nice=False)


def ends(chart: Chart) -> list[float]:
    """Return the ends of the value axis: zero, or a value below it, and the chart's own top or a round number above all values."""
    found = [0.0, *known(chart), *([chart.reference] if chart.reference is not None else [])]
    return [min(found), _round_above(max(found)) if chart.top is None else max(chart.top, *found)]


def _round_above(value: float) -> float:
    """A number above `value` whose half is easy to say too."""
    step: float = 10 ** math.floor(math.log10(value)) if value > 0 else 1.0
    return next(step * times for times in (1, 2, 4, 6, 8, 10, 20) if step * times > value * 1.05)


def known(chart: Chart, most: int | None = None) -> list[float]:
    """Return all values and ends of ranges that are known, of the first `most` places."""
    parts = [part for series in chart.series for part in (series.values, series.low, series.high)]
    return [value for part in parts for value in part[:most] if value is not None]


def names(chart: Chart) -> list[str]:
    return [series.name for series in chart.series]


def colours(chart: Chart) -> Any:
    """Return one colour for each series."""
    return alt.Scale(domain=names(chart), range=[SERIES[at % len(SERIES)] for at in range(len(chart.series))])


def colour(chart: Chart) -> Any:
    """Return how altair colours the series, with a key where there is more than one."""
    key = alt.Legend(title=None, orient="top", labelLimit=200, columns=3) if len(chart.series) > 1 else None
    return alt.Color("series:N", scale=colours(chart), legend=key)

"""A few numbers in a row as lines, each with the range in which the true number most likely lies."""

import plotly.graph_objects as go

from core.common.finding import Chart, Series
from core.common.words import Words
from pages.shared.charts.frame import MOST_HEIGHT, colours, empty, held_against, text, value_axis

MOST_LETTERS = 62
"""Letters of small type that fit below a chart on a phone."""


def lines(chart: Chart, words: Words) -> go.Figure:
    places = [text(place) for place in chart.places]
    figure = empty(MOST_HEIGHT)
    for series, colour in zip(chart.series, colours(), strict=False):
        _band(figure, places, series, colour)
        figure.add_scatter(
            x=places,
            y=list(series.values),
            mode="lines+markers",
            line={"color": colour, "width": 2.5},
            marker={"size": 7},
            name=text(series.name),
            hovertemplate="%{x}: %{y:.3~g}",
        )
    figure.update_yaxes(**value_axis(chart, words))
    figure.update_xaxes(type="category", showgrid=False, tickangle=0, dtick=_every(places))
    held_against(figure, chart)
    _label_lines(figure, chart, places)
    return figure


def _band(figure: go.Figure, places: list[str], series: Series, colour: str) -> None:
    """The range in which the true number most likely lies, as a soft band behind the line."""
    if not series.low or not series.high:
        return
    known = [i for i in range(len(places)) if series.low[i] is not None and series.high[i] is not None]
    there, back = [places[i] for i in known], [places[i] for i in reversed(known)]
    figure.add_scatter(
        x=there + back,
        y=[series.high[i] for i in known] + [series.low[i] for i in reversed(known)],
        mode="lines",
        line={"width": 0, "color": colour},
        fill="toself",
        fillcolor=colour,
        opacity=0.16,
        hoverinfo="skip",
    )


def _every(places: list[str]) -> int:
    """Every place is named while they fit side by side on a phone, else every second, third…"""
    return max(1, round(sum(len(place) + 2 for place in places) / MOST_LETTERS))


def _label_lines(figure: go.Figure, chart: Chart, places: list[str]) -> None:
    """The name beside its line instead of a legend, where there is more than one: at the place where they are farthest apart."""
    known = [i for i in range(len(places)) if all(series.values[i] is not None for series in chart.series)]
    if len(chart.series) == 1 or not known:
        return
    spread = {i: max(s.values[i] for s in chart.series) - min(s.values[i] for s in chart.series) for i in known}
    widest = max(known, key=lambda i: (spread[i], i))
    highest = max(series.values[widest] for series in chart.series)
    for series, colour in zip(chart.series, colours(), strict=False):
        above = series.values[widest] == highest
        figure.add_annotation(
            x=places[widest],
            y=series.values[widest],
            text=text(series.name),
            font={"color": colour},
            showarrow=False,
            yanchor="bottom" if above else "top",
            yshift=8 if above else -8,
        )

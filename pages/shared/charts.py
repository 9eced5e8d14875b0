"""A chart of core (a few numbers) as a plotly figure in the colours of the theme in use, light or dark."""

from html import escape

import plotly.graph_objects as go
import plotly.io as pio
import streamlit as st

from core.finding import Chart, Series
from core.words import Words, clean

MOST_HEIGHT = 210
FEW_BARS = 2
LONG_NAME = 8
"""Bars with longer names than this lie on their side."""
MOST_LETTERS = 62
"""Letters of small type that fit below a chart on a phone."""
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}


def draw(chart: Chart, words: Words, key: str) -> None:
    """The picture, with a sentence for those who cannot see it."""
    figure = _bars(chart, words) if chart.kind == "bar" else _lines(chart, words)
    st.plotly_chart(figure, key=key, config=CONFIG, alt=clean(chart.shows, 400))


def _colours() -> tuple[str, ...]:
    """Stand-ins that the browser replaces by the theme's chart colours, so that a change of theme needs no rerun."""
    return pio.templates["streamlit"].layout.colorway


def _text(name: object) -> str:
    """A name from a file for plotly, which reads tags in text."""
    return escape(clean(name, 28), quote=False)


def _lines(chart: Chart, words: Words) -> go.Figure:
    places = [_text(place) for place in chart.places]
    figure = _figure(MOST_HEIGHT)
    for series, colour in zip(chart.series, _colours(), strict=False):
        _band(figure, places, series, colour)
        figure.add_scatter(
            x=places,
            y=list(series.values),
            mode="lines+markers",
            line={"color": colour, "width": 2.5},
            marker={"size": 7},
            name=_text(series.name),
            hovertemplate="%{x}: %{y:.3~g}",
        )
    figure.update_yaxes(**_value_axis(chart, words))
    figure.update_xaxes(type="category", showgrid=False, tickangle=0, dtick=_every(places))
    _reference(figure, chart)
    _label_lines(figure, chart, places)
    return figure


def _bars(chart: Chart, words: Words) -> go.Figure:
    lying = len(chart.series) == 1 and max((len(str(place)) for place in chart.places), default=0) > LONG_NAME
    places = [_text(place) for place in chart.places]
    figure = _figure(min(MOST_HEIGHT, 44 + 30 * len(places)) if lying else MOST_HEIGHT)
    for series, colour in zip(chart.series, _colours(), strict=False):
        figure.add_bar(
            x=list(series.values) if lying else places,
            y=places if lying else list(series.values),
            orientation="h" if lying else "v",
            marker={"color": colour, "cornerradius": 4},
            name=_text(series.name),
            hovertemplate="%{y}: %{x:.3~g}" if lying else "%{x}: %{y:.3~g}",
        )
    if lying:
        figure.update_yaxes(type="category", autorange="reversed", showgrid=False, ticks="", automargin=True)
        figure.update_xaxes(**_value_axis(chart, words))
    else:
        figure.update_yaxes(**_value_axis(chart, words))
        figure.update_xaxes(type="category", showgrid=False, tickangle=0)
        _reference(figure, chart)
    figure.update_layout(bargap=0.35 if len(places) > FEW_BARS else 0.75, showlegend=len(chart.series) > 1)
    return figure


def _figure(height: int) -> go.Figure:
    figure = go.Figure()
    figure.update_layout(
        height=height,
        margin={"l": 0, "r": 8, "t": 14, "b": 0},
        showlegend=False,
        dragmode=False,
        hovermode="closest",
        legend={"orientation": "h", "y": 1.18, "x": 0},
    )
    figure.update_xaxes(fixedrange=True, zeroline=False, title=None)
    figure.update_yaxes(fixedrange=True, zeroline=False, title=None)
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


def _value_axis(chart: Chart, words: Words) -> dict[str, object]:
    values = [
        value for series in chart.series for value in (*series.values, *series.low, *series.high) if value is not None
    ]
    if chart.top is None or min(values, default=0) < 0:
        return {"rangemode": "tozero", "nticks": 4, "separatethousands": True}
    ticks = [0, chart.top / 2, chart.top]
    names = ["0", _middle(chart, words), chart.top_label or words.rounded(chart.top)]
    return {"range": [0, chart.top * 1.04], "tickvals": ticks, "ticktext": names}


def _middle(chart: Chart, words: Words) -> str:
    """The name of the middle of the axis, in the words of its top: "100 of 100" has 50 below it, "all that leave" has half."""
    if not chart.top_label:
        return words.rounded((chart.top or 0.0) / 2)
    first = chart.top_label.split()[0].replace(",", "")
    return words.rounded(float(first) / 2) if first.isdigit() else "half"


def _every(places: list[str]) -> int:
    """Every place is named while they fit side by side on a phone, else every second, third…"""
    return max(1, round(sum(len(place) + 2 for place in places) / MOST_LETTERS))


def _reference(figure: go.Figure, chart: Chart) -> None:
    """What it is held against, as a dotted line; its words stand clear of line and band."""
    if chart.reference is None:
        return
    figure.add_hline(y=chart.reference, line={"dash": "dot", "width": 2, "color": _colours()[5]})
    first = [top for series in chart.series for top in (*series.values[:3], *series.high[:3]) if top is not None]
    figure.add_annotation(
        x=0.005,
        xref="paper",
        y=max([chart.reference, *first]),
        text=_text(chart.reference_label),
        showarrow=False,
        xanchor="left",
        yanchor="bottom",
    )


def _label_lines(figure: go.Figure, chart: Chart, places: list[str]) -> None:
    """The name beside its line instead of a legend, where there is more than one: at the place where they are farthest apart."""
    known = [i for i in range(len(places)) if all(series.values[i] is not None for series in chart.series)]
    if len(chart.series) == 1 or not known:
        return
    spread = {i: max(s.values[i] for s in chart.series) - min(s.values[i] for s in chart.series) for i in known}
    widest = max(known, key=lambda i: (spread[i], i))
    highest = max(series.values[widest] for series in chart.series)
    for series, colour in zip(chart.series, _colours(), strict=False):
        above = series.values[widest] == highest
        figure.add_annotation(
            x=places[widest],
            y=series.values[widest],
            text=_text(series.name),
            font={"color": colour},
            showarrow=False,
            yanchor="bottom" if above else "top",
            yshift=8 if above else -8,
        )

"""A few numbers side by side as bars; they lie on their side when their names are long."""

import plotly.graph_objects as go

from core.common.finding import Chart
from core.common.words import Words
from pages.shared.charts.frame import MOST_HEIGHT, colours, empty, held_against, text, value_axis

FEW_BARS = 2
LONG_NAME = 8
"""Bars with longer names than this lie on their side."""


def bars(chart: Chart, words: Words) -> go.Figure:
    lying = len(chart.series) == 1 and max((len(str(place)) for place in chart.places), default=0) > LONG_NAME
    places = [text(place) for place in chart.places]
    figure = empty(min(MOST_HEIGHT, 44 + 30 * len(places)) if lying else MOST_HEIGHT)
    for series, colour in zip(chart.series, colours(), strict=False):
        figure.add_bar(
            x=list(series.values) if lying else places,
            y=places if lying else list(series.values),
            orientation="h" if lying else "v",
            marker={"color": colour, "cornerradius": 4},
            name=text(series.name),
            hovertemplate="%{y}: %{x:.3~g}" if lying else "%{x}: %{y:.3~g}",
        )
    if lying:
        figure.update_yaxes(type="category", autorange="reversed", showgrid=False, ticks="", automargin=True)
        figure.update_xaxes(**value_axis(chart, words))
    else:
        figure.update_yaxes(**value_axis(chart, words))
        figure.update_xaxes(type="category", showgrid=False, tickangle=0)
        held_against(figure, chart)
    figure.update_layout(bargap=0.35 if len(places) > FEW_BARS else 0.75, showlegend=len(chart.series) > 1)
    return figure

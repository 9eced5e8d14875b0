"""What both kinds of chart share: size, axes, colours of the theme, and what the values are held against."""

from html import escape

import plotly.graph_objects as go
import plotly.io as pio

from core.common.finding import Chart
from core.common.words import Words, clean

MOST_HEIGHT = 210


def colours() -> tuple[str, ...]:
    """Stand-ins that the browser replaces by the theme's chart colours, so that a change of theme needs no rerun."""
    return pio.templates["streamlit"].layout.colorway


def text(name: object) -> str:
    """A name from a file for plotly, which reads tags in text."""
    return escape(clean(name, 28), quote=False)


def empty(height: int) -> go.Figure:
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


def value_axis(chart: Chart, words: Words) -> dict[str, object]:
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


def held_against(figure: go.Figure, chart: Chart) -> None:
    """What it is held against, as a dotted line; its words stand clear of line and band."""
    if chart.reference is None:
        return
    figure.add_hline(y=chart.reference, line={"dash": "dot", "width": 2, "color": colours()[5]})
    first = [top for series in chart.series for top in (*series.values[:3], *series.high[:3]) if top is not None]
    figure.add_annotation(
        x=0.005,
        xref="paper",
        y=max([chart.reference, *first]),
        text=text(chart.reference_label),
        showarrow=False,
        xanchor="left",
        yanchor="bottom",
    )

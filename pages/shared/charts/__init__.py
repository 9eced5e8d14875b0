"""A chart of core (a few numbers) as a plotly figure in the colours of the theme in use, light or dark."""

import streamlit as st

from core.common.finding import Chart
from core.common.words import Words, clean
from pages.shared.charts.bar import bars
from pages.shared.charts.line import lines

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}


def draw(chart: Chart, words: Words, key: str) -> None:
    """The picture, with a sentence for those who cannot see it."""
    figure = bars(chart, words) if chart.kind == "bar" else lines(chart, words)
    st.plotly_chart(figure, key=key, config=CONFIG, alt=clean(chart.shows, 400))

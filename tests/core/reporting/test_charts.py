"""The chart's drawing, read back from its SVG."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from core.common.finding import Chart, Series
from core.common.words import Words
from core.reporting.charts import draw
from core.reporting.theme import BADGES
from tests.core.reporting.samples import HOSTILE, LINE

SVG = "{http://www.w3.org/2000/svg}"


def texts(chart: Chart) -> list[str]:
    root = ET.fromstring(draw(chart, Words(), "act"))
    return [(text.text or "").replace("\u200b", "") for text in root.iter(f"{SVG}text")]


def test_the_newest_value_and_the_ends_of_the_axis_are_written() -> None:
    written = texts(LINE)
    assert "100 of 100" in written
    assert "50" in written
    assert "when it went live: 62" in written
    assert written.count("41") == 1
    assert [text for text in written if text in LINE.places] == list(LINE.places)


def test_the_newest_value_has_the_colour_of_the_state() -> None:
    root = ET.fromstring(draw(LINE, Words(), "act"))
    assert [text.get("fill") for text in root.iter(f"{SVG}text") if text.text == "41"] == [BADGES["act"].text]


def test_names_reach_the_drawing_as_text_alone() -> None:
    hostile = Chart(
        "bar", (HOSTILE, "datum.value"), (Series(HOSTILE, (0.1, 0.2)), Series("b", (0.3, 0.4))), "shows", 1.0, HOSTILE
    )
    root = ET.fromstring(draw(hostile, Words()))
    assert not list(root.iter(f"{SVG}script"))
    assert any((text.text or "").startswith("*bold* _it_") for text in root.iter(f"{SVG}text"))


def test_two_places_of_the_same_name_are_drawn_as_two() -> None:
    twice = replace(LINE, places=("Jan", "Feb", "Jan"), series=(Series("a", (1.0, 2.0, 3.0)),), top=None)
    assert texts(twice).count("Jan") == 2


@pytest.mark.parametrize(
    "chart",
    [
        Chart("line", ("1 Oct",), (Series("a", (1.8,)),), "one point"),
        Chart("line", ("a", "b"), (Series("a", (None, None)),), "nothing known"),
        Chart("bar", (), (Series("a", ()),), "nothing at all"),
        Chart("line", ("a", "b"), (Series("a", (-3.0, 5.0)),), "below zero", reference=1.0, reference_label="usual"),
        Chart("bar", ("Guessing", "This model"), (Series("a", (0.5, 0.8), (None, 0.7), (None, 0.9)),), "two", 1.0),
        Chart("line", ("a", "b", "c"), (Series("a", (1.0, None, 2.0)), Series("b", (2.0, 2.0, 2.0))), "a gap"),
        Chart("line", tuple(f"{day} Oct" for day in range(1, 32)), (Series("a", tuple(range(31))),), "a month"),
    ],
    ids=lambda chart: chart.shows,
)
def test_every_shape_of_chart_can_be_drawn(chart: Chart) -> None:
    assert ET.fromstring(draw(chart, Words())).tag == f"{SVG}svg"

"""How many of the rows it learned from describe exactly one person, as coarsely as the model remembers them."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.common.finding import Chart, Level, Series
from core.common.words import Words, clean
from core.data.personal import KNOWN_OF_SOMEBODY
from core.monitoring.indicator import Indicator, NotApplicable
from core.monitoring.window import Window

MANY = 0.05
"""Share of rows that stand alone from which on it is said; the same as before a table is learned from."""
CROWDS = ("Alone", "In twos", "In threes", "Among more")


@dataclass(frozen=True)
class UniquenessReading:
    columns: tuple[str, ...]
    """Those it uses that describe people."""
    alike: tuple[int, ...]
    """Rows with no other, one, two, or more others like them; all zero where it uses too few such columns to tell people apart."""

    @property
    def rows(self) -> int:
        """Return how many rows were counted."""
        return sum(self.alike)

    @property
    def alone(self) -> int:
        """Return how many rows have no other like them."""
        return self.alike[0]


def measure(window: Window) -> UniquenessReading:
    """Count learned rows by how many others are like them in what describes people.

    Raises NotApplicable for versions made before this was counted.
    """
    columns = tuple(asked.name for asked in window.reference.inputs if asked.personal in KNOWN_OF_SOMEBODY)
    if len(columns) < 2:
        return UniquenessReading(columns, (0, 0, 0, 0))
    if not len(window.reference.alike):
        raise NotApplicable("This version was made before this was counted.", "Train it again.", "retrain")
    return UniquenessReading(columns, tuple(int(rows) for rows in window.reference.alike))


def grade(reading: UniquenessReading) -> Level:
    return "watch" if reading.alone > MANY * reading.rows else "good"


def slots(reading: UniquenessReading, words: Words) -> Mapping[str, str]:
    names = words.items([f"“{clean(name, 25)}”" for name in reading.columns])
    counted = (
        f"{words.few(reading.alone, 'row describes', 'rows describe').capitalize()} exactly one person by {names}."
    )
    out_of = f"It learned from {words.few(reading.rows, 'row')}."
    few = "It uses too few facts about people for a row to be found by them."
    return {"counted": counted, "state": f"{counted} {out_of}" if reading.rows else few, "out_of": out_of}


def chart(reading: UniquenessReading, words: Words) -> Chart | None:
    if not reading.rows:
        return None
    return Chart(
        kind="bar",
        places=CROWDS,
        series=(Series("Rows", tuple(float(rows) for rows in reading.alike)),),
        shows=f"{words.of_100(reading.alone / reading.rows).capitalize()} rows that it learned from stand alone.",
    )


INDICATOR = Indicator(
    key="uniqueness",
    title="Rows that point at one person",
    question="Could somebody be found in what it learned from?",
    group="privacy",
    needs=0,
    why="Who knows a few facts about a person could find the row, and learn the rest.",
    method="Groups of one among learned rows in the bins of the describing inputs (k-anonymity, Sweeney, 2002).",
    measure=measure,
    grade=grade,
    says={
        "good": "{state}",
        "watch": "Many rows point at one person. {counted} {out_of}",
    },
    advice={
        "watch": "Look at the table: what can be rounded has a button there. Then train it again, or train it without one of them."
    },
    slots=slots,
    value=lambda reading: float(reading.alone),
    unit=lambda reading: "row" if reading.alone == 1 else "rows",
    figures=lambda reading: (
        f"{reading.alone} of {reading.rows} learned rows with k = 1, {reading.alike[1]} with k = 2."
    ),
    chart=chart,
    actions={"watch": "look_at_data"},
    rank=74,
)

"""Whether some of the known answers look wrong."""

from dataclasses import dataclass, replace

import numpy as np

from core.common.finding import Cause, Chart, Level, Remedy, Series
from core.common.words import Words
from core.models.learning import label_errors, quick_model
from core.models.learning.label_checks import CannotCompare
from core.models.problem_types import learning_type
from core.monitoring.indicator import Indicator, NotApplicable, enough
from core.monitoring.table_check import CheckedTable, Learnable

SURE = 0.8
"""Only where the rarer answers too can be foreseen with such a chance does a contradicted one say anything."""
CLEAR = 0.08
MOST_NAMED = 500


@dataclass(frozen=True)
class TableLabelNoiseReading:
    found: label_errors.LabelErrors
    rows: int
    """Looked at."""
    suspicious: tuple[int, ...]
    """Numbers of the rows that are more likely wrong than not, the most likely first."""
    answer: str
    floor: float
    """Share of wrong answers that has to be all but certain, before anything is said."""

    @property
    def many(self) -> int:
        """Say about how many of the rows that were looked at are wrong."""
        return round(self.found.floor * self.rows)


def measure(table: CheckedTable) -> TableLabelNoiseReading:
    target = table.answer()
    seen = _some(table.learnable)
    enough(len(seen.rows), label_errors.FEWEST_ROWS, "rows", "Look again when the table has grown.")
    if not seen.chosen.names:
        raise NotApplicable("No column is left that the answers could be compared with.")
    answers = learning_type(target.predicts).answers
    try:
        found = answers.find_label_errors(seen.chosen, seen.codes)
    except CannotCompare as cannot:
        raise NotApplicable(str(cannot)) from None
    suspicious = tuple(seen.rows[found.suspicious].tolist())
    reading = TableLabelNoiseReading(found, len(seen.rows), suspicious, target.name, answers.fewest_label_errors)
    if not reading.found.can_be_told(reading.floor, SURE, CLEAR):
        raise NotApplicable(
            _cannot_be_told(reading, table.words), "A column that explains more would help to tell them apart."
        )
    return reading


def _cannot_be_told(reading: TableLabelNoiseReading, words: Words) -> str:
    """A floor that is there by nature and one of mistakes look alike: 7% of it is in a bank's table of debts without any."""
    if reading.found.low < reading.floor:
        return "Much here happens for reasons that are not in the table. So a wrong answer looks like a surprise."
    share = words.of_100(reading.found.floor)
    return (
        f"Even where the columns speak clearest, about {share} answers go against them. That may be chance or mistakes."
    )


def _some(seen: Learnable) -> Learnable:
    rows = np.random.default_rng(0).permutation(len(seen.codes))[: quick_model.MOST_ROWS]
    values = tuple(column[rows] for column in seen.chosen.values)
    return Learnable(replace(seen.chosen, values=values), seen.codes[rows], seen.rows[rows])


def grade(reading: TableLabelNoiseReading) -> Level:
    return "watch" if reading.found.low >= reading.floor else "good"


def slots(reading: TableLabelNoiseReading, words: Words) -> dict[str, str]:
    some = [words.number(row + 1) for row in reading.suspicious]
    return {
        "share": words.of_100(reading.found.floor),
        "likely": words.few(len(some), "row stands out", "rows stand out").capitalize(),
        "some": f", such as {'row' if len(some) == 1 else 'rows'} {words.items(some[:3])}" if some else "",
    }


def chart(reading: TableLabelNoiseReading, words: Words) -> Chart | None:
    """Draw answers alone: in five equal parts, from where the columns speak most clearly to where they say least."""
    shares = reading.found.contradicted
    if not len(shares):
        return None
    fifths = shares.reshape(5, -1).mean(axis=1)
    return Chart(
        kind="bar",
        places=("clearest fifth", "second", "third", "fourth", "least clear"),
        series=(Series("Answers that go against the other columns", tuple(float(share) for share in fifths)),),
        shows=(
            f"Where the columns speak clearest, {words.of_100(float(fifths[0]))} answers go against them; "
            f"where they say least, {words.of_100(float(fifths[-1]))}."
        ),
    )


INSPECTION = Indicator(
    key="label_noise",
    title="Answers that look wrong",
    question="Are the known answers right?",
    group="health",
    needs=0,
    why="A model learns from these answers. What is wrong in them, it learns too.",
    method=(
        "Confident learning (Northcutt et al., 2021) with out-of-fold chances: the share of contradicted answers that does not "
        "fade out towards the surest rows. For numbers: part of exchanged answers in a mixture of residuals."
    ),
    measure=measure,
    grade=grade,
    says={
        "good": "Where the other columns speak clearly, hardly any known answer goes against them.",
        "watch": "Some known answers look wrong. As far as we can tell, about {share} may be. {likely}{some}.",
    },
    advice={"watch": "Look at these rows. Correct what is wrong, or have them treated as not known."},
    slots=slots,
    value=lambda reading: reading.found.floor,
    unit=lambda _reading: "of all rows",
    figures=lambda reading: (
        f"Floor {reading.found.floor:.3f} ({reading.found.low:.3f} to {reading.found.high:.3f}), {reading.rows} rows looked at, "
        f"{len(reading.suspicious)} suspicious."
    ),
    chart=chart,
    cause=lambda reading: Cause("label", (reading.answer,)),
    remedies=lambda reading: (
        (Remedy("blank_values", {"column": reading.answer, "rows": sorted(reading.suspicious[:MOST_NAMED])}),)
        if reading.suspicious
        else ()
    ),
    rank=38,
)

"""What a comparison comes to: a level for each set of rows, for groups within them, and one for all together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from core.common.words import clean
from core.models.comparison import text, wording
from core.models.comparison.figures import gains
from core.models.comparison.phrasing_context import PhrasingContext
from core.models.comparison.results import Level, MeasuredGain, RowsVerdict, VersionComparison
from core.models.comparison.rows import FEWEST, ComparedRows
from core.models.comparison.rules import ComparisonRules
from core.models.registry import Worth

MATTERS, CLEARLY, VAGUE = 0.02, 0.1, 0.2
"""Parts of what there was to win: less does not matter; a loss of more is clear; a range beyond tells nothing."""
MOST_COLUMNS, MOST_VALUES = 3, 4
NOTHING = RowsVerdict(0, "cannot_tell", (), ())


@dataclass(frozen=True)
class Contest:
    """Two versions, and what the words about them need."""

    version: int
    against: int
    rules: ComparisonRules
    context: PhrasingContext
    worth: Worth
    groups: Sequence[str] = ()
    """Columns of groups to treat fairly."""
    categories: Sequence[str] = ()
    """Other columns whose largest values are looked at, the weightiest first."""


@dataclass(frozen=True)
class Remarks:
    """Sentences: what is good to know, and what has to be known before deciding."""

    facts: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def compare_versions(
    contest: Contest,
    held: ComparedRows | None,
    outcomes: ComparedRows | None,
    *,
    left_aside: int = 0,
    remarks: Remarks | None = None,
) -> VersionComparison:
    """Judge which of two versions is better, where, and for whom it is worse.

    `held`: rows that neither version learned from; `outcomes`: the newest answers whose end is known, likewise; None where there is no
    right answer. `left_aside`: held-back rows that the older version had learned from. `remarks`: what else the owner has to
    know.
    """
    remarks = remarks or Remarks()
    parts = [_part(contest, rows) for rows in (held, outcomes)]
    level = _together([part.level for part in parts])
    groups = tuple(_groups(contest, held)) if held is not None else ()
    worse_for = tuple(group for group in groups if group.level in ("worse", "clearly_worse"))
    money = next((each for part in parts for each in part.figures if each.name == "money"), None)
    headline = text.headline(contest.context, level, parts)
    said = text.explain(
        contest.context, contest.rules, *parts, groups=groups, worse_for=worse_for, money=money, left_aside=left_aside
    )
    return VersionComparison(
        contest.version,
        contest.against,
        level,
        headline,
        (headline, *said, *remarks.facts, *remarks.warnings),
        (*text.in_short(contest.context, level, parts, worse_for, money), *remarks.warnings),
        held=parts[0],
        outcomes=parts[1],
        groups=groups,
        worse_for=worse_for,
        money=money,
        left_aside=left_aside,
    )


def _part(contest: Contest, rows: ComparedRows | None) -> RowsVerdict:
    if rows is None or not len(rows):
        return NOTHING
    if not _enough(contest.rules, rows):
        return RowsVerdict(len(rows), "cannot_tell", (), ())
    found = gains(contest.rules, rows, contest.worth)
    said = wording.describe_gain(contest.context, contest.rules.measures[0], found[0])
    return RowsVerdict(len(rows), _of_all(found), found, said)


def _enough(rules: ComparisonRules, rows: ComparedRows) -> bool:
    return bool(rules.measures) and len(rows) >= FEWEST and rules.enough(rows.actual)


def level_of(figure: MeasuredGain) -> Level:
    """Judge a figure by size and doubt together: a range that leaves out zero, and a gain that matters."""
    gain, low, high = (each / figure.room for each in (figure.gain, figure.low, figure.high))
    if low > 0 and gain >= MATTERS:
        return "better"
    if high < 0 and gain <= -MATTERS:
        return "clearly_worse" if gain <= -CLEARLY else "worse"
    return "same" if max(-low, high) <= VAGUE else "cannot_tell"


def _of_all(found: Sequence[MeasuredGain]) -> Level:
    """The first figure decides. Where it shows no loss, money that is lost makes a version worse, and so do chances that fit clearly
    worse (log loss); where it shows nothing, money that is won makes it better."""
    level = level_of(found[0])
    others = {each.name: level_of(each) for each in found[1:]}
    loses = others.get("log_loss") == "clearly_worse" or others.get("money") in ("worse", "clearly_worse")
    if loses and level != "clearly_worse":
        return "worse"
    return "better" if others.get("money") == "better" and level in ("same", "cannot_tell") else level


def _together(levels: Sequence[Level]) -> Level:
    """The worst that is known; nothing known is nothing told. No gain on one set of rows makes up for a loss on the other: nobody
    knows which of the two will be right."""
    order: tuple[Level, ...] = ("clearly_worse", "worse", "better", "same")
    for level in order:
        if level in levels:
            return level
    return "cannot_tell"


def _groups(contest: Contest, held: ComparedRows) -> Iterator[RowsVerdict]:
    """The more groups are looked at, the more it takes for one to stand out."""
    looked_at = list(_looked_at(contest, held))
    for column, value, inside in looked_at:
        found = gains(contest.rules, inside, looks=len(looked_at))
        name, shown = clean(column, 40), _shown(value)
        said = wording.describe_group(contest.context, contest.rules.measures[0], name, shown, found[0])
        yield RowsVerdict(len(inside), level_of(found[0]), found, (said,), name, shown)


def _looked_at(contest: Contest, held: ComparedRows) -> Iterator[tuple[str, object, ComparedRows]]:
    """Groups that were named, then the largest values of the weightiest columns."""
    columns = [*contest.groups, *(name for name in contest.categories if name not in contest.groups)]
    there = [name for name in columns if name in held.frame.columns]
    for column in there[: len(contest.groups) + MOST_COLUMNS]:
        values = held.frame[column].astype(object)
        for value in values.value_counts().index[:MOST_VALUES]:
            inside = held.where(np.asarray(values == value))
            if len(inside) < len(held) and _enough(contest.rules, inside):
                yield column, value, inside


def _shown(value: object) -> str:
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    return clean(value, 40)

"""A whole comparison in the owner's words: which is better, where, and for whom it is worse."""

from collections.abc import Sequence

from core.models.comparison.phrasing_context import PhrasingContext
from core.models.comparison.results import Level, MeasuredGain, RowsVerdict, VersionComparison, disagree
from core.models.comparison.rows import FEWEST
from core.models.comparison.rules import ComparisonRules
from core.models.comparison.wording import describe_money

_HEADLINES: dict[Level, str] = {
    "better": "Version {new} is better than version {old}.",
    "same": "Version {new} is about as good as version {old}.",
    "worse": "Version {new} is a little worse than version {old}.",
    "clearly_worse": "Version {new} is clearly worse than version {old}.",
    "cannot_tell": "It cannot be told yet whether version {new} is better than version {old}.",
}
_DISAGREE = "The two tests disagree about version {new}."
_WHY_THEY_DO = "Either times have changed, or one of the two holds wrong answers."
_THE_TABLE, _THE_NEWEST = "the rows of the table", "the newest answers whose end is known"
_SAYS = {"better": "better", "worse": "a little worse", "clearly_worse": "clearly worse"}


def headline(context: PhrasingContext, level: Level, parts: Sequence[RowsVerdict]) -> str:
    """Say in one sentence which version is better, or that this cannot be told."""
    said = _DISAGREE if disagree([part.level for part in parts]) else _HEADLINES[level]
    return said.format(new=context.new, old=context.old)


def warning(found: VersionComparison) -> str:
    """Warn before a version that is clearly worse goes live: on which rows it is, where only one of the two tests says so."""
    said = _HEADLINES["clearly_worse"].format(new=found.version, old=found.against)
    worse = [part.level == "clearly_worse" for part in (found.held, found.outcomes)]
    if all(worse) or not (found.held.figures and found.outcomes.figures):
        return said
    return f"{said.removesuffix('.')} on {_THE_TABLE if worse[0] else _THE_NEWEST}."


def explain(
    context: PhrasingContext,
    rules: ComparisonRules,
    held: RowsVerdict,
    outcomes: RowsVerdict,
    *,
    groups: Sequence[RowsVerdict],
    worse_for: Sequence[RowsVerdict],
    money: MeasuredGain | None,
    left_aside: int,
) -> tuple[str, ...]:
    """Say everything that follows the headline."""
    if not rules.measures:
        return (rules.why_not,)
    say = context.words
    rows = say.few(held.rows, context.nouns["one"], context.nouns["many"])
    said = [f"Both were tested on the same {rows} that neither had learned from." if held.rows else _NO_ROWS]
    said += held.sentences or ((f"That is too few: {_needed(rules)}.",) if held.rows else ())
    if left_aside:
        were = say.few(left_aside, "row was", "rows were").capitalize()
        said.append(f"{were} left out, because version {context.old} had learned from them.")
    if outcomes.sentences:
        ended = say.counted(outcomes.rows, "answer")
        said += [f"They were also tested on the newest {ended} whose end is known.", *outcomes.sentences]
    if disagree((held.level, outcomes.level)):
        said += _of_both_tests(context, held, outcomes)
    said += [each for group in worse_for for each in group.sentences]
    if groups and not worse_for:
        said.append("It is not clearly worse for any of the groups that were looked at.")
    if money is not None:
        said += describe_money(context, money)
    return tuple(said)


def in_short(
    context: PhrasingContext,
    level: Level,
    parts: Sequence[RowsVerdict],
    worse_for: Sequence[RowsVerdict],
    money: MeasuredGain | None,
) -> tuple[str, ...]:
    """Say what a decision needs: the figure of the rows that decided, for whom it is worse, and money; of tests that disagree, what
    each says."""
    if disagree([part.level for part in parts]):
        return _of_both_tests(context, *parts)
    telling = [part for part in parts if part.sentences]
    decided = next((part for part in telling if part.level == level), telling[0] if telling else None)
    first = decided.sentences[:1] if decided else ()
    if len(telling) > 1 and decided is telling[1]:
        first = (f"It shows in {_THE_NEWEST}.", *first)
    groups = tuple(sentence for group in worse_for for sentence in group.sentences)
    return (*first, *groups, *(describe_money(context, money)[:1] if money is not None else ()))


def _of_both_tests(context: PhrasingContext, held: RowsVerdict, outcomes: RowsVerdict) -> tuple[str, ...]:
    table, ended = _SAYS[held.level], _SAYS[outcomes.level]
    return (
        f"On {_THE_TABLE} it is {table} than version {context.old}.",
        f"On {_THE_NEWEST} it is {ended}.",
        _WHY_THEY_DO,
    )


_NO_ROWS = "There are no rows that neither version has learned from."


def _needed(rules: ComparisonRules) -> str:
    return f"at least {FEWEST} are needed{rules.also_needed}"

"""A figure of two versions in the owner's words: what both have, how sure the difference is, and what it is in money."""

from core.models.comparison.comparison_metrics import ComparisonMeasure
from core.models.comparison.phrasing_context import PhrasingContext
from core.models.comparison.results import MeasuredGain


def describe_gain(context: PhrasingContext, measure: ComparisonMeasure, figure: MeasuredGain) -> tuple[str, ...]:
    """Say what both versions have by a measure that decides, and how sure the difference is."""
    assert measure.describe_both is not None
    low, high = (measure.write_gain(context, end) for end in (figure.low, figure.high))
    doubt = f"With other rows, the difference could be anything from {low} to {high}."
    return measure.describe_both(context, figure), doubt


def describe_group(
    context: PhrasingContext, measure: ComparisonMeasure, column: str, value: str, figure: MeasuredGain
) -> str:
    """Say what both have in a group, as in "For “west” in “region”, it has 70 of 100, and version 1 has 80 of 100."."""
    new, old = measure.write(context, figure.new), measure.write(context, figure.old)
    return f"For “{value}” in “{column}”, it has {new} {measure.counts}, and version {context.old} has {old}."


def describe_money(context: PhrasingContext, figure: MeasuredGain) -> list[str]:
    """Say what the newer version brings more or less, and how sure that is."""
    say = context.words.money
    more = "more" if figure.gain >= 0 else "less"
    low, high = (f"{say(round(abs(end)))} {'more' if end >= 0 else 'less'}" for end in (figure.low, figure.high))
    if round(abs(figure.gain)) == 0:
        return ["With your amounts, both bring about the same.", f"With other rows, it could bring {low} or {high}."]
    return [
        f"With your amounts, it brings about {say(round(abs(figure.gain)))} {more} for each 100 {context.nouns['many']}.",
        f"With other rows, that could be anything from {low} to {high}.",
    ]

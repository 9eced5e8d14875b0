"""Groups of rows that are alike, for which there is no right answer."""

from functools import partial

from core.common.finding import Chart, Series
from core.common.words import clean
from core.models.comparison.rules import ComparisonRules
from core.models.learning.grouping import learn_groups
from core.models.learning.result_facts import ResultFacts
from core.models.problem_type import LearningType
from core.models.reference import Floats

KEY = "segments"
CLEARLY, HARDLY = 0.5, 0.1
"""Silhouettes: from the first on groups are clearly apart; no more than the second above an even crowd's is hardly anything."""
FOUND_AGAIN = 0.8
"""Agreement from which on other rows give the same groups."""


def summarise(facts: ResultFacts) -> tuple[str, ...]:
    """Say how many groups there are, how far apart, and how surely they are found again."""
    words, found = facts.words, len(facts.labels)
    apart, crowd = facts.scores["silhouette"]["value"], facts.baseline["silhouette"]
    if apart <= crowd + HARDLY:
        clear = "They shade into one another; take them as a rough order."
    elif apart < CLEARLY:
        clear = f"They differ, with some {facts.nouns['many']} in between."
    else:
        clear = "They are clearly apart."
    again = facts.scores["stability"]["value"] >= FOUND_AGAIN
    sure = "Other rows give the same groups." if again else "With other rows, some of them come out differently."
    return (f"It found {words.counted(found, 'group')} of {facts.nouns['many']}. {clear}", sure)


def hardly_better(facts: ResultFacts) -> bool:
    """Tell whether the groups may lie no further apart than those of an even crowd."""
    return facts.scores["silhouette"]["high"] <= facts.baseline["silhouette"]


def draw(facts: ResultFacts) -> Chart:
    """Draw how large the groups are."""
    shares: Floats = facts.reference.answer_shares
    most, fewest = (
        f"“{clean(facts.labels[at], 40)}” has {facts.words.of_100(shares[at])} {facts.nouns['many']}"
        for at in (int(shares.argmax()), int(shares.argmin()))
    )
    return Chart(
        kind="bar",
        places=tuple(clean(label, 40) for label in facts.labels),
        series=(Series("Share", [float(share) for share in shares]),),
        shows=f"The largest group, {most}. The smallest, {fewest}.",
        top_label="of all",
    )


LEARNING = LearningType(
    key=KEY,
    learn=partial(learn_groups, KEY),
    summarise=summarise,
    hardly_better=hardly_better,
    draw=draw,
    comparison=ComparisonRules(
        measures=(),
        why_not="Groups have no right or wrong answer, so two versions can only be looked at side by side.",
    ),
)

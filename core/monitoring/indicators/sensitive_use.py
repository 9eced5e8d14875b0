"""What depends on the model's answers for people, as the owner says it, and what follows from that."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.common.finding import Level
from core.common.words import Words
from core.models.stakes import Stake
from core.monitoring.indicator import Indicator, NotApplicable
from core.monitoring.window import Window


@dataclass(frozen=True)
class SensitiveUseReading:
    stake: Stake
    seen_to: bool


def measure(window: Window) -> SensitiveUseReading:
    """Return what the owner said depends on the answers. Raises NotApplicable while nobody has said."""
    if window.subject.stake is None:
        raise NotApplicable(
            "Nobody has said yet what depends on its answers for people.", "It takes one click to say so.", "say_stakes"
        )
    return SensitiveUseReading(window.subject.stake, window.subject.seen_to)


def grade(reading: SensitiveUseReading) -> Level:
    return "watch" if reading.stake.delicate and not reading.seen_to else "good"


def slots(reading: SensitiveUseReading, _words: Words) -> Mapping[str, str]:
    return {
        "depends": f"You told us what depends on its answers: “{reading.stake.says}”.",
        "done": "You also said that what this asks of you is done." if reading.stake.delicate else "",
        "follows": reading.stake.follows,
    }


INDICATOR = Indicator(
    key="sensitive_use",
    title="What depends on it",
    question="Can its answers change somebody's life?",
    group="privacy",
    needs=0,
    why="The more hangs on an answer, the more care people and the law ask of you.",
    method=(
        "The owner's own statement; nothing is measured. What it follows: General Data Protection Regulation, article 22;"
        " AI Act, annex III; Directive 2011/83/EU, article 6(1)(ea). No legal advice."
    ),
    measure=measure,
    grade=grade,
    says={
        "good": "{depends} {done}",
        "watch": "Much depends on this model for people. {depends}",
    },
    advice={"watch": "{follows} Then say here that it is done."},
    slots=slots,
    value=lambda reading: float(reading.stake.delicate),
    figures=lambda reading: f"Said: {reading.stake.key}.",
    actions={"watch": "say_stakes"},
    rank=75,
)

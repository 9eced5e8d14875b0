"""A figure of two versions in the owner's words: what both have, how sure the difference is, and what it is in money."""

from collections.abc import Sequence

from core.common.words import Words
from core.models.comparison.phrasing_context import Voice
from core.models.comparison.shapes import Figure


def of_part(voice: Voice, found: Sequence[Figure]) -> tuple[str, ...]:
    """What the first figure says of both, and how sure that is."""
    first = found[0]
    return (_BOTH[first.name](voice, first), _doubt(voice, first))


def of_group(voice: Voice, column: str, value: str, figure: Figure) -> str:
    """As in "For “west” in “region”, it has 70 of 100, and version 1 has 80 of 100."."""
    new, old = _value(voice, figure, figure.new), _value(voice, figure, figure.old)
    what = {"auc": "such pairs right", "accuracy": "answers right", "mae": "as its usual error"}[figure.name]
    return f"For “{value}” in “{column}”, it has {new} {what}, and version {voice.old} has {old}."


def _of_pairs(voice: Voice, figure: Figure) -> str:
    nouns = voice.nouns
    new, old = _value(voice, figure, figure.new), _value(voice, figure, figure.old)
    pair = f"Shown one that {nouns['did']} and one that {nouns['did_not']}"
    if new == old:
        return f"{pair}, both versions picked right in {new}."
    return f"{pair}, version {voice.new} picked right in {new}, version {voice.old} in {old}."


def _of_right(voice: Voice, figure: Figure) -> str:
    new, old = _value(voice, figure, figure.new), _value(voice, figure, figure.old)
    if new == old:
        return f"Both versions were right in {new} cases."
    return f"Version {voice.new} was right in {new} cases, and version {voice.old} in {old}."


def _of_errors(voice: Voice, figure: Figure) -> str:
    new, old = _value(voice, figure, figure.new), _value(voice, figure, figure.old)
    if new == old:
        return f"On average, both versions were off by {new}."
    return f"On average, version {voice.new} was off by {new}, and version {voice.old} by {old}."


_BOTH = {"auc": _of_pairs, "accuracy": _of_right, "mae": _of_errors}


def _doubt(voice: Voice, figure: Figure) -> str:
    """The range of the difference: "The difference lies between 2 of 100 worse and 5 of 100 better."."""
    low, high = (_side(voice, figure, end) for end in (figure.low, figure.high))
    return f"With other rows, the difference could be anything from {low} to {high}."


def _side(voice: Voice, figure: Figure, gain: float) -> str:
    size = _amount(voice, abs(gain)) if figure.name == "mae" else voice.words.of_100(abs(gain))
    if figure.name != "mae" and abs(gain) < 0.005:
        return "none"
    return f"{size} {'better' if gain > 0 else 'worse'}"


def of_money(voice: Voice, figure: Figure) -> list[str]:
    say = voice.words.money
    more = "more" if figure.gain >= 0 else "less"
    low, high = (f"{say(round(abs(end)))} {'more' if end >= 0 else 'less'}" for end in (figure.low, figure.high))
    if round(abs(figure.gain)) == 0:
        return ["With your amounts, both bring about the same.", f"With other rows, it could bring {low} or {high}."]
    return [
        f"With your amounts, it brings about {say(round(abs(figure.gain)))} {more} for each 100 {voice.nouns['many']}.",
        f"With other rows, that could be anything from {low} to {high}.",
    ]


def _value(voice: Voice, figure: Figure, value: float) -> str:
    return _amount(voice, value) if figure.name == "mae" else voice.words.of_100(value)


def _amount(voice: Voice, value: float) -> str:
    rounded = float(f"{value:.3g}")
    return Words(voice.words.locale, voice.unit).money(rounded) if voice.unit else voice.words.rounded(rounded)

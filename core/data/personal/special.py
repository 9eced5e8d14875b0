"""What the law protects most (GDPR, articles 9 and 10): told by the column's name in several languages, and by the words in it."""

import re
from functools import cache

from core.data.personal.labels import SPECIAL_TOPICS, special_topic
from core.data.personal.sample import Sample
from core.data.personal.types import Found
from core.data.personal.vocabulary import words

_APART = re.compile(r"[^\w'.+-]+")
_FEW = 12
_DESCENTS, _OTHERS = frozenset("bhw"), frozenset("acdfgijklopsuvxz")
"""Letters for descent in American lists: black, Hispanic and white are in all of them, Asian, Indian or other in most
(California Department of Justice, race codes)."""
_SECTION = re.compile(
    r"(?:§+|sec(?:tion|\.)?|art(?:icle|\.)?|ss?\.)?\s?\d{1,5}(?:[.:/-]\d{1,3})*\s?[a-z]?(?:\s?\(\w{1,3}\))*\s?\d{0,2}[a-z]{0,5}\.?"
    r"(?:\s(?:[a-z]{1,5}\.?\s?){0,3})?",
    re.IGNORECASE,
)
"""A section of a law: 273.5(a) PC, § 242 StGB, art. 311-1."""
_LONG = 60
"""From so many letters on a value is a text, in which such a word may be said in passing."""


def find_special(sample: Sample) -> Found | None:
    """Find health, religion, ethnic origin, politics, trade union, sexual life, body data, crime. `detail` says which."""
    topic = special_topic(sample.spoken)
    if topic and not sample.says("things"):
        measured = sample.kind == "number" and len(sample.values) > _FEW
        doubtful = measured or sample.says("about") or sample.kind == "date"
        return Found("special", "unsure" if doubtful else "sure", 0.0, "name", topic)
    if sample.kind not in ("category", "text", "id"):
        return None
    return _by_codes(sample) or _by_words(sample)


def _by_codes(sample: Sample) -> Found | None:
    """Letters for descent; sections of the law, where the name speaks of a charge."""
    if _DESCENTS < frozenset(sample.frequent) <= _DESCENTS | _OTHERS and not sample.says("about", "things"):
        return Found("special", "unsure", 1.0, "values", "ethnicity")
    if sample.says("charge") and (share := sample.share(_is_section)) >= 0.5:
        return Found("special", "sure", share, "both", "crime")
    return None


def _is_section(value: str) -> bool:
    """Letters have to be there: a charge of 45.50 is money."""
    return bool(_SECTION.fullmatch(value)) and any(sign.isalpha() or sign == "§" for sign in value)


def _by_words(sample: Sample) -> Found | None:
    best = max((_share_of(sample, topic), topic) for topic in SPECIAL_TOPICS)
    (share, different), topic = best
    if sample.length > _LONG:
        return Found("special", "unsure", share, "inside", topic) if share >= 0.1 and different >= 3 else None
    if share >= 0.4 and different >= 2:
        return Found("special", "sure" if share >= 0.5 else "unsure", share, "values", topic)
    return None


def _share_of(sample: Sample, topic: str) -> tuple[float, int]:
    """Share of the values that hold one of the topic's words, and how many different ones were met."""
    single, phrases = _known(topic)
    met: set[str] = set()
    hits = 0.0
    weights = sample.frequent or dict.fromkeys(sample.folded, 1.0)
    for value, weight in weights.items():
        said = single.intersection(_APART.split(value)) | {phrase for phrase in phrases if phrase in value}
        met |= said
        hits += weight * bool(said)
    return hits / max(sum(weights.values()), 1e-9), len(met)


@cache
def _known(topic: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Single words, and phrases of several."""
    listed = words(f"values_{topic}")
    return frozenset(word for word in listed if "_" not in word), tuple(
        word.replace("_", " ") for word in listed if "_" in word
    )

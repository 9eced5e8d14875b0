"""What is held about somebody, and what stays of it, in the owner's words."""

from collections.abc import Iterator, Sequence

from core.common.words import Words, clean
from core.operations.person_data.results import DataLocation, HeldData, TrainedVersion

STAYS = (
    "Backups made before still hold these rows. Delete them, or let newer ones take their place.",
    "Your own copies outside Plainwell are yours to look after.",
)
"""What no erasing here reaches."""


def found(held: HeldData, words: Words) -> tuple[str, ...]:
    """Say where how much is held, and which models learned from it."""
    return (
        *(_location_text(place, words) for place in held.places),
        *(_training_text(each, words) for each in held.learned),
    )


def stays(learned: Sequence[TrainedVersion], *, files: int, answers: int, words: Words) -> Iterator[str]:
    """Say what could not be erased."""
    if files:
        yield "Uploaded files that held these rows are gone as a whole. Bring one again to read it another way."
    if answers:
        yield "The bare scores of the answers stay, so that figures stay right. Nothing says whose they were."
    for each in learned:
        yield f"{_training_text(each, words)} It stays as it is. Teach it again, and it learns without them."
    yield from STAYS


def _location_text(place: DataLocation, words: Words) -> str:
    if place.kind == "table":
        return f"{words.counted(place.rows, 'row')} in the table “{clean(place.name)}”."
    if place.kind == "answers":
        return f"{words.counted(place.rows, 'answer')} of your models."
    return (
        f"{words.counted(place.rows, 'list')} that {'waits' if place.rows == 1 else 'wait'} to be read or downloaded."
    )


def _training_text(learned: TrainedVersion, words: Words) -> str:
    rows = words.few(learned.rows, "of these rows", "of these rows")
    return f"Version {learned.version} of the model “{clean(learned.name)}” learned from {rows}."

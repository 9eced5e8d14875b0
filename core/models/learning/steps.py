"""How far a training is, said while it runs, and whether it should stop."""

from dataclasses import dataclass

from core.common.errors import Cancelled
from core.common.progress import OnStep, ShouldStop


@dataclass
class Steps:
    """Progress from 0 to 1 with a sentence. Stretches of work share out the way between two marks."""

    on_step: OnStep
    should_stop: ShouldStop
    share: float = 0.0
    sentence: str = ""
    _stride: float = 0.0

    def say(self, share: float, sentence: str, until: float | None = None, strides: int = 1) -> None:
        """Begin a stretch; each `advance` then takes one of its `strides` towards `until`. Raise Cancelled."""
        self.check()
        self.share, self.sentence = share, sentence
        self._stride = ((until or share) - share) / strides
        self.on_step(share, sentence)

    def advance(self) -> None:
        self.share += self._stride
        self.on_step(min(self.share, 1.0), self.sentence)

    def check(self) -> None:
        """Raise Cancelled when the owner pressed stop."""
        if self.should_stop():
            raise Cancelled

"""The exported model as it lies on the disk: msgpack, plain data alone."""

from typing import Any

import msgspec

from core.inference.centroids import Centroids
from core.inference.inputs import Input
from core.inference.linear import Linear
from core.inference.trees import Trees

Member = Trees | Linear | Centroids


class Margin(msgspec.Struct, frozen=True):
    """A range around a number: from answer * low to answer * high, or from answer + low to answer + high."""

    low: float
    high: float
    relative: bool

    def around(self, answer: Any) -> tuple[Any, Any]:
        """Return the low and the high end of the range around a number, or around each of an array of them."""
        if self.relative:
            return answer * self.low, answer * self.high
        return answer + self.low, answer + self.high


class Form(msgspec.Struct, frozen=True):
    """Members' outputs are joined: bias + sum of weight * output, then turned into an answer by `predicts`."""

    predicts: str
    """The key of its kind of answer (`problem_types`)."""
    target: str
    labels: list[str]
    """All answers that it can give, the negative before the positive one; none where an answer is an amount."""
    inputs: list[dict[str, Any]]
    members: list[Member]
    weights: list[float]
    bias: float = 0.0
    exponential: bool = False
    """Whether a member's output is the logarithm of the number."""
    sharpness: float = 1.0
    """Softmax: outputs are multiplied by it before they become probabilities (1 / temperature)."""
    threshold: float = 0.5
    """From which probability on the answer is the positive one."""
    margin: Margin | None = None
    scale: float = 1.0
    """What a difference to the fitted model is divided by before it is judged: 1 for probabilities, a typical number else."""
    edition: int = 1
    written: str = ""
    """Amounts: how the table writes the target, as `core.inference.inputs.Input` has it. Forms of before do not know."""
    unit: str = ""
    """Amounts: what stood beside the target, likewise."""

    def target_input(self) -> Input:
        """Return how a number that really happened is written: as the model's table writes its target."""
        return Input(self.target, "number", written=self.written, unit=self.unit)

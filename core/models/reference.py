"""What a version remembers of its making, as numbers alone: what it met, how it did on rows it never saw. No raw value."""

import io
import json
from dataclasses import dataclass, field, fields

import numpy as np
import numpy.typing as npt

from core.inference.inputs import Input

Floats = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.uint8]
Counts = npt.NDArray[np.int64]
Whole = Counts


@dataclass(frozen=True)
class Reference:
    """n rows were held back (never learned from), k inputs are asked for.

    `score` is the chance of the positive answer (yes_no), the number itself (number), the chance of the answer given
    (category), or the distance to its group's middle (segments). `answer` and `actual` are: 1.0 or 0.0 for yes_no, the
    number for number, the position in the card's labels for category and segments; `actual` is NaN where there is none.
    """

    inputs: tuple[Input, ...]
    bin_counts: Counts
    """(k, 256): how many learned rows fell into each bin."""
    held_bins: Bytes
    """(n, k)"""
    held_score: Floats
    held_answer: Floats
    held_actual: Floats
    held_at: Floats
    """(n,): days since 1970 of each row where there is a date column, else NaN."""
    loss_learned: Floats
    """(m,): how badly it fits each of a sample of the rows that it learned from (log loss, absolute error or distance)."""
    loss_held: Floats
    """(n,): the same for the rows that were held back. Both together show what it remembers of people."""
    answer_shares: Floats
    """Shares of the answers among learned rows: by label, or in the ten tenths of the number."""
    score_edges: Floats
    """(9,): the tenths of the scores on held-back rows."""
    alike: Counts = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """(4,): how many learned rows have no other, one, two, or more others in the same bins of all inputs that describe people;
    empty where fewer than two do, and of versions made before this was counted."""

    def to_bytes(self) -> bytes:
        """Return one npz file without any pickle."""
        arrays = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "inputs"}
        inputs = json.dumps([asked.as_dict() for asked in self.inputs]).encode()
        buffer = io.BytesIO()
        np.savez_compressed(buffer, inputs=np.frombuffer(inputs, dtype=np.uint8), **arrays)
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Reference":
        with np.load(io.BytesIO(data), allow_pickle=False) as held:
            arrays = {name: held[name] for name in held.files if name != "inputs"}
            inputs = json.loads(held["inputs"].tobytes())
        return cls(inputs=tuple(Input.from_dict(facts) for facts in inputs), **arrays)

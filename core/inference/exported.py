"""A model as the endpoint runs it: plain Python for one row, numpy for many; no scikit-learn, no pandas.

`form` is how it is written, `features` how values become what it is given, `trees`, `linear` and `centroids` what it computes,
`problem_types` what that comes to, `batch` the same for many rows, `outcome_codes` how what really happened is read.
"""

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from core.inference import batch
from core.inference.batch import AnswerColumns
from core.inference.binning import binner, bins_of_many
from core.inference.features import bounds, owners, parts
from core.inference.form import Form, Margin
from core.inference.inputs import ABOVE, BELOW, UNSEEN, Input, Value
from core.inference.outcome_codes import code_of
from core.inference.problem_types import answer_type

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["AnswerColumns", "Answered", "Exported", "Form", "Margin"]

_WARNINGS = {
    UNSEEN: "“{name}” has a value that it never met while learning.",
    BELOW: "“{name}” is lower than anything it met while learning.",
    ABOVE: "“{name}” is higher than anything it met while learning.",
}


class Answered(msgspec.Struct, frozen=True, gc=False):
    """One answer. `score` and `code` as `score` and `answer` in core.models.reference; `bins` has one byte for each input."""

    score: float
    answer: str | float
    code: float
    low: float | None
    high: float | None
    bins: bytes
    warnings: tuple[str, ...]


class Exported:
    """A model, ready to answer. Safe to share between threads: nothing in it changes."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.inputs = tuple(Input.from_dict(facts) for facts in form.inputs)
        self.labels = tuple(form.labels)
        self.predicts = form.predicts
        self._limits = [bounds(asked) for asked in self.inputs]
        self._owners = owners(self.inputs)
        self._members = list(zip(form.members, form.weights, strict=True))
        self._binners = [binner(asked) for asked in self.inputs]
        self.answer_type = answer_type(form.predicts)
        self.outcome = self.answer_type.outcome(form)
        self._decide = self.answer_type.decide
        self._start = [form.bias] * self.answer_type.outputs(self.labels)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Exported":
        """Build it from what `to_bytes` returned."""
        return cls(msgspec.msgpack.decode(data, type=Form))

    def to_bytes(self) -> bytes:
        """Return its form as msgpack."""
        return msgspec.msgpack.encode(self.form)

    def read(self, row: dict[str, Any]) -> list[Value]:
        """Return a row as it was sent as values in the order of `inputs`, without columns it does not know. Raise NotThisKind."""
        return [asked.read(row.get(asked.name)) for asked in self.inputs]

    def answer(self, values: Sequence[Value]) -> Answered:
        """Return the answer for one row."""
        score, code = self._decide(self.form, self.raw(parts(self.inputs, self._limits, values)))
        low, high = self.form.margin.around(score) if self.form.margin else (None, None)
        bins = self.bins(values)
        answer: str | float = self.labels[int(code)] if self.labels else code
        return Answered(score, answer, code, low, high, bins, self._warnings(bins))

    def answer_many(self, rows: Sequence[Sequence[Value]]) -> list[Answered]:
        """Return the answers for many rows, in their order; by numpy, which is worth its start from about a hundred rows on."""
        if not rows:
            return []
        columns = batch.columns_of(self.inputs, rows)
        made = self.answers_of(columns)
        bins = bins_of_many(self.inputs, self._binners, columns)
        codes, none = made.code.tolist(), [None] * len(rows)
        answers = [self.labels[int(code)] for code in codes] if self.labels else codes
        low = none if made.low is None else made.low.tolist()
        high = none if made.high is None else made.high.tolist()
        warnings = [self._warnings(row) for row in bins]
        return [
            Answered(*answer)
            for answer in zip(made.score.tolist(), answers, codes, low, high, bins, warnings, strict=True)
        ]

    def raw(self, row: Sequence[Any]) -> list[float]:
        """Return the members' outputs for one row's parts, joined but not yet turned into an answer."""
        sums = self._start
        for member, weight in self._members:
            outputs: Iterable[float] = member.outputs(row)
            if self.form.exponential:
                outputs = map(math.exp, outputs)
            sums = [total + weight * output for total, output in zip(sums, outputs, strict=True)]
        return sums

    def bins(self, values: Sequence[Value]) -> bytes:
        """Return the byte of each input, as the log keeps it."""
        return bytes([bin_of(value) for bin_of, value in zip(self._binners, values, strict=True)])

    def _warnings(self, bins: bytes) -> tuple[str, ...]:
        if not bins or max(bins) < ABOVE:
            return ()
        found = zip(self.inputs, bins, strict=True)
        return tuple(_WARNINGS[code].format(name=asked.name) for asked, code in found if code in _WARNINGS)

    def reasons(self, values: Sequence[Value], most: int = 3) -> list[tuple[str, float]]:
        """Return (column, effect) of what moved this answer most away from the usual one, strongest first.

        The effect is on the scale of the joined outputs: above zero speaks for the explained answer
        (`AnswerType.explained_answer`) or a higher number. Exact for linear members, path contributions for trees.
        """
        row = parts(self.inputs, self._limits, values)
        find = self.answer_type.explained_output
        output = find(self.raw(row)) if find else 0
        moved = [0.0] * len(self.inputs)
        for member, weight in zip(self.form.members, self.form.weights, strict=True):
            for part, effect in member.effects(row, output).items():
                moved[self._owners[part]] += weight * effect
        strongest = sorted(range(len(moved)), key=lambda at: -abs(moved[at]))[:most]
        return [(self.inputs[at].name, moved[at]) for at in strongest if moved[at]]

    def answers(self, rows: Sequence[Sequence[Value]]) -> AnswerColumns:
        """Return the answers for many rows as columns; each row has its values in the order of `inputs`."""
        return self.answers_of(batch.columns_of(self.inputs, rows))

    def answers_of(self, columns: "Sequence[npt.NDArray[Any]]") -> AnswerColumns:
        """Return the answers for many rows that are columns, in the order of `inputs`: float64 with NaN for missing, or object."""
        return batch.answers_of(self.form, self.inputs, columns)

    def raw_of_many(self, columns: "Sequence[npt.NDArray[Any]]") -> "npt.NDArray[np.float64]":
        """Return (n, outputs), joined as in `raw`."""
        return batch.raw_of(self.form, self.inputs, columns)

    def probabilities(self, raw: Sequence[float]) -> list[float]:
        """Return the probability of each label. Raise LookupError for a kind of answer that has none."""
        if self.answer_type.probabilities is None:
            raise LookupError(self.predicts)
        return self.answer_type.probabilities(self.form, raw)

    def probabilities_of_many(self, raw: "npt.NDArray[np.float64]") -> "npt.NDArray[np.float64]":
        """Return the (n, labels) probabilities of (n, outputs) joined outputs. Raise LookupError as `probabilities` does."""
        if self.answer_type.probabilities_of_many is None:
            raise LookupError(self.predicts)
        return self.answer_type.probabilities_of_many(self.form, raw)

    def code_of(self, actual: Any) -> float:
        """Return the code of what really happened, as a table's value. Raise NotThisKind for what is not one of the answers."""
        return code_of(self.predicts, self.labels, actual)

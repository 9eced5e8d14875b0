"""Boosted trees as flat lists: sums of leaves, the same as the fitted model's `_raw_predict`.

Every question is `x[slot] <= threshold`. A number takes two slots, x and -x: NaN answers no to both, so a missing value goes
where training sent it by asking about one or the other. A category takes one slot for each set of values that some tree asks
about, looked up at once.
"""

from array import array
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

LEAF = -1
CHUNK = 4096
"""Rows taken at once: their slots stay in the processor's cache."""
MOST_LEAVES = 16
"""Of one tree: so that the leaves fit into the bits of a short number."""

_Node = tuple[int, float, Any, Any]


class CategorySets(msgspec.Struct, frozen=True):
    """The sets of a category's values that trees ask about: one byte each, 0 if the value is in it, else 1."""

    part: int
    known: dict[str, bytes]
    unseen: bytes


class Trees(msgspec.Struct, tag="trees", dict=True):
    """t trees in all, for one or more outputs. `slots` and the others hold the nodes of all trees, packed as bytes."""

    numbers: list[int]
    """Parts that are numbers: the j-th takes slots 2j and 2j + 1."""
    sets: list[CategorySets]
    roots: list[list[int]]
    """For each output, the nodes at which its trees begin."""
    base: list[float]
    slots: bytes
    """int32; LEAF for a leaf."""
    thresholds: bytes
    """float64; a leaf's value."""
    left: bytes
    right: bytes
    """int32: the next node when the answer is yes, and when it is no."""
    means: bytes
    """float64: the mean of the leaves below, weighted by the rows that reached them in training."""

    def __post_init__(self) -> None:
        self.nodes = _Nodes(self)

    def outputs(self, parts: Sequence[Any]) -> list[float]:
        """Return one row's sums, one for each output."""
        x = self._slots(parts)
        sums = []
        for base, roots in zip(self.base, self.nodes.linked, strict=True):
            total = base
            for slot, threshold, yes, no in roots:
                while slot >= 0:  # walks down; a leaf holds its value in place of a threshold
                    slot, threshold, yes, no = yes if x[slot] <= threshold else no  # noqa: PLW2901
                total += threshold
            sums.append(total)
        return sums

    def effects(self, parts: Sequence[Any], output: int) -> dict[int, float]:
        """Return by part how much its questions moved one output of one row (path contributions: Saabas, 2014)."""
        x, nodes, moved = self._slots(parts), self.nodes, dict.fromkeys(self.nodes.part_of, 0.0)
        for root in self.roots[output]:
            node = root
            while nodes.slots[node] >= 0:
                slot = nodes.slots[node]
                then = nodes.left[node] if x[slot] <= nodes.thresholds[node] else nodes.right[node]
                moved[nodes.part_of[slot]] += nodes.means[then] - nodes.means[node]
                node = then
        return moved

    def outputs_of_many(self, columns: "Sequence[npt.NDArray[Any]]") -> "npt.NDArray[np.float64]":
        """Return the (n, outputs) sums of n rows, given as one column for each part."""
        import numpy as np

        rows = len(columns[0])
        sums = np.empty((rows, len(self.base)))
        for start in range(0, rows, CHUNK):
            piece = slice(start, min(start + CHUNK, rows))
            x = self._slots_of_many([column[piece] for column in columns], piece.stop - start)
            for output, (base, trees) in enumerate(zip(self.base, self.nodes.questions(), strict=True)):
                sums[piece, output] = base + sum(_leaves(x, *tree) for tree in trees)
        return sums

    def _slots(self, parts: Sequence[Any]) -> list[float]:
        x: list[float] = []
        for part in self.numbers:
            value = parts[part]
            x.append(value)
            x.append(-value)
        for asked in self.sets:
            x.extend(asked.known.get(parts[asked.part], asked.unseen))
        return x

    def _slots_of_many(self, columns: "Sequence[npt.NDArray[Any]]", rows: int) -> "npt.NDArray[np.float64]":
        import numpy as np

        blocks = [block for part in self.numbers for block in (columns[part], -columns[part])]
        x = [np.array(blocks).reshape(-1, rows)]
        for asked in self.sets:
            met = b"".join(asked.known.get(value, asked.unseen) for value in columns[asked.part])
            x.append(np.frombuffer(met, dtype=np.uint8).reshape(rows, -1).T)
        return np.ascontiguousarray(np.concatenate(x), dtype=np.float64)


def _leaves(x: "npt.NDArray[np.float64]", asked: "list[tuple[int, float, Any]]", values: Any) -> Any:
    """(rows,): the leaf of one tree that each row reaches, all questions asked at once.

    Each question that is answered with no strikes out the leaves on its yes side; of those left, the first is reached
    (QuickScorer: Lucchese et al., SIGIR 2015).
    """
    import numpy as np

    left = np.full(x.shape[1], 2**MOST_LEAVES - 1, dtype=np.uint16)
    every = np.uint16(2**MOST_LEAVES - 1)
    for slot, threshold, kept in asked:
        left &= np.where(x[slot] <= threshold, every, kept)
    return values[_first_bit()[left & -left]]


@cache
def _first_bit() -> Any:
    """At each power of two, its exponent."""
    import numpy as np

    places = np.zeros(2 ** (MOST_LEAVES - 1) + 1, dtype=np.uint8)
    places[[1 << at for at in range(MOST_LEAVES)]] = range(MOST_LEAVES)
    return places


class _Nodes:
    """The nodes unpacked: as arrays, and linked as tuples, which is the fastest form for a single row."""

    def __init__(self, trees: Trees) -> None:
        self.slots = _unpacked("i", trees.slots)
        self.thresholds = _unpacked("d", trees.thresholds)
        self.left = _unpacked("i", trees.left)
        self.right = _unpacked("i", trees.right)
        self.means = _unpacked("d", trees.means)
        self.part_of = [part for part in trees.numbers for _ in "+-"]
        self.part_of += [asked.part for asked in trees.sets for _ in asked.unseen]
        self.linked = [[self._link(root) for root in roots] for roots in trees.roots]
        self._questions: list[list[tuple[list[tuple[int, float, Any]], Any]]] = []

    def _link(self, node: int) -> _Node:
        if self.slots[node] == LEAF:
            return (LEAF, self.thresholds[node], None, None)
        return self.slots[node], self.thresholds[node], self._link(self.left[node]), self._link(self.right[node])

    def questions(self) -> "list[list[tuple[list[tuple[int, float, Any]], Any]]]":
        """Return for each output and tree its questions (slot, threshold, leaves kept by a no) and the leaves' values."""
        if not self._questions:
            self._questions = [[self._asked(tree) for tree in trees] for trees in self.linked]
        return self._questions

    def _asked(self, tree: _Node) -> "tuple[list[tuple[int, float, Any]], Any]":
        import numpy as np

        asked: list[tuple[int, float, Any]] = []
        leaves: list[float] = []

        def below(node: _Node) -> int:
            """The leaves below a node, one bit each, those of the yes side first."""
            slot, threshold, yes, no = node
            if slot == LEAF:
                leaves.append(threshold)
                return 1 << (len(leaves) - 1)
            first = below(yes)
            asked.append((slot, threshold, np.uint16(2**MOST_LEAVES - 1 - first)))
            return first | below(no)

        below(tree)
        return asked, np.array(leaves)


def _unpacked(kind: str, data: bytes) -> "array[Any]":
    values = array(kind)
    values.frombytes(data)
    return values

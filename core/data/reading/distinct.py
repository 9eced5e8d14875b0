"""A column as its different values and where each stands: what has to be understood is understood once."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

SAMPLE = 2_000


@dataclass(frozen=True)
class Distinct:
    """`values` has no null and no value twice; `places` has one index into it for each row, null where the row is blank."""

    values: pa.StringArray
    counts: np.ndarray
    places: pa.Int32Array

    @classmethod
    def of(cls, column: pa.StringArray) -> "Distinct":
        encoded = column.dictionary_encode()
        counts = np.bincount(encoded.indices.drop_null().to_numpy(), minlength=len(encoded.dictionary))
        return cls(encoded.dictionary, counts, encoded.indices)

    @property
    def rows(self) -> int:
        """Count the rows that hold something."""
        return int(self.counts.sum())

    def without(self, mask: pa.BooleanArray) -> "Distinct":
        """Return the same column with some of its values blank."""
        if not pc.any(mask).as_py():
            return self
        kept = ~np.asarray(mask)
        renumbered = pa.array(np.cumsum(kept, dtype=np.int32) - 1, mask=~kept)
        return Distinct(self.values.filter(pa.array(kept)), self.counts[kept], renumbered.take(self.places))

    def share(self, mask: pa.BooleanArray) -> float:
        """Return the share of the rows that hold something whose value is marked."""
        return float(self.counts[np.asarray(pc.fill_null(mask, False))].sum() / max(self.rows, 1))

    def count(self, mask: pa.BooleanArray) -> int:
        """Count the rows whose value is marked."""
        return int(self.counts[np.asarray(pc.fill_null(mask, False))].sum())

    def spread(self, parsed: pa.Array) -> pa.Array:
        """Return what each of `values` became, row by row."""
        return parsed.take(self.places)

    def sample(self) -> pa.StringArray:
        """Return up to 2,000 of the values, from all over."""
        step = max(1, len(self.values) // SAMPLE)
        return self.values if step == 1 else self.values.take(pa.array(range(0, len(self.values), step)))

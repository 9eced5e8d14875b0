"""A number for each value, so that equal values are found among a million without comparing them one by one."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Hashes = npt.NDArray[np.uint64]
Mask = npt.NDArray[np.bool_]

MOST_FORGIVEN = 100_000
"""Of more different words than this, only equal ones have the same number."""
_MISSING = np.uint64(2**40)
_BITS = 64


def exact(values: "pd.Series[Any]") -> Hashes:
    """Return numbers (n,), the same for the same value of a column, and another for another."""
    return _words(values, forgive=False) if values.dtype == "str" else _typed(values)


def forgiving(values: "pd.Series[Any]") -> Hashes:
    """Return numbers (n,) as `exact` does, but words that differ in case or spaces alone have the same."""
    return _words(values, forgive=True) if values.dtype == "str" else _typed(values)


def together(columns: Sequence[Hashes], salts: Sequence[int], rows: int) -> Hashes:
    """Return one number (n,) for the values of several columns; a column has the same salt each time (multilinear hashing)."""
    total = np.zeros(rows, dtype=np.uint64)
    factors = mixed(np.array(salts, dtype=np.uint64) + np.uint64(0x9E3779B97F4A7C15)) | np.uint64(1)
    for column, factor in zip(columns, factors, strict=True):
        total += (column ^ (column >> np.uint64(32))) * factor
    return total


def mixed(numbers: Hashes) -> Hashes:
    """Spread numbers (n,) evenly over all 64 bits (SplitMix64, Steele et al. 2014)."""
    spread = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    spread = (spread ^ (spread >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(spread ^ (spread >> np.uint64(31)))


def counts_of(hashes: Hashes) -> npt.NDArray[np.intp]:
    """Count how often each number (n,) comes; now and then one too many, never too few (one row of a count-min sketch)."""
    bits = min(22, max(10, int(np.ceil(np.log2(max(2, len(hashes))))) + 3))
    places = (mixed(hashes) >> np.uint64(_BITS - bits)).astype(np.intp)
    return np.bincount(places, minlength=1 << bits)[places]


def _typed(values: "pd.Series[Any]") -> Hashes:
    """Numbers, days, yes and no, by their bits."""
    if pd.api.types.is_datetime64_any_dtype(values):
        return np.asarray(values.to_numpy(dtype="datetime64[us]").view(np.uint64))
    floats = values.to_numpy(dtype=np.float64, na_value=np.nan) + 0.0  # so that -0.0 is 0.0
    floats[np.isnan(floats)] = np.nan
    return floats.view(np.uint64)


def _words(values: "pd.Series[Any]", *, forgive: bool) -> Hashes:
    """By the place of a word among the different ones."""
    coded = pa.array(values, type=pa.large_string(), from_pandas=True)
    coded = (coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded).dictionary_encode()
    places = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    numbers = np.arange(len(coded.dictionary), dtype=np.uint64)
    if forgive and len(numbers) <= MOST_FORGIVEN:
        words = pc.utf8_trim_whitespace(pc.utf8_lower(coded.dictionary))
        if pc.any(pc.match_substring_regex(words, r"\s\s")).as_py():
            words = pc.replace_substring_regex(words, r"\s+", " ")
        numbers = words.dictionary_encode().indices.to_numpy().astype(np.uint64)
    return np.asarray(np.append(numbers, _MISSING)[places])

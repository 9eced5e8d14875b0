"""Libraries that would take every processor are held to one while something is fitted, and not after it."""

import numpy as np
from threadpoolctl import threadpool_info, threadpool_limits

from core.models.learning.one_thread import on_one_thread


def threads() -> set[int]:
    return {library["num_threads"] for library in threadpool_info()}


def test_what_is_fitted_takes_one_thread_and_what_comes_after_it_as_many_as_before() -> None:
    np.ones((2, 2)) @ np.ones((2, 2))  # a library with threads is loaded
    with threadpool_limits(2):
        before = threads()
        assert before == {2}
        assert on_one_thread(threads)() == {1}
        assert threads() == before


def test_what_it_is_asked_is_passed_on() -> None:
    assert on_one_thread(divmod)(7, 2) == (3, 1)
    assert on_one_thread(sorted)([1, 2], reverse=True) == [2, 1]

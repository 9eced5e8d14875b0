"""Fitting on one thread: on a busy machine several wait for each other (measured: 176 s instead of 22 s)."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from threadpoolctl import threadpool_limits

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def on_one_thread(work: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Return the same work, for which libraries take no more than one thread."""

    @wraps(work)
    def limited(*asked: Arguments.args, **named: Arguments.kwargs) -> Result:
        with threadpool_limits(limits=1):
            return work(*asked, **named)

    return limited

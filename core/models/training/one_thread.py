"""Fitting on one thread: on a busy machine several wait for each other (measured: 176 s instead of 22 s)."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from threadpoolctl import threadpool_limits

Asked = ParamSpec("Asked")
Gives = TypeVar("Gives")


def on_one_thread(work: Callable[Asked, Gives]) -> Callable[Asked, Gives]:
    """The same work, for which libraries take no more than one thread."""

    @wraps(work)
    def limited(*asked: Asked.args, **named: Asked.kwargs) -> Gives:
        with threadpool_limits(limits=1):
            return work(*asked, **named)

    return limited

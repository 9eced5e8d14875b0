"""A clock that a script can set: what it makes then bears the same dates whenever it is run."""

import datetime
import time
from typing import Any

_real = datetime.datetime


class _Kind(type):
    def __instancecheck__(cls, one: Any) -> bool:
        return isinstance(one, _real)


class _Set(_real, metaclass=_Kind):
    moment: "_Set"

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Any:
        _Set.moment += datetime.timedelta(milliseconds=1)
        return _Set.moment.astimezone(tz) if tz else _Set.moment.replace(tzinfo=None)


def hold() -> None:
    """Put it in the place of the real one. To be called before anything of ours is imported, and after pandas."""
    turn("2026-01-01")
    datetime.datetime = _Set  # type: ignore[misc]
    time.time = lambda: _Set.now(datetime.UTC).timestamp()
    time.time_ns = lambda: int(time.time() * 1e9)


def turn(day: str) -> None:
    """Make it nine in the morning of a day such as "2026-03-01"."""
    _Set.moment = _Set.fromisoformat(f"{day}T09:00:00+00:00")

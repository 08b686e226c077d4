"""What time it is: aware UTC everywhere, Asia/Shanghai for days and words. Tests and made history set it by `at`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The server's time, aware, in UTC."""
    return _set.get() or datetime.now(UTC)


def today() -> date:
    """The day in Shanghai, the only zone in which days and work hours are counted."""
    return now().astimezone(SHANGHAI).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within this block it is `moment` (aware). For tests and for history that is made, never for a request."""
    token = _set.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _set.reset(token)

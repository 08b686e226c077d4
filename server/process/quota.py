"""How many of a noun one person may have open at a time, or hang on one thing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from enum import StrEnum
from typing import Any

from server.core.errors import Invalid
from server.data.database import queue_for
from server.process.change import Change


def at_most(
    most: int, whose: str, states: Collection[StrEnum], code: str = "TOO_MANY_OPEN"
) -> Callable[[Change[Any]], Awaitable[None]]:
    """Follows what begins; `whose` is the column that names the person or the thing. Raises Invalid with the code."""

    async def follows(change: Change[Any]) -> None:
        if change.before is not None:
            return
        noun, owner = change.noun, getattr(change.after, whose)
        await queue_for(f"{noun.called} of {owner}")
        if await noun.model.filter(**{whose: owner}, state__in=list(states)).count() > most:
            raise Invalid(f"at most {most} are open at a time", code=code)

    return follows

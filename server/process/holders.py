"""Whoever has a thing without a post: a person, or the holder of a code."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from server.core.errors import Invalid
from server.core.viewer import Viewer
from server.data.database import reader
from server.query.door import Door


def own(viewer: Viewer, column: str) -> Q:
    """The viewer's own, whose owner `column` names."""
    known: dict[str, Any] = {f"{column}__in": [viewer.actor_id] if viewer.actor_id else []}
    return Q(**known)


def held_by(door: Door[Any]) -> Callable[[UUID | None], Awaitable[bool]]:
    """Whether the holder of a code sees anything through a noun's door: what tells a code from none."""

    async def holds(holder: UUID | None) -> bool:
        return await door.seen(Viewer(None, "", holder_id=holder)).using_db(reader()).exists()

    return holds


async def untaken(door: Door[Any], viewer: Viewer, first: bool | None) -> None:
    """Raises Invalid CODE_TAKEN where a code that was just made, as its phone says (`first`), is somebody's already."""
    if first and await held_by(door)(viewer.actor_id):
        raise Invalid("somebody else has this code: take another", code="CODE_TAKEN")

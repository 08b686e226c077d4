"""代班: a post is held by a colleague too for some days, while its own holder is away.

Decision: it is a dated post of the colleague's own that names the other, so that sight, steps, lists, streams and
notices know of it without asking, and it ends by itself. The log tells with each act that it was done for another.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol
from uuid import UUID

from server.core import clock
from server.core.viewer import Viewer
from server.data.database import reader
from server.ground.person import viewers
from server.ground.person.actions import payload_of, record, require_apart
from server.ground.person.models import Post


class Meant(Protocol):
    """Which post is held by whom, from when to when."""

    @property
    def post_id(self) -> UUID: ...
    @property
    def person_id(self) -> UUID: ...
    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date: ...


async def grant(key: UUID, meant: Meant, by: Viewer) -> bool:
    """Within a transaction: the colleague holds the post too, no longer than it holds itself; false where it holds on
    none of these days. Raises ADMINS_APART."""
    post = await Post.filter(id=meant.post_id).using_db(reader()).first()
    first = max(meant.starts_on, clock.today())
    last = min(meant.ends_on, (post and post.ends_on) or meant.ends_on)
    if post is None or last < max(first, post.starts_on):
        return False
    await require_apart(meant.person_id, post.role, first, last)
    held = Post(
        id=key, person_id=meant.person_id, role=post.role, area_id=post.area_id, unit_id=post.unit_id,
        starts_on=first, ends_on=last, stands_for_id=post.id,
    )  # fmt: skip
    await held.save(force_create=True)
    told = payload_of(held) | {"standsFor": str(post.id)}
    await record("person.post_added", meant.person_id, post.area_id, by, None, told)
    viewers.forget_posts()
    return True


async def take_back(key: UUID, last_day: date) -> bool:
    """Within a transaction: the colleague holds it no longer than that."""
    held = await Post.filter(id=key, ends_on__gt=last_day).using_db(reader()).first()
    if held is not None:
        await Post.filter(id=key).update(ends_on=last_day)
        told = payload_of(held, ends_on=last_day)
        await record("person.post_ended", held.person_id, held.area_id, None, None, told)
        viewers.forget_posts()
    return True

"""Posts hold longer than they were given for: many at once, all or none, each with one event."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from server.core import clock
from server.core.errors import Forbidden, Invalid, Missing
from server.core.viewer import Seat, Viewer
from server.data.database import reader, transaction
from server.data.resting import anew, guarded
from server.ground.person import policy, viewers
from server.ground.person.actions import payload_of, record, require_another, require_apart, stays
from server.ground.person.models import Post


async def extend_posts(by: Viewer | None, ids: Sequence[UUID], last_day: date) -> int:
    """Let posts hold until `last_day`, all of them or none: how many that moves. Raises Missing, Forbidden; Invalid for
    one that has ended, or would end before it begins or ends now."""
    return await anew(lambda: _extend_posts(by, dict.fromkeys(ids), last_day))


async def _extend_posts(by: Viewer | None, ids: Collection[UUID], last_day: date) -> int:
    posts = await Post.filter(id__in=list(ids)).using_db(reader()).order_by("id")
    if len(posts) < len(ids):
        raise Missing("there is no such post", field="ids")
    seats = {post.id: _may_extend(by, post, last_day) for post in posts}
    moved = [post for post in posts if post.ends_on != last_day]

    async def work() -> None:
        for post in moved:
            await require_apart(post.person_id, post.role, clock.today(), last_day)
            as_read = Post.filter(id=post.id, ends_on=post.ends_on)
            await guarded((Post, post.id), partial(as_read.update, ends_on=last_day), [stays(post.person_id)])
            told = payload_of(post, ends_on=last_day)
            await record("person.post_extended", post.person_id, post.area_id, by, seats[post.id], told)

    await transaction(work)
    viewers.forget_posts()
    return len(moved)


def _may_extend(by: Viewer | None, post: Post, last_day: date) -> Seat | None:
    seat = policy.keeper_of(by, post.area_id)
    require_another(by, post.person_id)
    if post.stands_for_id is not None:
        raise Forbidden("it is held for a colleague, for the days that both agreed upon")
    if post.ends_on is None or post.ends_on < clock.today():
        raise Invalid("this post has no end, or has ended", field="ids", code="ALREADY_ENDED")
    if last_day < post.ends_on:
        raise Invalid("this post ends later already", field="endsOn", code="ENDS_BEFORE_IT_BEGINS")
    return seat

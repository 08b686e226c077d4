"""What one is told, as it comes."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from uuid import UUID

import strawberry

from schema.core.context import Info
from schema.core.fields import subscription
from schema.core.problems import Refused
from schema.reach.notice.notice import Notice
from server.ground.person.viewers import viewer_of
from server.journal.bus import Lagged, news
from server.query.row_query import One
from server.reach.notice import queries
from server.reach.notice.fan_out import NOTICES
from server.reach.notice.trial import TRIALS


async def arrivals(info: Info, *, every: bool = False) -> AsyncGenerator[One, None]:
    """The viewer's notices as they are made. Ends when no post of theirs is left; LAGGED when some may be missing."""
    context = info.context
    assert context.bus is not None  # the edge gives every stream a bus
    me = str(context.viewer.person_id)
    try:
        async with aclosing(news(context.bus, NOTICES)) as made:
            async for message in made:
                if message["person"] != me:
                    continue
                context.viewer = await viewer_of(UUID(me))
                if not context.viewer.seats:
                    return
                if await queries.visible(context.viewer, UUID(message["id"]), every=every):
                    yield queries.one(context.viewer, UUID(message["id"]))
    except Lagged as lost:
        raise Refused("news were lost: read anew and subscribe again", extensions={"code": "LAGGED"}) from lost


@strawberry.type
class NoticeSubscription:
    """What one is told, as it comes."""

    @subscription("新到的消息，只给本人。My notices as they arrive.", Notice)
    async def notice_arrived(self, info: Info) -> AsyncGenerator[One, None]:
        async with aclosing(arrivals(info)) as stream:
            async for notice in stream:
                yield notice

    @subscription("试一次提醒时，实时送到的记号，只给本人。The mark of a trial, to who tries.", strawberry.ID)
    async def push_tried(self, info: Info) -> AsyncGenerator[strawberry.ID, None]:
        context = info.context
        assert context.bus is not None  # the edge gives every stream a bus
        me = str(context.viewer.person_id)
        async with aclosing(news(context.bus, TRIALS)) as made:
            async for message in made:
                if message["person"] == me:
                    yield strawberry.ID(message["id"])

"""Whatever people are told of, of any noun: notices, and one stream of changes."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import partial
from typing import Annotated, Any

import strawberry

from schema.core.context import Info
from schema.core.fields import column, computed, field, one, subscription
from schema.core.live import Change, changes
from schema.core.node import Node
from schema.core.paging import Connection, paged
from schema.core.reading.bounds import AFTER, FIRST
from schema.core.reading.request_scope import Ground
from schema.grid.incident.incident import Incident
from schema.grid.whistle.live import BLOWN
from schema.grid.whistle.whistle import Whistle
from schema.journal.event import SUBJECT
from schema.reach.notice.live import arrivals
from schema.reach.notice.notice import INCIDENT, NoticeFields, listed
from server.query.row_query import One
from server.reach.notice import models, policy, queries


@strawberry.type(description="一条消息，不论关于哪一类，只给本人。A notice about whatever it is, for one person only.")
class SubjectNotice(NoticeFields, Node):
    source, sight = models.Notice, policy.visible_to

    incident: Incident | None = one("关于哪件案件；不是案件的事则为空。The incident, if any.", INCIDENT)


@strawberry.type(description="一页消息。One page of notices.")
class SubjectNoticeConnection(Connection[SubjectNotice]):
    pass


@strawberry.type(description="一次变化，不论关于哪一类。A change of whatever it is about.")
class SubjectChange(Change):
    subject_id: strawberry.ID = column("关于哪一件。Which of them.")
    incident: Incident | None = one("关于案件的，案件现在的样子。The incident as it is now, if it is one.", SUBJECT)
    whistle: Whistle | None = one("关于哨的，哨现在的样子。The whistle as it is now, if it is one.", BLOWN)

    @computed("关于哪一类，如 incident。What kind of thing it is about, e.g. incident.", needs=("kind",))
    def subject_kind(row: Any, at: Ground) -> str:
        return str(row.kind.partition(".")[0])


@strawberry.type
class SubjectQuery:
    """What one was told, whatever it is about."""

    @field("我的消息，不论关于哪一类，新的在前。My notices about anything, the last first.", SubjectNoticeConnection)
    async def subject_notices(
        self,
        info: Info,
        unread: Annotated[bool | None, strawberry.argument(description="只要未读的。Unread ones only.")] = False,
        digest: Annotated[
            strawberry.ID | None, strawberry.argument(description="这份摘要里的。Those of this digest.")
        ] = None,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = 30,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Any:
        return await paged(info, first, after, partial(listed, info, bool(unread), digest, every=True))

    @field("未读的几条，不论关于哪一类，至多数到 100。How many are unread, about anything, counted up to 100.")
    async def subject_notices_unread(self, info: Info) -> int:
        return await queries.unread(info.context.viewer, every=True)


@strawberry.type
class SubjectSubscription:
    """What may be listened to, whatever it is about."""

    subject_changed = changes(
        "各类的变化，只推给看得见的人。Changes of everything, to those who may see each.", SubjectChange
    )

    @subscription("新到的消息，不论关于哪一类，只给本人。My notices about anything as they arrive.", SubjectNotice)
    async def subject_notice_arrived(self, info: Info) -> AsyncGenerator[One, None]:
        async with aclosing(arrivals(info, every=True)) as stream:
            async for notice in stream:
                yield notice

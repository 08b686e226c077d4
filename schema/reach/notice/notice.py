"""消息: what the viewer was told, and how they are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Annotated, Any

import strawberry

from schema.core.context import Info
from schema.core.fields import column, computed, field, named, one
from schema.core.paging import Connection, paged
from schema.core.problems import identity
from schema.core.reading.bounds import AFTER, FIRST
from schema.core.reading.request_scope import Ground
from schema.core.scalars import JSON
from schema.grid.incident.incident import Incident
from schema.grid.whistle.hanging import SIGHT, seen
from schema.grid.whistle.whistle import Whistle
from server.core.errors import Invalid
from server.grid.incident import models as incident_models
from server.grid.whistle import models as whistle_models
from server.ground.catalogue.urgency import Urgency
from server.query.projection import Link
from server.query.row_query import Held
from server.reach.notice import keys, queries
from server.reach.notice.models import NoticeKind

INCIDENT = Link("incident", incident_models.Incident, here="incident_id")
WHISTLE = Link("whistle", whistle_models.Whistle, here="subject_id")


def whistle_seen(row: Any, at: Ground) -> bool:
    return row.whistle is not None and seen(row.whistle, at)


@strawberry.type
class NoticeFields:
    """What every notice says, whatever it is about."""

    id: strawberry.ID = column("编号，也是次序。Its id, and its order.")
    kind: NoticeKind = column("说的是什么。What it says.")
    at: datetime = column("何时的事。When it happened.")
    due_at: datetime | None = column("当时在走的时限何时到。When the clock that ran then is due.")
    read_at: datetime | None = column("何时标为已读。When it was marked as read.")
    severity: int = column("急缓，1 至 4。How urgent, 1 to 4.")
    urgency = named("急缓，按名称。How urgent, by name.", Urgency, of="severity", by=Urgency.of)
    subject_kind: str = column("关于哪一类，如 incident。What kind of thing it is about, e.g. incident.")
    subject_id: strawberry.ID = column("关于哪一件。Which of them.")

    @computed("细节，只有代码、编号和数字。Details: codes, ids and numbers only.", needs=("facts",))
    def facts(row: Any, at: Ground) -> JSON:
        return row.facts  # type: ignore[no-any-return]


@strawberry.type(description="一条消息，只给本人。A notice, for one person only.")
class Notice(NoticeFields):
    incident: Incident = one("关于哪件案件，现在的样子。The incident that it is about, as it is now.", INCIDENT)

    whistle = one(
        "关于哪个哨；与哨无关或看不到则为空。The whistle that it is about, if any; null if not yours to see.",
        WHISTLE,
        Whistle | None,
        unless_hidden=whistle_seen,
        needs=((WHISTLE, SIGHT),),
    )

    @computed("关于哪个哨，编号。The id of the whistle that it is about.", needs=("subject_kind", "subject_id"))
    def whistle_id(row: Any, at: Ground) -> strawberry.ID | None:
        return strawberry.ID(str(row.subject_id)) if row.subject_kind == "whistle" else None


@strawberry.type(name="NoticeDigest", description="每日摘要，不急的都在里面。What was not urgent, once a day.")
class Digest:
    id: strawberry.ID = column("编号。Its id.")
    at: datetime = column("哪天早上的。The morning that it came.")
    read_at: datetime | None = column("何时标为已读。When it was marked as read.")
    count: int = column("里面几条。How many notices stand in it.")


@strawberry.type(description="一页消息。One page of notices.")
class NoticeConnection(Connection[Notice]):
    pass


@strawberry.type(description="可提醒的时段。When one may be pushed to.")
class NoticeWindow:
    weekday: int = column("星期，1 为周一。The weekday, 1 is Monday.")
    starts: int = column("从零点起第几分钟开始。Minutes after midnight at which it starts.")
    ends: int = column("从零点起第几分钟结束。Minutes after midnight at which it ends.")


@strawberry.type(description="怎样提醒我。How I am told.")
class NoticeSettings:
    windows: list[NoticeWindow] = column("我的时段；没设则按全区。My windows; empty: as the district allows.", most=14)
    browsers: int = column("开了提醒的浏览器几个。How many of my browsers are pushed to.")
    pushed_at: datetime | None = column("上次收到提醒。When a push last arrived.")
    on_duty: bool = column("现在在值班表上，特急随时提醒。On the duty roster now: 特急 comes at any hour.")
    push_key: str = column("浏览器订阅用的公钥。The public key with which a browser subscribes.")


@dataclass(frozen=True)
class Told:
    """The settings with the server's public key."""

    own: queries.Settings
    push_key: str

    def __getattr__(self, name: str) -> Any:
        return getattr(self.own, name)


async def listed(
    info: Info, unread: bool, digest: str | None, first: int, after: str | None, *, every: bool = False
) -> Any:
    named = identity(digest) if digest is not None else None
    if digest is not None and named is None:
        raise Invalid("an id is a UUID", field="digest", code="ID_MALFORMED")
    return queries.page(info.context.viewer, unread=unread, first=first, after=after, digest=named, every=every)


async def settings_of(info: Info) -> Told:
    return Told(await queries.settings(info.context.viewer), keys.public_key(info.context.secret))


@strawberry.type
class NoticeQuery:
    """What may be asked about what one was told."""

    @field("我的消息，新的在前。My notices, the last first.", NoticeConnection)
    async def notices(
        self,
        info: Info,
        unread: Annotated[bool | None, strawberry.argument(description="只要未读的。Unread ones only.")] = False,
        digest: Annotated[
            strawberry.ID | None, strawberry.argument(description="这份摘要里的。Those of this digest.")
        ] = None,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = 30,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Any:
        return await paged(info, first, after, partial(listed, info, bool(unread), digest))

    @field("近两周的每日摘要，新的在前。The digests of two weeks, the last first.", list[Digest], most=15)
    async def digests(self, info: Info) -> Any:
        return Held(await queries.digests(info.context.viewer))

    @field("未读的几条，一份摘要算一条，至多数到 100。How many are unread, a digest being one, counted up to 100.")
    async def notices_unread(self, info: Info) -> int:
        return await queries.unread(info.context.viewer)

    @field("怎样提醒我。How I am told.", NoticeSettings)
    async def notice_settings(self, info: Info) -> Any:
        return Held(await settings_of(info))

"""What may be asked about incidents: lists with filters, one in full, counts, neighbours, and what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

import strawberry

from schema.area import BoxInput
from schema.context import Info
from schema.core.inputs import plain, translated
from schema.event import EventConnection
from schema.fields import column, field, given
from schema.incident.incident import Incident
from schema.lists import list_argument, several
from schema.moments import moment, moment_argument
from schema.paging import Connection
from schema.problems import asked, identity
from schema.reading.bounds import AFTER, FIRST, limited
from server.area.coordinates import nearest_e7
from server.area.models import AreaLevel
from server.incident import choices, counts, log
from server.incident.counts import CountBy, Moment
from server.incident.filters import MOST_CODES, Filter, Mine, Sort
from server.incident.lifecycle import State
from server.incident.models import Awaits, Channel
from server.moments import ASKED
from server.process.deadlines import Light
from server.reading.choice import Held, Page
from server.reading.counting import Per
from server.viewer import Viewer


@strawberry.input(description="要哪些案件；各条同时满足。Which incidents; all that is said must hold.")
class IncidentFilter:
    area: str | None = given("在此区域之内，代码。Within this area, by code.")
    states: list[State] | None = several("处于这些状态。In one of these states.", len(State))
    open: bool | None = given("未结束的，或已结束的。Open ones, or ended ones.")
    class_codes: list[str] | None = several("属于这些小类。Of one of these classes.", MOST_CODES)
    major_codes: list[str] | None = several("属于这些大类。Of one of these major classes.", MOST_CODES)
    lights: list[Light] | None = several("亮这些灯。With one of these lights.", len(Light))
    levels: list[int] | None = several("在这些层级。At one of these levels.", len(AreaLevel))
    min_severity: int | None = given("至少这么紧急。At least this severe.")
    channels: list[Channel] | None = several("来自这些渠道。By one of these channels.", len(Channel))
    text: str | None = given("说明、类别、地址里有这些字。With these words in text, class or address.")
    received_from: datetime | None = moment("不早于此刻送达。Received at this moment or later.", ASKED)
    received_to: datetime | None = moment("早于此刻送达。Received before this moment.", ASKED)
    box: BoxInput | None = given("在此框内。Within this box.")
    unit: strawberry.ID | None = given("由此单位主办或协办。Led or assisted by this unit.")
    mine: Mine | None = given("与我有关的。What has to do with me.")
    awaits: list[Awaits] | None = several("轮到这些人。Waiting for one of these.", len(Awaits))
    promised: bool | None = given("单位承诺了日子还没办完的。Promised for a day, and not done.")


@strawberry.type(description="一组的件数。How many in one group.")
class Count:
    key: str = column("组：代码、状态或单位编号。The group: a code, a state or a unit's id.")
    label: str = column("组的中文名。The group's name in Chinese.", of="name")
    count: int = column("件数。How many.")


@strawberry.type(description="一页案件。One page of incidents.")
class IncidentConnection(Connection[Incident]):
    pass


async def listed(viewer: Viewer, filter: IncidentFilter | None, order: Sort, first: int, after: str | None) -> Page:
    """A page of incidents; the total is counted only when it is asked for."""
    return await choices.page(viewer, translated(Filter, filter), order, first, after)


async def counted(viewer: Viewer, filter: IncidentFilter | None, by: CountBy) -> Held:
    return Held(await counts.counts(viewer, translated(Filter, filter), by))


async def timed(viewer: Viewer, filter: IncidentFilter | None, of: Moment, per: Per) -> Held:
    return Held(await counts.timeline(viewer, translated(Filter, filter), of, per))


@dataclass(frozen=True, kw_only=True)
class Happening:
    """The arguments of `events`, as they were given."""

    subject: str | None
    area: str | None
    kinds: list[str] | None
    since: datetime | None


async def happened(viewer: Viewer, told: Happening, first: int, after: str | None) -> Page:
    """A page of what happened to the incidents that the viewer may see."""
    return choices.happened(viewer, translated(log.Wanted, told), first, after)


@strawberry.type
class IncidentQuery:
    """What may be asked about incidents."""

    @field("一件案件，按编号或案号。One incident, by id or number.", Incident | None)
    async def incident(
        self,
        info: Info,
        id: Annotated[strawberry.ID | None, strawberry.argument(description="编号。Its id.")] = None,
        number: Annotated[str | None, strawberry.argument(description="案号。Its case number.")] = None,
    ) -> Any:
        return choices.one(info.context.viewer, identity(id) or plain(number or ""))

    @field("案件列表。A list of incidents.", IncidentConnection)
    async def incidents(
        self,
        info: Info,
        filter: Annotated[IncidentFilter | None, strawberry.argument(description="条件。Which ones.")] = None,
        order: Annotated[Sort | None, strawberry.argument(description="次序。In which order.")] = Sort.URGENT_FIRST,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = 30,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Any:
        return await asked(listed(info.context.viewer, filter, order or Sort.URGENT_FIRST, limited(first), after))

    @field("分组计数，用于筛选条。Counts by group, for filter chips.", list[Count])
    async def incident_counts(
        self,
        info: Info,
        by: Annotated[CountBy, strawberry.argument(description="按什么分。By what.")],
        filter: Annotated[IncidentFilter | None, strawberry.argument(description="条件。Which ones.")] = None,
    ) -> Any:
        return await asked(counted(info.context.viewer, filter, by))

    @field("按时间计数，早的在前。Counts by stretch of time, the earliest first.", list[Count])
    async def incident_timeline(
        self,
        info: Info,
        of: Annotated[Moment, strawberry.argument(description="按哪个时刻。By which moment.")],
        per: Annotated[Per, strawberry.argument(description="每段多长。How long each stretch is.")],
        filter: Annotated[IncidentFilter | None, strawberry.argument(description="条件。Which ones.")] = None,
    ) -> Any:
        return await asked(timed(info.context.viewer, filter, of, per))

    @field(
        "可能重复的：同小类，50 米内，未结或 7 天内结束，至多 10 件。"
        "Likely the same: same class, within 50 m, open or ended in the last 7 days; at most 10.",
        list[Incident],
    )
    async def similar_incidents(
        self,
        info: Info,
        class_code: Annotated[str, strawberry.argument(description="小类代码。The minor class's code.")],
        lat: Annotated[float, strawberry.argument(description="纬度。Latitude.")],
        lon: Annotated[float, strawberry.argument(description="经度。Longitude.")],
    ) -> Any:
        return await choices.similar(info.context.viewer, plain(class_code), nearest_e7(lat), nearest_e7(lon))

    @field("发生过的事，后发生的在前。What happened, the last first.", EventConnection)
    async def events(
        self,
        info: Info,
        subject: Annotated[strawberry.ID | None, strawberry.argument(description="关于什么。What about.")] = None,
        area: Annotated[str | None, strawberry.argument(description="在此区域之内。Within this area.")] = None,
        kinds: Annotated[list[str] | None, list_argument("哪些种类。Which kinds.", log.MOST_KINDS)] = None,
        since: Annotated[datetime | None, moment_argument("不早于此刻。At this moment or later.")] = None,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = 30,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Any:
        told = Happening(subject=subject, area=area, kinds=kinds, since=since)
        return await asked(happened(info.context.viewer, told, limited(first), after))

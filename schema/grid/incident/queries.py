"""What may be asked about incidents: lists with filters, one in full, counts, neighbours, and what happened."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

import strawberry

from schema.core.context import Info
from schema.core.deprecation import VOCABULARY, instead
from schema.core.fields import column, field
from schema.core.input_mapping import PARTS, part
from schema.core.list_sizes import By
from schema.core.paging import Connection
from schema.core.problems import identity
from schema.grid.incident.incident import Incident
from schema.ground.area import BoxInput, Latitude, Longitude
from schema.journal.event import EventConnection
from schema.process.lookups import WHICH, page_of, sums_of
from server.core.text import storable
from server.grid.incident import counts, log, lookups, precedents
from server.grid.incident.counts import CountBy
from server.grid.incident.filters import Box, Filter
from server.grid.incident.milestones import Moment
from server.grid.incident.sorting import SORTS, Named, OrderBy, Sort
from server.grid.incident.where import Where
from server.ground.area.coordinates import nearest_e7
from server.process.fields import Declared, asked, given
from server.query.counting import Per


@strawberry.type(name="IncidentCount", description="一组的件数。How many in one group.")
class Count:
    key: str = column(
        "组：代码、状态或单位编号；没有的归 NONE。The group: a code, a state or a unit's id; NONE for what has none."
    )
    label: str = column("组的中文名。The group's name in Chinese.", of="name")
    count: int = column("几件。How many.")


@strawberry.type(description="一页案件。One page of incidents.")
class IncidentConnection(Connection[Incident]):
    pass


PARTS[Box] = BoxInput
part(Where, "IncidentFilterNot")
part(Filter, "IncidentFilter")
part(OrderBy, "IncidentOrderBy")


class Listed(Declared):
    filter: Filter | None = given(WHICH)
    order_by: OrderBy | None = given("次序；不写则先到期的在前。In which order; what is due first unless said.")
    order: Named | None = given("次序。In which order.", deprecated=instead("orderBy", VOCABULARY))

    @property
    def sort(self) -> Sort:
        if self.order_by is not None:
            return SORTS[self.order_by.by, self.order_by.direction]
        return Sort[self.order.name] if self.order is not None else Sort.URGENT_FIRST


class Grouped(Declared):
    by: CountBy = asked("按什么分。By what.")
    filter: Filter | None = given(WHICH)


GROUPS = By(
    "by",
    {
        "STREET": 40,
        "COMMUNITY": 400,
        "GRID": 900,
        "STATE": 20,
        "CLASS": 200,
        "MAJOR": 20,
        "LIGHT": 6,
        "UNIT": 200,
        "SEVERITY": 6,
        "LEVEL": 6,
        "CHANNEL": 20,
    },
)
STRETCHES = By("per", {"DAY": 400, "WEEK": 120, "MONTH": 40})


class Timed(Declared):
    of: Moment = asked("按哪个时刻。By which moment.")
    per: Per = asked("每段多长。How long each stretch is.")
    filter: Filter | None = given(WHICH)


@strawberry.input(one_of=True, description="哪一件，说一样。Which one, by one of these.")
class IncidentBy:
    id: strawberry.ID | None = strawberry.field(description="编号。Its id.", default=strawberry.UNSET)
    number: str | None = strawberry.field(description="案号。Its case number.", default=strawberry.UNSET)


ClassCode: TypeAlias = Annotated[str, strawberry.argument(description="小类代码。The minor class's code.")]


@strawberry.type
class IncidentQuery:
    """What may be asked about incidents."""

    @field(
        "一件案件，按编号或案号；`by` 恰说一样。One incident, by id or number; `by` says exactly one of them.",
        Incident | None,
    )
    async def incident(
        self,
        info: Info,
        by: Annotated[IncidentBy | None, strawberry.argument(description="哪一件。Which one.")] = None,
        id: Annotated[strawberry.ID | None, strawberry.argument(description="编号。Its id.")] = None,
        number: Annotated[str | None, strawberry.argument(description="案号。Its case number.")] = None,
    ) -> Any:
        id, number = (by.id or None, by.number or None) if by else (id, number)
        return lookups.one(info.context.viewer, identity(id) or storable(number or ""))

    incidents = page_of(
        "案件列表。A list of incidents.", IncidentConnection,
        lambda viewer, asked, *place: lookups.page(viewer, asked.filter, asked.sort, *place), filter=Listed,
    )  # fmt: skip
    incident_counts = sums_of(
        "分组计数，各组之和即总数。Counts by group, which add up to the total.", list[Count],
        lambda viewer, asked: counts.counts(viewer, asked.filter, asked.by), asked=Grouped, most=GROUPS,
    )  # fmt: skip
    incident_timeline = sums_of(
        "按时间计数，早的在前，还没有的归 NONE。Counts by stretch of time, the earliest first, then NONE.", list[Count],
        lambda viewer, asked: counts.timeline(viewer, asked.filter, asked.of, asked.per), asked=Timed, most=STRETCHES,
    )  # fmt: skip

    @field(
        "可能重复的：同小类，50 米内，未结束或 7 天内结束，至多 10 件。"
        "Likely the same: same class, within 50 m, open or ended in the last 7 days; at most 10.",
        list[Incident],
        most=10,
    )
    async def similar_incidents(
        self,
        info: Info,
        class_code: ClassCode,
        lat: Latitude,
        lon: Longitude,
    ) -> Any:
        return await lookups.similar(info.context.viewer, storable(class_code), nearest_e7(lat), nearest_e7(lon))

    @field(
        "以前这样办的：最像的已结案件，同大类，1 公里内，一年内结案；同小类、近的、新的在前，至多 3 件。"
        "How it was done before: the closed cases most like it, of the same major class, within 1 km and a year; "
        "the same minor class, the nearer and the newer first; at most 3.",
        list[Incident],
        most=3,
    )
    async def precedents(
        self,
        info: Info,
        class_code: ClassCode,
        lat: Latitude,
        lon: Longitude,
    ) -> Any:
        return await precedents.like(info.context.viewer, storable(class_code), nearest_e7(lat), nearest_e7(lon))

    events = page_of(
        "发生过的事，后发生的在前。What happened, the last first.", EventConnection, lookups.happened, filter=log.Wanted
    )

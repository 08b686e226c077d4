"""Strawberry over Tortoise as one would begin: rows with their relations fetched ahead, and loaders for events.

For the story only: what a careful newcomer writes on the first day, without looking at selections and without SQL.
Started as a process of its own with the database's path and a port.
"""

from __future__ import annotations

import base64
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import strawberry
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from strawberry.asgi import GraphQL
from tortoise.expressions import Q
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from server.core import clock
from server.data.database import Database, connect, reader
from server.grid.incident import search
from server.grid.incident.counts import CountBy
from server.grid.incident.models import Incident as Row
from server.grid.incident.sorting import Sort
from server.grid.incident.where import of_light
from server.ground.area.models import Area as AreaRow
from server.process.deadlines import Light
from tests.bench.plain_types import Incident, loaders, told

TO_ONE = ("incident_class__major", "condition", "grid", "community", "street", "reporter", "assignee", "lead_unit")
TO_MANY = ("clocks", "photos", "disposals", "parties__unit")
COLUMN = {Sort.URGENT_FIRST: "late_at", Sort.CHANGED_FIRST: "changed_at"}
strawberry.enum(Sort, name="IncidentOrder")
strawberry.enum(CountBy, name="CountBy")


@strawberry.type
class PageInfo:
    has_next_page: bool
    end_cursor: str | None


@strawberry.type
class Incidents:
    nodes: list[Incident]
    page_info: PageInfo


@strawberry.type
class Counted:
    key: str
    label: str
    count: int


@strawberry.input
class IncidentFilter:
    area: str | None = None
    open: bool | None = None
    text: str | None = None


@strawberry.type
class Query:
    @told(Incident | None)
    async def incident(self, id: strawberry.ID) -> Any:
        found = await full(Row.filter(id=id).limit(1))
        return found[0] if found else None

    @strawberry.field
    async def incidents(
        self, order: Sort, first: int, filter: IncidentFilter | None = None, after: str | None = None
    ) -> Incidents:
        found: list[Any] = []
        for rest, by in stretches(order, after):
            if len(found) <= first:
                chosen = chosen_by(filter).filter(rest).order_by(*by).limit(first + 1 - len(found))
                found += await full(chosen)
        shown = found[:first]
        end = cursor(order, shown[-1]) if shown else None
        return Incidents(nodes=shown, page_info=PageInfo(has_next_page=len(found) > first, end_cursor=end))

    @strawberry.field
    async def incident_counts(self, by: CountBy) -> list[Counted]:
        if by is CountBy.LIGHT:
            found = [(one, await Row.filter(of_light(one, clock.now())).using_db(reader()).count()) for one in Light]
            return [Counted(key=one, label=one, count=count) for one, count in found if count]
        column = "street_id" if by is CountBy.STREET else "state"
        rows = await Row.all().annotate(n=Count("id")).group_by(column).using_db(reader()).values_list(column, "n")
        names = {one.code: one.name for one in await AreaRow.filter(level="STREET").using_db(reader())}
        counted = [Counted(key=str(key), label=names.get(str(key), str(key)), count=count) for key, count in rows]
        return sorted(counted, key=lambda one: (-one.count, one.key))


async def full(chosen: QuerySet[Row]) -> list[Row]:
    """The chosen incidents with all that a screen might want of them."""
    return await chosen.using_db(reader()).select_related(*TO_ONE).prefetch_related(*TO_MANY)


def chosen_by(wanted: IncidentFilter | None) -> QuerySet[Row]:
    chosen = Row.all()
    if wanted and wanted.area:
        chosen = chosen.filter(street_id=wanted.area)
    if wanted and wanted.open is not None:
        chosen = chosen.filter(closed_at__isnull=wanted.open)
    return chosen.filter(*search.wanted(wanted.text)) if wanted and wanted.text else chosen


def cursor(order: Sort, row: Row) -> str:
    at: datetime | None = getattr(row, COLUMN[order])
    return base64.urlsafe_b64encode(f"{at.isoformat() if at else ''}|{row.id}".encode()).decode()


def stretches(order: Sort, after: str | None) -> Iterator[tuple[Q, tuple[str, ...]]]:
    """The parts of an order behind a cursor: what has a light and what has none are sorted apart."""
    at, _, row = base64.urlsafe_b64decode(after).decode().partition("|") if after else ("", "", "")
    moment = datetime.fromisoformat(at) if at else None
    if order is Sort.CHANGED_FIRST:
        behind = Q(changed_at__lt=moment) | Q(changed_at=moment, id__lt=row)
        yield behind if after else Q(), ("-changed_at", "-id")
        return
    if moment or not after:
        behind = Q(late_at__gt=moment) | Q(late_at=moment, id__gt=row)
        yield (behind if after else Q()) & Q(late_at__isnull=False), ("late_at", "id")
    yield Q(late_at__isnull=True) & (Q(id__gt=row) if after and not moment else Q()), ("id",)


class Server(GraphQL[Any, Any]):
    async def get_context(self, request: Any, response: Any) -> Any:
        return {"request": request, "response": response, **loaders()}


def create(path: str) -> Starlette:
    served = Server(strawberry.Schema(Query), graphql_ide=None)
    opened: list[Database] = []

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with connect(f"sqlite:///{path}") as database:
            opened.append(database)
            yield

    async def graphql(request: Request) -> Response:
        with opened[0].entered():
            return await served.run(request)

    return Starlette(routes=[Route("/graphql", graphql, methods=["POST"])], lifespan=lifespan)


if __name__ == "__main__":
    uvicorn.run(create(sys.argv[1]), port=int(sys.argv[2]), loop="uvloop", http="httptools", log_level="warning",
                access_log=False)  # fmt: skip

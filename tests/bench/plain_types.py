"""The types of the plain server: a row's attributes as they are, and loaders for what a row only names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader
from strawberry.scalars import JSON

from server.data.database import reader
from server.ground.catalogue.models import Unit as UnitRow
from server.ground.media.queries import arrived
from server.ground.person.models import Person as PersonRow
from server.journal.models import Event as EventRow


async def _events(subjects: list[UUID]) -> list[list[EventRow]]:
    found: dict[UUID, list[EventRow]] = defaultdict(list)
    for row in await EventRow.filter(subject_id__in=subjects).order_by("-place_in_chain").using_db(reader()):
        found[row.subject_id].append(row)
    return [found[subject] for subject in subjects]


async def _people(ids: list[UUID]) -> list[PersonRow | None]:
    found = {row.id: row for row in await PersonRow.filter(id__in=ids).using_db(reader())}
    return [found.get(one) for one in ids]


async def _units(ids: list[UUID]) -> list[UnitRow | None]:
    found = {row.id: row for row in await UnitRow.filter(id__in=ids).using_db(reader())}
    return [found.get(one) for one in ids]


async def _arrived(named: list[tuple[str, UUID]]) -> list[bool]:
    found = await arrived({sha for sha, _ in named})
    return [one in found for one in named]


def loaders() -> dict[str, DataLoader[Any, Any]]:
    return {"events": DataLoader(_events), "people": DataLoader(_people), "units": DataLoader(_units),
            "arrived": DataLoader(_arrived)}  # fmt: skip


def told(kind: Any) -> Callable[[Any], Any]:
    """A field whose function returns a row that is told as `kind`."""
    return lambda resolver: strawberry.field(resolver, graphql_type=kind)


def _degrees(name: str) -> Any:
    def resolve(root: strawberry.Parent[Any]) -> float:
        return float(getattr(root, name) / 1e7)

    return strawberry.field(resolver=resolve)


@strawberry.type
class Person:
    id: strawberry.ID
    name: str


@strawberry.type
class Unit:
    id: strawberry.ID
    name: str
    kind: str
    phone: str
    hours: str


@strawberry.type
class Area:
    code: str
    name: str
    lat: float = _degrees("lat")
    lon: float = _degrees("lon")


@strawberry.type
class Place:
    lat: float = _degrees("lat")
    lon: float = _degrees("lon")
    accuracy_m: int | None
    address: str
    building: str
    unit_door: str
    floor: str
    confirmed_at: datetime | None

    @strawberry.field
    def source(self: Any) -> str:
        return str(self.place_source)


@strawberry.type
class Major:
    code: str
    name: str
    name_en: str


@strawberry.type
class IncidentClass(Major):
    major: Major


@strawberry.type
class Limit:
    kind: str
    amount: int


@strawberry.type
class Limited:
    @strawberry.field
    def limit(self: Any) -> Limit:
        return Limit(kind=self.limit_kind, amount=self.limit_amount)


@strawberry.type
class Condition(Limited):
    number: str
    text: str
    text_en: str
    severity: int


@strawberry.type
class Clock(Limited):
    kind: str
    stage: str | None
    round: int
    source: str
    started_at: datetime
    warn_at: datetime
    due_at: datetime
    stopped_at: datetime | None


@strawberry.type
class Photo:
    sha256: str
    kind: str
    at: datetime

    @strawberry.field
    async def arrived(self: Any, info: strawberry.Info) -> bool:
        return bool(await info.context["arrived"].load((self.sha256, self.by_id)))


@strawberry.type
class Disposal:
    round: int
    at: datetime
    accepted_at: datetime
    contact: str
    measures: str
    finished: bool
    promised_on: str | None
    outcome: str

    @told(Unit)
    async def unit(self: Any, info: strawberry.Info) -> Any:
        return await info.context["units"].load(self.unit_id)


@strawberry.type
class Event:
    id: strawberry.ID
    kind: str
    at: datetime
    payload: JSON
    hash: str

    @told(Person | None)
    async def by(self: Any, info: strawberry.Info) -> Any:
        return await info.context["people"].load(self.by_id) if self.by_id else None

    @told(Unit | None)
    async def unit(self: Any, info: strawberry.Info) -> Any:
        return await info.context["units"].load(self.unit_id) if self.unit_id else None


@strawberry.type
class Events:
    nodes: list[Event]


@strawberry.type
class Incident:
    id: strawberry.ID
    version: int
    number: str | None
    state: str
    awaits: str
    level: int
    severity: int
    channel: str
    external_no: str | None
    text: str
    incident_class: IncidentClass
    condition: Condition | None
    grid: Area
    community: Area
    street: Area
    reporter: Person | None
    assignee: Person | None
    lead_unit: Unit | None
    occurred_at: datetime
    reported_at: datetime
    received_at: datetime
    filed_at: datetime | None
    closed_at: datetime | None
    changed_at: datetime
    warn_at: datetime | None
    closure_kind: str | None
    closed_late: bool | None
    rating: str | None
    rework_count: int
    reopen_count: int
    return_count: int

    @told(datetime | None)
    def due_at(self: Any) -> Any:
        return self.late_at

    @told(Place)
    def place(self: Any) -> Any:
        return self

    @told(list[Clock])
    def clocks(self: Any) -> Any:
        return sorted(self.clocks, key=lambda one: (one.started_at, one.kind))

    @told(list[Photo])
    def photos(self: Any) -> Any:
        return sorted(self.photos, key=lambda one: (one.at, one.id))

    @told(list[Disposal])
    def disposals(self: Any) -> Any:
        return sorted(self.disposals, key=lambda one: (one.at, one.id))

    @told(list[Unit])
    def assist_units(self: Any) -> Any:
        return [party.unit for party in self.parties if party.until is None]

    @strawberry.field
    async def events(self: Any, info: strawberry.Info, first: int = 30) -> Events:
        return Events(nodes=(await info.context["events"].load(self.id))[:first])

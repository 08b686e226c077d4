"""Events: what happened, as the log has it, with the names of those whom the viewer may know."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import strawberry

from schema.core import kinds
from schema.core.fields import column, computed, declared, looked_up, one, pages
from schema.core.kinds import EventKind
from schema.core.node import Node
from schema.core.paging import Connection
from schema.core.reading.declare import Column, Known
from schema.core.reading.request_scope import Ground
from schema.core.scalars import JSON
from schema.ground.area import Area, area_at
from schema.ground.catalogue import Unit
from schema.ground.person import Person
from server.core.viewer import Role
from server.grid.incident import lookups, policy
from server.grid.incident.models import Incident
from server.ground.person import models as person_models
from server.journal import models
from server.query.projection import Hanging, Link

SUBJECT = Link("subject", Incident, here="subject_id")
BY = Link("by", person_models.Person, here="by_id")
EVENTS = Hanging("events", models.Event, there="subject_id", by=("-place_in_chain",))  # its own index has this order
POST = Link("post", person_models.Post, here="post_id")
PLACED = ("grid_id", "reporter_id", "assignee_id", "lead_unit_id", "awaits")  # what the rules of sight need


def _may_know(row: Any, at: Ground) -> bool:
    """Whether the viewer may know who did it: nobody is told who the hidden reporter is."""
    if row.subject is None:
        return False
    return row.by_id != row.subject.reporter_id or knows_reporter(row.subject, at)


def knows_reporter(incident: Any, at: Ground) -> bool:
    """Whether the viewer may know who reported it; asked once for all that hangs on the incident."""
    known: dict[str, Any] = vars(incident)
    if "knows_reporter" not in known:
        known["knows_reporter"] = policy.may_know_reporter(at.viewer, incident)
    return bool(known["knows_reporter"])


may_know = Known(SUBJECT, above=knows_reporter, each=_may_know)


@strawberry.type(description="记录：发生过的一件事，不可改。An event of the log: never changed.")
class Event(Node):
    source, sight = models.Event, lookups.events_of

    id: strawberry.ID = column("编号。Its id.")
    kind: str = column("种类，如 incident.dispatched。Its kind, e.g. incident.dispatched.")
    type: EventKind | None = declared(kinds.WORDS, Column("kind", kinds.named))
    at: datetime = column("何时，按服务器的钟。When, by the server's clock.")
    subject_id: strawberry.ID = column("关于什么。What it is about.")
    area: Area = looked_up("在哪里。Where.", "area", area_at)
    payload: JSON = column("详情，只有代码和编号。The details: codes and ids only.")
    hash: str = column("本条的 SHA-256。The SHA-256 of this event.")
    previous: str = column("同一案件上一条的 SHA-256。That of the one before it in its chain.")

    @computed(
        "全系统序号，会超过 32 位。Its number in the whole log, which may outgrow 32 bits.",
        needs=("number",),
    )
    def number(row: Any, at: Ground) -> str:
        return str(row.number)

    by = one(
        "谁；系统所为或不便透露则为空。By whom; null for the system or when not to be told.",
        BY,
        Person | None,
        unless_hidden=may_know,
        needs=("by_id", (SUBJECT, PLACED)),
    )

    @computed("以什么岗位。In which role.", needs=((POST, ("role",)),))
    def role(row: Any, at: Ground) -> Role | None:
        return row.post.role if row.post else None

    unit = looked_up("哪个单位。For which unit.", "unit_id", lambda at, key: at.catalogue.unit(key), Unit | None)


@strawberry.type(description="一页记录。One page of events.")
class EventConnection(Connection[Event]):
    pass


def happened() -> Any:
    """The field `events` of whatever the log tells of."""
    return pages("经过，后发生的在前。What happened, the last first.", EVENTS, EventConnection, key="place_in_chain")

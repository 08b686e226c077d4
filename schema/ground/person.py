"""The viewer, people by name, and the dated posts from which all rights come."""

from __future__ import annotations

from datetime import date
from typing import Any

import strawberry

from schema.core.context import Info
from schema.core.fields import column, computed, field, looked_up
from schema.core.node import Node
from schema.core.problems import identity
from schema.core.reading.request_scope import Ground
from schema.ground.area import Area, area_at
from schema.ground.catalogue import Unit
from server.core.viewer import Role, Seat
from server.core.viewer import Viewer as Asking
from server.ground.area.models import Area as AreaRow
from server.ground.person import models, policy
from server.query.row_query import Held


@strawberry.type(description="一个人，只有姓名。A person: a name only.")
class Person(Node):
    """Nobody is found by their id but oneself."""

    source = models.Person

    @staticmethod
    def held(at: Ground, id: str) -> models.Person | None:
        person = oneself(at.viewer)
        return person if person and person.id == identity(id) else None

    id: strawberry.ID = column("编号。Its id.")

    @computed(
        "姓名；不是本人只见姓，如 王*。The name; masked, e.g. 王*, for everybody but themselves.", needs=("id", "name")
    )
    def name(row: models.Person, at: Ground) -> str:
        return policy.name_for(at.viewer, row)


@strawberry.type(description="任职：在某区域或单位的岗位。A post in an area or a unit.")
class Post(Node):
    """Only one's own are found by their ids."""

    source = Seat

    @staticmethod
    def held(at: Ground, id: str) -> Seat | None:
        key = identity(id)
        return next((seat for seat in at.viewer.seats if seat.post_id == key and not seat.stands_in), None)

    id: strawberry.ID = column("编号。Its id.", of="post_id")
    role: Role = column("岗位。The role.")
    area: Area = looked_up("管到的区域。The area it covers.", "area", area_at)
    unit: Unit | None = looked_up("所属单位。The unit it is in.", "unit_id", lambda at, key: at.catalogue.unit(key))
    starts_on: date = column("从哪天起。From this day on.")
    ends_on: date | None = column("到哪天止，含当天。The last day on which it holds.")

    @computed("替休假的同事代班。Whether it is held for a colleague on leave.")
    def stands_for(row: Seat, at: Ground) -> bool:
        return row.stands_for is not None


def oneself(viewer: Asking) -> models.Person | None:
    """The viewer as a person; None for nobody."""
    return models.Person(id=viewer.person_id, name=viewer.name) if viewer.signed_in else None


@strawberry.type(description="提问的人。Who asks.")
class Viewer:
    signed_in: bool = column("已登录。Whether somebody is signed in.")
    explores: bool = column("可用查询台。Whether they may send queries of their own.")

    @computed("他是谁。Who they are.", Person | None)
    def person(row: Asking, at: Ground) -> models.Person | None:
        return oneself(row)

    @computed("今天有效的任职。Their posts in force today.", list[Post], most=4)
    def posts(row: Asking, at: Ground) -> list[Seat]:
        return [seat for seat in row.seats if not seat.stands_in]

    @computed("今天代行的空缺岗位。The empty desks that fall to their posts today.", list[Post], most=4)
    def stands_in(row: Asking, at: Ground) -> list[Seat]:
        return [seat for seat in row.seats if seat.stands_in]

    @computed("作为网格员负责的网格。The grids that they work as a grid worker.", list[Area], most=4)
    def grids(row: Asking, at: Ground) -> list[AreaRow]:
        return [at.territory.areas[seat.area] for seat in row.seats if seat.role is Role.GRID_WORKER]

    @computed("首个任职的区域。The area of their first post.", Area | None)
    def home(row: Asking, at: Ground) -> AreaRow | None:
        return next((at.territory.area(seat.area) for seat in row.seats), None)


@strawberry.type
class PersonQuery:
    """What may be asked about oneself."""

    @field("提问的人是谁、有什么岗位。Who asks, and in which posts.", Viewer)
    def viewer(self, info: Info) -> Any:
        return Held(info.context.viewer)

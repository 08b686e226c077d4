"""Whom a whistle that is still a draft would ring, and when each unit would be due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

import strawberry

from schema.core.context import Info
from schema.core.fields import column, field
from schema.core.list_sizes import AsSent
from schema.core.lists import list_argument
from schema.core.moments import moment_argument
from schema.core.problems import asked, identity
from schema.ground.catalogue import Unit
from server.core.viewer import Role, Viewer
from server.grid.whistle import ringing
from server.grid.whistle.commands import MOST_PARTIES
from server.grid.whistle.models import Kind
from server.query.row_query import Held
from server.reach.notice.on_call import people_of_units


@strawberry.type(name="WhistleRungPost", description="会响到的一种岗位。Holders of one post that would be rung.")
class Rung:
    role: Role = column("岗位。The post.")
    people: int = column("几人。How many people.")


@strawberry.type(
    name="WhistleRing", description="现在吹哨会响到的一个单位。A unit that would be rung if it were blown now."
)
class Ring:
    unit: Unit = column("单位。The unit.")
    posts: list[Rung] = column("会响到谁，按岗位。Who would be rung, by post.", most=4)
    on_duty: int = column("其中值班表上现在几人。How many people of it are on the duty roster now.")
    ack_due_at: datetime = column("应哨何时到期。When it would be due to answer.")
    arrive_due_at: datetime | None = column("到场何时到期。When it would be due to arrive.")
    done_due_at: datetime | None = column("办结何时到期。When it would be due to be done.")
    provisional: bool = column("到期落在放假通知未出的年份，暂定。A year without its notice of holidays: provisional.")


async def rung(viewer: Viewer, incident: str, kind: Kind, units: Sequence[str], *times: datetime | None) -> Held:
    named = [one for each in units if (one := identity(each))]
    return Held(await ringing.rings(viewer, identity(incident), kind, named, people_of_units, *times))


@strawberry.type
class RingingQuery:
    """What may be asked before a whistle is blown."""

    @field(
        "现在吹哨会响到谁、各家何时到期。Whom a whistle would ring now, and when each is due.",
        list[Ring],
        most=AsSent("units", MOST_PARTIES),
    )
    async def whistle_rings(
        self,
        info: Info,
        incident: Annotated[strawberry.ID, strawberry.argument(description="关于哪件案件。About which incident.")],
        kind: Annotated[Kind, strawberry.argument(description="哪一类。Which kind.")],
        units: Annotated[list[strawberry.ID], list_argument("哪些单位。Which units.", MOST_PARTIES)],
        meet_at: Annotated[datetime | None, moment_argument("约定的时间。The agreed time.")] = None,
        done_by: Annotated[datetime | None, moment_argument("计划何时办完。By when it is done.")] = None,
    ) -> Any:
        return await asked(rung(info.context.viewer, incident, kind, units, meet_at, done_by))

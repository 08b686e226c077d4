"""Handing over from one desk to the next (交接班): the list of what was left, and its two verbs."""

from __future__ import annotations

from datetime import datetime

import strawberry

from schema.core.fields import column, computed, looked_up, one
from schema.core.node import Node
from schema.core.paging import connection
from schema.core.payload import payload
from schema.core.reading.request_scope import Ground
from schema.core.scalars import AreaCode
from schema.core.verbs import verbs
from schema.ground.area import Area, area_at
from schema.ground.person import Person
from schema.process.lookups import page_of
from server.grid.handover import actions, commands, models, policy, queries
from server.ground.person.models import Person as PersonRow
from server.query.projection import Link

WRITTEN_BY = Link("written_by", PersonRow, here="written_by_id")
CONFIRMED_BY = Link("confirmed_by", PersonRow, here="confirmed_by_id")


@strawberry.type(description="交接班：一班留给下一班的。What one desk leaves to the next.")
class Handover(Node):
    source, sight = models.Handover, policy.visible_to

    id: strawberry.ID = column("编号。Its id.")
    area: AreaCode = column("哪个工作台，区域代码。Whose desk: the area's code.")
    desk: Area = looked_up("哪个工作台。Whose desk.", "area", area_at)
    note: str = column("留话。The note.")
    open_count: int = column("当时未办结多少件。How many were open then.")
    late_count: int = column("当时超期多少件。How many were late then.")
    promised_count: int = column("当时承诺了日子的多少件。Of how many a unit had promised a day.")
    written_by: Person | None = one("交班的人。Who handed over.", WRITTEN_BY)
    written_at: datetime = column("何时交班。When it was handed over.")
    confirmed_by: Person | None = one("接班的人。Who took over.", CONFIRMED_BY)
    confirmed_at: datetime | None = column("何时接班；还没接则为空。When it was taken over; null while nobody has.")

    @computed(
        "我能不能接班：同一工作台的另一个人。Whether I may take over: another person of the same desk.",
        needs=("area", "written_by_id", "confirmed_at"),
    )
    def may_confirm(row: models.Handover, at: Ground) -> bool:
        return policy.may_confirm(at.viewer, row)


HandoverConnection = connection(Handover, "一页交接班。One page of handovers.")
HandoverPayload = payload(
    "Handover",
    Handover,
    queries.HANDOVERS.one,
    words="交接班的结果。What came of handing over.",
    subject="这一次交班现在的样子。The handover now.",
)
MUTATION = verbs(
    "Handover",
    HandoverPayload,
    actions,
    {
        commands.Write: (
            "交班：未办结、超期、承诺的数目和一段留话。Hand over: what is open, late, promised, and a note."
        ),
        commands.Confirm: "接班：由同一工作台的另一个人。Take over: by another person of the same desk.",
    },
)


@strawberry.type
class HandoverQuery:
    """What may be asked about handing over."""

    handovers = page_of("自己工作台的交接班，后交的在前。Handovers at one's own desks, the last first.",
                        HandoverConnection, queries.page, filter=queries.Wanted)  # fmt: skip


QUERY = HandoverQuery

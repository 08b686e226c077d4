"""Handing over from one desk to the next (交接班): the list of what was left, and its two verbs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry

from schema.commands import translated
from schema.context import Info
from schema.fields import column, computed, field, mutation, one
from schema.incident import enums, reasons  # noqa: F401  # publishes what a payload's incident names
from schema.paging import Connection
from schema.person import Person
from schema.problems import Problem, answer, asked
from schema.reading.bounds import AFTER, FIRST, limited
from schema.reading.ground import Ground
from schema.receipt import Receipt
from server.event import models as event_models
from server.handover import actions, models, policy, queries
from server.person.models import Person as PersonRow
from server.reading.choice import Page
from server.reading.wants import Link
from server.viewer import Viewer

TOLD = "要办的事。What is to be done."
OP = "操作编号；重发只办一次。The operation's id: sent twice, done once."
WRITTEN_BY = Link("written_by", PersonRow, here="written_by_id")
CONFIRMED_BY = Link("confirmed_by", PersonRow, here="confirmed_by_id")


@strawberry.type(description="交接班：一班留给下一班的。What one desk leaves to the next.")
class Handover:
    id: strawberry.ID = column("编号。Its id.")
    area: str = column("哪个台面，区域代码。Whose desk: the area's code.")
    note: str = column("留话。The note.")
    open_count: int = column("当时未办结多少件。How many were open then.")
    late_count: int = column("当时超期多少件。How many were late then.")
    promised_count: int = column("当时承诺了日子的多少件。Of how many a unit had promised a day.")
    written_by: Person | None = one("交班的人。Who handed over.", WRITTEN_BY)
    written_at: datetime = column("何时交班。When it was handed over.")
    confirmed_by: Person | None = one("接班的人。Who took over.", CONFIRMED_BY)
    confirmed_at: datetime | None = column("何时接班；还没接则为空。When it was taken over; null while nobody has.")

    @computed(
        "我能不能接班：同一台面的另一个人。Whether I may take over: another person of the same desk.",
        needs=("area", "written_by_id", "confirmed_at"),
    )
    def may_confirm(row: models.Handover, at: Ground) -> bool:
        return policy.may_confirm(at.viewer, row)


@strawberry.type(description="一页交接班。One page of handovers.")
class HandoverConnection(Connection[Handover]):
    pass


@strawberry.input(description="交班；数目由系统算。Hand over; the numbers are the server's.")
class HandoverWriteInput:
    op_id: strawberry.ID = strawberry.field(
        description="操作编号；重发只办一次。The operation's id: sent twice, done once."
    )
    area: str = strawberry.field(description="哪个台面，区域代码。Whose desk: the area's code.")
    note: str | None = strawberry.field(description="留话，至多 1000 字。The note.", default=None)


@strawberry.input(description="接班。Take over.")
class HandoverConfirmInput:
    op_id: strawberry.ID = strawberry.field(
        description="操作编号；重发只办一次。The operation's id: sent twice, done once."
    )
    id: strawberry.ID = strawberry.field(description="哪一次交班。Which handover.")


@dataclass(frozen=True)
class Outcome:
    """What came of it; `handover_id` is None when there is nothing to show."""

    handover_id: UUID | None = None
    receipt: event_models.Receipt | None = None
    problems: tuple[Problem, ...] = ()


@strawberry.type(description="交接班的结果。What came of handing over.")
class HandoverPayload:
    receipt: Receipt | None = column("回执；没有办成则为空。The receipt; null when it was not done.")
    problems: list[Problem] = column("没有办成的原因；办成则为空表。Why it was not done; empty when it was.")

    @field("这一次交班现在的样子。The handover now.", Handover | None)
    async def handover(root: strawberry.Parent[Outcome], info: Info) -> Any:
        return queries.one(info.context.viewer, root.handover_id)

    @classmethod
    def of(cls, done: Any) -> Outcome:
        return Outcome(done.id, done.receipt)

    @classmethod
    def refused(cls, problems: list[Problem], current: Any) -> Outcome:
        return Outcome(problems=tuple(problems))


@strawberry.type
class HandoverMutation:
    """The verbs of handing over."""

    @mutation("交班：未办结、超期、承诺的数目和一段留话。Hand over: what is open, late, promised, and a note.")
    async def handover_write(
        self, info: Info, input: Annotated[HandoverWriteInput, strawberry.argument(description=TOLD)]
    ) -> HandoverPayload:
        return await carried_out(info.context.viewer, actions.write, actions.Write, input)

    @mutation("接班：由同一台面的另一个人。Take over: by another person of the same desk.")
    async def handover_confirm(
        self, info: Info, input: Annotated[HandoverConfirmInput, strawberry.argument(description=TOLD)]
    ) -> HandoverPayload:
        return await carried_out(info.context.viewer, actions.confirm, actions.Confirm, input)


async def carried_out(viewer: Viewer, action: Any, kind: Any, given: Any) -> HandoverPayload:
    """Do what the input says; whatever is refused comes back as problems."""

    async def work() -> Any:
        return await action(viewer, translated(kind, given))

    payload: HandoverPayload = await answer(HandoverPayload, work())
    return payload


async def listed(viewer: Viewer, area: str | None, first: int, after: str | None) -> Page:
    return queries.page(viewer, area, first, after)


@strawberry.type
class HandoverQuery:
    """What may be asked about handing over."""

    @field("自己台面的交接班，后交的在前。Handovers at one's own desks, the last first.", HandoverConnection)
    async def handovers(
        self,
        info: Info,
        area: Annotated[str | None, strawberry.argument(description="只要这个台面，代码。Of this desk only.")] = None,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = 30,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Any:
        return await asked(listed(info.context.viewer, area, limited(first), after))

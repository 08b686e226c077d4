"""The verbs of asking and deciding, the list of requests, and the count of refusals by unit."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

import strawberry

from schema.catalogue import Unit
from schema.commands import plain, translated
from schema.context import Info
from schema.fields import column, field, looked_up, mutation
from schema.incident.approval import ApprovalConnection
from schema.incident.inputs import Verb, given
from schema.incident.mutations import TOLD, carried_out
from schema.incident.payload import IncidentPayload
from schema.lists import several
from schema.moments import moment, moment_argument
from schema.problems import asked
from schema.reading.bounds import AFTER, FIRST, limited
from server.incident import actions, approvals, commands
from server.incident.approval import ApprovalKind, ApprovalState
from server.incident.reasons import SuspendReason
from server.moments import RESTING
from server.reading.choice import Held, Page
from server.viewer import Viewer

REQUEST = "哪条申请。Which request."


@strawberry.input(description="申请延期。Ask for more time.")
class IncidentExtendInput(Verb):
    limit_amount: int | None = given("延多少，按全案时限的单位。How much more, in the unit of the case's limit.")
    reason: str | None = given("理由。The reason.")


@strawberry.input(description="申请挂账。Ask to suspend it.")
class IncidentSuspendInput(Verb):
    reason_code: SuspendReason | None = given("理由的种类。The kind of reason.")
    reason: str | None = given("理由。The reason in words.")
    plan: str | None = given("解决计划，至少 10 字。The plan, at least 10 characters.")
    until: date | None = moment("挂到哪天，当天零时恢复。Until which day; it goes on as that day begins.", RESTING)


@strawberry.input(description="恢复。Resume.")
class IncidentResumeInput(Verb):
    note: str | None = given("说明。In words.")


@strawberry.input(description="申请作废。Ask to void it.")
class IncidentVoidInput(Verb):
    reason: str | None = given("理由。The reason.")


@strawberry.input(description="同意申请。Grant a request.")
class IncidentGrantInput(Verb):
    approval_id: strawberry.ID | None = given(REQUEST)
    note: str | None = given("批语。In words.")


@strawberry.input(description="不同意申请。Decline a request.")
class IncidentDeclineInput(Verb):
    approval_id: strawberry.ID | None = given(REQUEST)
    reason: str | None = given("理由。The reason.")


@strawberry.input(description="撤回申请。Withdraw a request.")
class IncidentWithdrawInput(Verb):
    approval_id: strawberry.ID | None = given(REQUEST)


@strawberry.type
class ApprovalMutation:
    """What is asked for, and what is decided by another."""

    @mutation("申请延期，时钟照走。Ask for more time; the clocks run on.")
    async def incident_extend(
        self, info: Info, input: Annotated[IncidentExtendInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.extend, commands.Extend, input)

    @mutation("申请挂账，时钟照走。Ask to suspend it; the clocks run on.")
    async def incident_suspend(
        self, info: Info, input: Annotated[IncidentSuspendInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.suspend, commands.Suspend, input)

    @mutation("提前恢复，余下的时限接着算。Resume it earlier; the clocks go on with the remainder.")
    async def incident_resume(
        self, info: Info, input: Annotated[IncidentResumeInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.resume, commands.Resume, input)

    @mutation("申请作废，须另一人批。Ask to void it: takes two persons.")
    async def incident_void(
        self, info: Info, input: Annotated[IncidentVoidInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.void, commands.Void, input)

    @mutation("同意申请；本人不能批自己的。Grant what was asked; never by who asked.")
    async def incident_grant(
        self, info: Info, input: Annotated[IncidentGrantInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.grant, commands.Grant, input)

    @mutation("不同意申请。Decline what was asked.")
    async def incident_decline(
        self, info: Info, input: Annotated[IncidentDeclineInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.decline, commands.Decline, input)

    @mutation("撤回自己或本单位的申请。Withdraw what one asked, or one's unit.")
    async def incident_withdraw(
        self, info: Info, input: Annotated[IncidentWithdrawInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.withdraw, commands.Withdraw, input)


@strawberry.input(description="要哪些申请；各条同时满足。Which requests; all that is said must hold.")
class ApprovalFilter:
    states: list[ApprovalState] | None = several("处于这些状态。In one of these states.", len(ApprovalState))
    kinds: list[ApprovalKind] | None = several("属于这些种类。Of one of these kinds.", len(ApprovalKind))
    mine: approvals.Mine | None = given("与我有关的。What has to do with me.")
    area: str | None = given("在此区域之内，代码。Within this area, by code.")


@strawberry.type(description="一个单位的退单情况，按单位不按人。What a unit gave back: by unit, never by person.")
class UnitRefusals:
    unit = looked_up("单位。The unit.", "unit_id", lambda at, key: at.catalogue.unit(key), Unit | None)
    asked: int = column("申请退单几次。How often it asked to give back.")
    granted: int = column("同意几次。How often that was granted.")
    declined: int = column("不同意几次。How often that was declined.")
    pushed: int = column("推诿：同一件退两次以上的件数。Incidents that it asked to give back at least twice.")


async def listed(viewer: Viewer, filter: ApprovalFilter | None, first: int, after: str | None) -> Page:
    return approvals.page(viewer, translated(approvals.Wanted, filter), first, after)


async def refused(viewer: Viewer, area: str, since: datetime, until: datetime) -> Held:
    return Held(await approvals.refusals(viewer, plain(area), since, until))


@strawberry.type
class ApprovalQuery:
    """What may be asked about requests."""

    @field("申请，后提的在前。Requests, the last asked first.", ApprovalConnection)
    async def approvals(
        self,
        info: Info,
        filter: Annotated[ApprovalFilter | None, strawberry.argument(description="条件。Which ones.")] = None,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = 30,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Any:
        return await asked(listed(info.context.viewer, filter, limited(first), after))

    @field("各单位退单与推诿。Returns by unit.", list[UnitRefusals])
    async def unit_refusals(
        self,
        info: Info,
        area: Annotated[str, strawberry.argument(description="在此区域之内，代码。Within this area, by code.")],
        since: Annotated[datetime, moment_argument("不早于此刻。At this moment or later.")],
        until: Annotated[datetime, moment_argument("早于此刻。Before this moment.")],
    ) -> Any:
        return await asked(refused(info.context.viewer, area, since, until))

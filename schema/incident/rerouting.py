"""The verbs that send an incident another way, and those that end it without a check or open it upon an appeal."""

from __future__ import annotations

from typing import Annotated

import strawberry

from schema.context import Info
from schema.fields import mutation
from schema.incident.inputs import IncidentDispatchInput, Verb, given
from schema.incident.mutations import TOLD, carried_out
from schema.incident.payload import IncidentPayload
from server.incident import actions, commands
from server.incident.reasons import EscalateReason, Receiver


@strawberry.input(description="并案。Merge into another.")
class IncidentMergeInput(Verb):
    target_id: strawberry.ID | None = given("并入哪一件。The incident that it repeats.")
    note: str | None = given("不同小类或超过 50 米时的理由。Why, when of another class or farther than 50 m.")


@strawberry.input(description="移送。Transfer to another authority.")
class IncidentTransferOutInput(Verb):
    receiver: Receiver | None = given("移送给谁。To whom.")
    receipt_no: str | None = given("回执编号。The number of the receipt.")
    note: str | None = given("说明；没有回执编号时必填。In words; needed without a receipt.")


@strawberry.input(description="改派。Dispatch to another unit.")
class IncidentRedispatchInput(IncidentDispatchInput):
    """What a dispatch is told; here the reason is always needed."""


@strawberry.input(description="提级。Raise it a level.")
class IncidentEscalateInput(Verb):
    reason_code: EscalateReason | None = given("理由的种类。The kind of reason.")
    reason: str | None = given("理由。The reason in words.")


@strawberry.input(description="免查结案。Close without a check.")
class IncidentCloseUncheckedInput(Verb):
    note: str | None = given("说明。In words.")


@strawberry.input(description="申诉。Appeal.")
class IncidentAppealInput(Verb):
    text: str | None = given("为何仍应受理。Why it is a matter all the same.")


@strawberry.type
class ReroutingMutation:
    """Other ways than the straight one."""

    @mutation("并案：同一件事只办一件，上报人随之看那一件。Merge: one matter, one case; the reporter follows.")
    async def incident_merge(
        self, info: Info, input: Annotated[IncidentMergeInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.merge, commands.Merge, input)

    @mutation("移送：110、119、法院、外区等。Transfer it to an authority outside of the district.")
    async def incident_transfer_out(
        self, info: Info, input: Annotated[IncidentTransferOutInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.transfer_out, commands.TransferOut, input)

    @mutation("改派，全案时限照走。Dispatch it to another unit; the case's clock runs on.")
    async def incident_redispatch(
        self, info: Info, input: Annotated[IncidentRedispatchInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.redispatch, commands.Redispatch, input)

    @mutation("提级，再由上一级派遣。Raise it a level, to be dispatched from there.")
    async def incident_escalate(
        self, info: Info, input: Annotated[IncidentEscalateInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.escalate, commands.Escalate, input)

    @mutation("免查结案，没抽中才行。Close it without a check, when chance did not draw it.")
    async def incident_close_unchecked(
        self, info: Info, input: Annotated[IncidentCloseUncheckedInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.close_unchecked, commands.CloseUnchecked, input)

    @mutation("申诉：不予受理后 7 天内，限一次。Appeal against a rejection, once, within 7 days.")
    async def incident_appeal(
        self, info: Info, input: Annotated[IncidentAppealInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.appeal, commands.Appeal, input)

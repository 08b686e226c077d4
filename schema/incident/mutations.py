"""One mutation for each verb. Each translates its input to a command and hands it to the action of the same name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeAlias

import strawberry

from schema.commands import translated
from schema.context import Info
from schema.fields import mutation
from schema.incident import inputs
from schema.incident.payload import IncidentPayload
from schema.problems import answer
from server.incident import actions, commands
from server.sync.delivery import deliver
from server.viewer import Viewer

TOLD = "要办的事。What is to be done."

Action: TypeAlias = Callable[[Viewer, Any], Awaitable[Any]]


async def carried_out(info: Info, action: Action, kind: type[commands.Command], told: Any) -> IncidentPayload:
    """Do what the input says, as the viewer; whatever is refused comes back as problems."""

    async def work() -> Any:
        return await deliver(info.context.viewer, action, translated(kind, told))

    payload: IncidentPayload = await answer(IncidentPayload, work())
    return payload


@strawberry.type
class IncidentMutation:
    """The verbs of an incident's life."""

    @mutation("上报。Report what was seen.")
    async def incident_report(
        self, info: Info, input: Annotated[inputs.IncidentReportInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.report, commands.Report, input)

    @mutation("自处理：当场办好并结案。Settle it on the spot and close it.")
    async def incident_self_resolve(
        self, info: Info, input: Annotated[inputs.IncidentSelfResolveInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.self_resolve, commands.SelfResolve, input)

    @mutation("管不了：升到社区，状态不变。Beyond a worker's power: it rises to the community, its state stays.")
    async def incident_hand_up(
        self, info: Info, input: Annotated[inputs.IncidentHandUpInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.hand_up, commands.HandUp, input)

    @mutation("受理，可更正小类和紧急程度。Accept, correcting class and severity if need be.")
    async def incident_accept(
        self, info: Info, input: Annotated[inputs.IncidentAcceptInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.accept, commands.Accept, input)

    @mutation("发核实。Send somebody to verify at the place.")
    async def incident_send_verify(
        self, info: Info, input: Annotated[inputs.IncidentSendVerifyInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.send_verify, commands.SendVerify, input)

    @mutation("核实：属实则待立案，否则记下所见。Say what was found: when true it goes on to filing, else it is noted.")
    async def incident_verify(
        self, info: Info, input: Annotated[inputs.IncidentVerifyInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.verify, commands.Verify, input)

    @mutation("核实不属实，结束。End it as not so, upon a finding.")
    async def incident_not_found(
        self, info: Info, input: Annotated[inputs.IncidentNotFoundInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.not_found, commands.NotFound, input)

    @mutation("不予受理。Reject it with a reason.")
    async def incident_reject(
        self, info: Info, input: Annotated[inputs.IncidentRejectInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.reject, commands.Reject, input)

    @mutation("立案：给案号，起算时限。File it: number and deadline begin.")
    async def incident_file(
        self, info: Info, input: Annotated[inputs.IncidentFileInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.file, commands.File, input)

    @mutation("派遣给职责单位。Hand it to the unit whose duty it is.")
    async def incident_dispatch(
        self, info: Info, input: Annotated[inputs.IncidentDispatchInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.dispatch, commands.Dispatch, input)

    @mutation("签收。Sign for it.")
    async def incident_sign(
        self, info: Info, input: Annotated[inputs.IncidentSignInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.sign, commands.Sign, input)

    @mutation("申请退单，时钟照走。Ask to give it back, with a reason; the clocks run on.")
    async def incident_give_back(
        self, info: Info, input: Annotated[inputs.IncidentGiveBackInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.give_back, commands.GiveBack, input)

    @mutation("反馈四要素。Say what was done, in four elements.")
    async def incident_feed_back(
        self, info: Info, input: Annotated[inputs.IncidentFeedBackInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.feed_back, commands.FeedBack, input)

    @mutation("发核查。Send somebody to check at the place.")
    async def incident_send_check(
        self, info: Info, input: Annotated[inputs.IncidentSendCheckInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.send_check, commands.SendCheck, input)

    @mutation("核查：记下所见。Say what the check found.")
    async def incident_check(
        self, info: Info, input: Annotated[inputs.IncidentCheckInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.check, commands.Check, input)

    @mutation("核查通过，结案。Pass the check and close.")
    async def incident_pass(
        self, info: Info, input: Annotated[inputs.IncidentPassInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.pass_, commands.Pass, input)

    @mutation("核查不过，返工。Fail the check: to be done again.")
    async def incident_fail(
        self, info: Info, input: Annotated[inputs.IncidentFailInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.fail, commands.Fail, input)

    @mutation("工作人员确认自己报的办好了，结案；不评价。Staff confirm what they found; no rating.")
    async def incident_confirm(
        self, info: Info, input: Annotated[inputs.IncidentConfirmInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.confirm, commands.Confirm, input)

    @mutation("评价，不满意的重启。An outsider rates it; what does not satisfy is opened again.")
    async def incident_rate(
        self, info: Info, input: Annotated[inputs.IncidentRateInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.rate, commands.Rate, input)

    @mutation("重启。Open it again.")
    async def incident_reopen(
        self, info: Info, input: Annotated[inputs.IncidentReopenInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.reopen, commands.Reopen, input)

    @mutation("追加说明，谁看得见谁可加。Add a note; anyone who sees it may.")
    async def incident_note(
        self, info: Info, input: Annotated[inputs.IncidentNoteInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.note, commands.Note, input)

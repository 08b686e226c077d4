"""One mutation for each verb of a whistle and of its parties. Each translates its input to a command and hands that to
the action of the same name.
"""

from __future__ import annotations

from typing import Annotated, Any

import strawberry

from schema.commands import translated
from schema.context import Info
from schema.fields import mutation
from schema.incident.mutations import TOLD, Action
from schema.problems import answer
from schema.whistle import inputs
from schema.whistle.payload import WhistlePayload
from server.whistle import actions, commands


async def carried_out(info: Info, action: Action, kind: type[commands.Command], told: Any) -> WhistlePayload:
    """Do what the input says, as the viewer; whatever is refused comes back as problems."""

    async def work() -> Any:
        return await action(info.context.viewer, translated(kind, told))

    payload: WhistlePayload = await answer(WhistlePayload, work())
    return payload


@strawberry.type
class WhistleMutation:
    """The verbs of a whistle's life, and of its parties'."""

    @mutation("拟哨。Draft a whistle about an incident.")
    async def whistle_draft(
        self, info: Info, input: Annotated[inputs.WhistleDraftInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.draft, commands.Draft, input)

    @mutation("改拟，提请之前。Revise what was drafted, before it is submitted.")
    async def whistle_revise(
        self, info: Info, input: Annotated[inputs.WhistleReviseInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.revise, commands.Revise, input)

    @mutation("提请；应急的当即吹出，24 小时内补审。Submit; an emergency's is blown at once, reviewed in 24 hours.")
    async def whistle_submit(
        self, info: Info, input: Annotated[inputs.WhistleSubmitInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.submit, commands.Submit, input)

    @mutation("审批吹哨：各单位时限起算。Let it be blown: the clocks of the units begin.")
    async def whistle_approve(
        self, info: Info, input: Annotated[inputs.WhistleApproveInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.approve, commands.Approve, input)

    @mutation("退回，不吹。Do not let it be blown.")
    async def whistle_decline(
        self, info: Info, input: Annotated[inputs.WhistleDeclineInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.decline, commands.Decline, input)

    @mutation("补审应急哨。Review an emergency's whistle that was blown at once.")
    async def whistle_review(
        self, info: Info, input: Annotated[inputs.WhistleReviewInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.review, commands.Review, input)

    @mutation("增加单位。Call one more unit.")
    async def whistle_add_party(
        self, info: Info, input: Annotated[inputs.WhistleAddPartyInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.add_party, commands.AddParty, input)

    @mutation("撤哨，到场之前。Cancel it, before anybody came.")
    async def whistle_cancel(
        self, info: Info, input: Annotated[inputs.WhistleCancelInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.cancel, commands.Cancel, input)

    @mutation("销哨：全部签认或免除之后。Close it, when all are signed off or excused.")
    async def whistle_close(
        self, info: Info, input: Annotated[inputs.WhistleCloseInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.close, commands.Close, input)

    @mutation("追加说明，不改变进程。Add a note; it moves nothing.")
    async def whistle_note(
        self, info: Info, input: Annotated[inputs.WhistleNoteInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.note, commands.Note, input)

    @mutation("应哨：说预计何时到。Answer the call: say when the unit will be there.")
    async def whistle_ack(
        self, info: Info, input: Annotated[inputs.WhistleAckInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.ack, commands.Ack, input)

    @mutation("提出异议，由区裁定；时限不停。Object; the district rules, the clocks run on.")
    async def whistle_object(
        self, info: Info, input: Annotated[inputs.WhistleObjectInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.object_, commands.Object, input)

    @mutation("异议裁定：成立即免除。Rule on an objection: upheld, the unit is excused.")
    async def whistle_decide(
        self, info: Info, input: Annotated[inputs.WhistleDecideInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.decide, commands.Decide, input)

    @mutation("报到：到现场、到会，或人工说明。Arrive: at the place, in the meeting, or by hand.")
    async def whistle_arrive(
        self, info: Info, input: Annotated[inputs.WhistleArriveInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.arrive, commands.Arrive, input)

    @mutation("开始处置。Begin.")
    async def whistle_start(
        self, info: Info, input: Annotated[inputs.WhistleStartInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.start, commands.Start, input)

    @mutation("报结：四要素。Finish: the four elements.")
    async def whistle_finish(
        self, info: Info, input: Annotated[inputs.WhistleFinishInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.finish, commands.Finish, input)

    @mutation("签认，并评四项。Sign off, with four marks.")
    async def whistle_sign(
        self, info: Info, input: Annotated[inputs.WhistleSignInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.sign, commands.Sign, input)

    @mutation("退回再办，时限减半。Send it back, with half the time.")
    async def whistle_send_back(
        self, info: Info, input: Annotated[inputs.WhistleSendBackInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.send_back, commands.SendBack, input)

    @mutation("免除。Excuse it.")
    async def whistle_excuse(
        self, info: Info, input: Annotated[inputs.WhistleExcuseInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.excuse, commands.Excuse, input)

    @mutation("部门评吹哨。The unit's word on the call.")
    async def whistle_score(
        self, info: Info, input: Annotated[inputs.WhistleScoreInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.score, commands.Score, input)

    @mutation("催办。Urge it.")
    async def whistle_urge(
        self, info: Info, input: Annotated[inputs.WhistleUrgeInput, strawberry.argument(description=TOLD)]
    ) -> WhistlePayload:
        return await carried_out(info, actions.urge, commands.Urge, input)

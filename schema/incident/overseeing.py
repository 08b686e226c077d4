"""The verbs of 督办 and of spot checks, and the list of what chance has drawn."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import strawberry

from schema.commands import translated
from schema.context import Info
from schema.fields import field, mutation
from schema.incident.inputs import Verb, given
from schema.incident.mutations import TOLD, carried_out
from schema.incident.oversight import SpotCheckConnection
from schema.incident.payload import IncidentPayload
from schema.moments import moment
from schema.problems import asked
from schema.reading.bounds import AFTER, FIRST, limited
from server.incident import actions, choices, commands
from server.incident.oversight import SpotVerdict
from server.moments import ANSWERED
from server.reading.choice import Page
from server.viewer import Viewer


@strawberry.input(description="督办。Supervise.")
class IncidentSuperviseInput(Verb):
    opinion: str | None = given("督办意见。The opinion.")
    reply_by: datetime | None = moment("何时前回复；不说为一个工作日。By when to answer; else one workday.", ANSWERED)
    unit_id: strawberry.ID | None = given("由哪个参与单位回复；不说为主办。Which unit answers; else the lead.")
    whistle_id: strawberry.ID | None = given("关于哪一哨。The whistle that it is about.")


@strawberry.input(description="督办回复。Answer a supervision.")
class IncidentAnswerSupervisionInput(Verb):
    supervision_id: strawberry.ID | None = given("哪一条督办。Which supervision.")
    text: str | None = given("回复。The answer.")


@strawberry.input(description="抽查自处理。Spot-check what was settled on the spot.")
class IncidentSpotCheckInput(Verb):
    verdict: SpotVerdict | None = given("结论。The verdict.")
    text: str | None = given("说明；无效时必填。In words; needed when it is invalid.")


@strawberry.input(description="要哪些抽查。Which spot checks.")
class SpotCheckFilter:
    pending: bool | None = given("还没查的，或已查的。Not looked at yet, or looked at.")
    area: str | None = given("在此区域之内，代码。Within this area, by code.")


@strawberry.type
class OversightMutation:
    """The verbs of those who look after others' work."""

    @mutation("督办：要求限期回复，不改变进程。Supervise: ask for an answer in time; it moves nothing.")
    async def incident_supervise(
        self, info: Info, input: Annotated[IncidentSuperviseInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.supervise, commands.Supervise, input)

    @mutation("督办回复，每条一次。Answer a supervision, once.")
    async def incident_answer_supervision(
        self, info: Info, input: Annotated[IncidentAnswerSupervisionInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.answer_supervision, commands.AnswerSupervision, input)

    @mutation("抽查自处理是否有效；本人不可查。Say whether it was settled on the spot; never by who settled it.")
    async def incident_spot_check(
        self, info: Info, input: Annotated[IncidentSpotCheckInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.spot_check, commands.SpotCheck, input)


async def listed(viewer: Viewer, filter: SpotCheckFilter | None, first: int, after: str | None) -> Page:
    return choices.spot_checks(viewer, translated(choices.Drawn, filter), first, after)


@strawberry.type
class OversightQuery:
    """What may be asked about spot checks."""

    @field("抽中的自处理案件，后抽中的在前。Spot checks, the last drawn first.", SpotCheckConnection)
    async def spot_checks(
        self,
        info: Info,
        filter: Annotated[SpotCheckFilter | None, strawberry.argument(description="条件。Which ones.")] = None,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = 30,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Any:
        return await asked(listed(info.context.viewer, filter, limited(first), after))

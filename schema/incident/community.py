"""The verbs of a community: call the street, assign what it can settle, take it on itself."""

from __future__ import annotations

from typing import Annotated

import strawberry

from schema.context import Info
from schema.fields import mutation
from schema.incident.inputs import Verb, given
from schema.incident.mutations import TOLD, carried_out
from schema.incident.payload import IncidentPayload
from server.incident import actions, commands
from server.incident.reasons import CallReason


@strawberry.input(description="呼叫街道。Call the street.")
class IncidentCallStreetInput(Verb):
    reason_code: CallReason | None = given("理由的种类。The kind of reason.")
    reason: str | None = given("说明。In words.")


@strawberry.input(description="交办：一个人或一个单位。Assign it: to a person or to a unit.")
class IncidentAssignInput(Verb):
    person_id: strawberry.ID | None = given("交给谁。To whom.")
    unit_id: strawberry.ID | None = given("或交给哪个单位。Or to which unit.")
    task: str | None = given("任务。What is to be done.")


@strawberry.input(description="自己办。Take it on oneself.")
class IncidentAssignSelfInput(Verb):
    note: str | None = given("说明。In words.")


@strawberry.type
class CommunityMutation:
    """What a community does with what lies in it."""

    @mutation("呼叫街道：级别升到街道，状态不变。Call the street: it rises to the street's level, its state stays.")
    async def incident_call_street(
        self, info: Info, input: Annotated[IncidentCallStreetInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.call_street, commands.CallStreet, input)

    @mutation("交办给社区的人或物业，由其签收；另一人核查。Assign it within the community; another person checks it.")
    async def incident_assign(
        self, info: Info, input: Annotated[IncidentAssignInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.assign, commands.Assign, input)

    @mutation("自己办，马上起算；另一人核查。Take it on: its time begins at once; another person checks it.")
    async def incident_assign_self(
        self, info: Info, input: Annotated[IncidentAssignSelfInput, strawberry.argument(description=TOLD)]
    ) -> IncidentPayload:
        return await carried_out(info, actions.assign_self, commands.AssignSelf, input)

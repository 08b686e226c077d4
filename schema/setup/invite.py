"""邀请: what may be asked of invites, and done with them by who keeps people."""

from __future__ import annotations

from datetime import datetime

import strawberry

from schema.core.fields import one
from schema.ground.person import Person
from schema.process.contract import Noun, column, contract, publish_all, steps
from server.ground.person.models import Person as PersonRow
from server.query.projection import Link
from server.setup.invite import commands
from server.setup.invite import verbs as actions
from server.setup.invite.lifecycle import State, Step
from server.setup.invite.lookups import INVITES, Wanted

WHOSE = Link("person", PersonRow, here="person_id")
publish_all("Invite", State, Step)


@strawberry.type(description="一份邀请，码不在其中。One invite, without its code.")
class Invite(Noun):
    state: State = column("状态。Where it stands.")
    person: Person | None = one("请谁设密码。Whose password it sets.", WHOSE)
    made_at: datetime = column("何时发出。Sent.")
    expires_at: datetime = column("何时过期。When its time is over.")
    closed_at: datetime | None = column("何时用了或作废。When it was used or ended.")
    allowed_steps = steps("Invite", Step, actions.STEPS, needs=("state", "area"))


QUERY, MUTATION = contract(
    Invite,
    INVITES,
    Wanted,
    actions,
    commands,
    many="邀请，后发的在前。Invites, the last first.",
    page="一页邀请。One page of invites.",
)

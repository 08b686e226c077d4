"""The verbs of an invite: send it and end it."""

from __future__ import annotations

import re
from datetime import timedelta

from server.core.errors import Forbidden, Invalid, Missing
from server.ground.person import queries
from server.ground.person.policy import KEEPERS, refuse_administrators
from server.process import Begun, Check, Moved, Noun, Steps, steps_of
from server.process.execute import Inputs
from server.process.quota import at_most
from server.setup.invite import commands
from server.setup.invite.lifecycle import LIFE, OPEN, Step
from server.setup.invite.lookups import INVITES
from server.setup.invite.models import Invite
from server.setup.invite.policy import taker

GOOD_FOR = timedelta(days=7)
MOST = 5  # that are open for one person; the first that is used ends the others
DIGEST = re.compile(r"[0-9a-f]{64}")
INVITE: Noun[Invite] = Noun("invite", Invite, follows=(at_most(MOST, "person_id", OPEN),))
KINDS = {Step.USE: "invite.used", Step.END: "invite.ended"}
STEPS: Steps[Invite, Step] = steps_of(INVITE, INVITES, LIFE, KINDS, taker)


@STEPS.begins("send", "invite.sent")
async def send(command: commands.Send, at: Inputs) -> Begun:
    """Raises Missing for who keeps no people and for a person who is not there, Invalid also for one who has left or
    does not sign in, Forbidden TWO_PERSON for oneself and ADMINS_AT_SERVER for an administrator, TOO_MANY_OPEN while
    five others are open."""
    district = await queries.district()
    seat, by = at.viewer.seat_for(KEEPERS, district), at.viewer.person_id
    check = Check()
    key = check.given("person_id", command.person_id, "say whom")
    digest = check.text("digest", command.digest, most=64)
    check.need(DIGEST.fullmatch(digest), "digest", "64 hex digits")
    check.settle()
    person = await queries.person(key) if seat else None
    if seat is None or by is None or person is None:
        raise Missing("there is no such person", field="person_id")
    if person.ended_at is not None:
        raise Invalid("this person has left already", field="person_id", code="ALREADY_ENDED")
    if person.login is None:
        raise Invalid("this person has no login", field="person_id", code="LOGIN_MISSING")
    if person.id == by:
        raise Forbidden("one changes one's own password by the old one", code="TWO_PERSON")
    refuse_administrators(at.viewer, await queries.coming_roles(person.id))
    until = at.now + GOOD_FOR
    row = Invite(
        id=command.id, area=district, person_id=person.id, digest=digest, made_by_id=by, made_at=at.now,
        expires_at=until, look_at=until,
    )  # fmt: skip
    return Begun(row, seat, told={"person": person.id})


@STEPS.step(Step.END)
def end(before: Invite, command: commands.End, at: Inputs) -> Moved:
    """作废."""
    return Moved({"closed_at": at.now, "look_at": None})

"""An invite is used: its person sets a password, and all by which they could act before ends.

What was never sent, was used, has ended or is over answers alike: whoever tries codes learns nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from server.core import clock
from server.core.errors import Invalid, Missing
from server.core.text import code as spelled
from server.core.viewer import ADMINISTRATORS
from server.data.database import reader
from server.data.resting import anew
from server.ground.person import policy, queries, secrets, viewers
from server.ground.person.actions import replace_password
from server.ground.person.models import Person
from server.process.change import Change, Effect
from server.process.commit import commit
from server.process.steps import Moved
from server.setup.invite.lifecycle import OPEN, Step
from server.setup.invite.models import Invite
from server.setup.invite.verbs import STEPS

LENGTH = 16  # characters of a code, of 31 that are not taken for others


@dataclass(frozen=True)
class Opened:
    """An invite whose code was said, and whose it is."""

    invite: Invite
    person: Person


def digest_of(code: str) -> str:
    """What is kept of a code; blanks, dashes, case and width do not matter."""
    plain = spelled(code).upper().replace("-", "").replace(" ", "")
    return sha256(f"gridwhistle invite {plain}".encode("utf-8", "surrogatepass")).hexdigest()


async def opened(code: str) -> Opened:
    """Raises Missing INVITE_OVER."""
    found = Invite.filter(digest=digest_of(code), state__in=list(OPEN), expires_at__gt=clock.now())
    invite = await found.using_db(reader()).order_by("-id").first()
    person = await queries.person(invite.person_id) if invite else None
    if invite is None or person is None or person.ended_at is not None or await _administers(person):
        raise Missing("this invite opens nothing any more", field="code", code="INVITE_OVER")
    return Opened(invite, person)


async def _administers(person: Person) -> bool:
    """Who became an administrator since: whoever invited them knows the code."""
    return not ADMINISTRATORS.isdisjoint(await queries.coming_roles(person.id))


async def use(code: str, password: str) -> Person:
    """Whose password it is now. Raises Missing INVITE_OVER, Invalid PASSWORD_…"""
    return await anew(lambda: _use(code, password))


async def _use(code: str, password: str) -> Person:
    found = await opened(code)
    person = found.person
    if problems := policy.password_problems(password, person.login):
        raise Invalid.of(problems)
    hashed, district = await secrets.hash_password(password), await queries.district()
    viewer, now = await viewers.viewer_of(person.id), clock.now()

    told = Effect(Person, person.id, lambda: replace_password(person.id, hashed, viewer, None, district), {})
    moved = Moved({"closed_at": now, "look_at": None}, effects=(told,))
    await commit(viewer, STEPS.change(Step.USE, found.invite, now, moved), *await _others(found.invite, now))
    viewers.forget(person.id)
    person.password_hash = hashed
    return person


async def _others(used: Invite, now: datetime) -> list[Change[Invite]]:
    """What else was open for this person ends with it."""
    found = Invite.filter(person_id=used.person_id, state__in=list(OPEN)).exclude(id=used.id)
    ended = Moved({"closed_at": now, "look_at": None})
    return [STEPS.change(Step.END, one, now, ended) for one in await found.using_db(reader()).order_by("id")]

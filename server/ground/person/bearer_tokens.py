"""Bearer tokens come and end, each with one event: a program acts by one as the person whose it is."""

from __future__ import annotations

from uuid import UUID

from server.core import clock
from server.core.errors import Invalid, Missing
from server.core.ids import new_id
from server.core.text import line
from server.core.viewer import Viewer
from server.data.database import reader, transaction
from server.data.resting import anew, guarded
from server.ground.person import policy, queries, secrets, viewers
from server.ground.person.actions import created, record, require_with_us, stays
from server.ground.person.credentials import HERE, Credential, CredentialKind, Issued, day_of
from server.ground.person.models import Token


async def add_token(by: Viewer | None, person_id: UUID, name: str) -> tuple[Token, str]:
    """A bearer token that acts as this person; its secret is told here once and never again."""
    return await anew(lambda: _add_token(by, person_id, name))


async def _add_token(by: Viewer | None, person_id: UUID, name: str) -> tuple[Token, str]:
    await require_with_us(person_id)
    district = await queries.district()
    seat = policy.keeper_of(by, district)
    name = line(name)
    if not 0 < len(name) <= 64:
        raise Invalid("a token has a name of at most 64 characters", field="name", code="NAME_MISSING")
    secret, digest = secrets.new_secret()

    async def work() -> Token:
        token = Token(id=new_id(), person_id=person_id, name=name, digest=digest, created_at=clock.now())
        await guarded((Token, token.id), lambda: created(token), [stays(person_id)])
        await record("person.token_added", person_id, district, by, seat, {"token": str(token.id)})
        return token

    return await transaction(work), secret


async def end_token(by: Viewer | None, token_id: UUID) -> None:
    """The token stops working at once."""
    token = await Token.filter(id=token_id, ended_at=None).using_db(reader()).first()
    if token is None:
        raise Missing("there is no such token", field="token")
    district = await queries.district()
    seat = policy.keeper_of(by, district)

    async def work() -> None:
        await Token.filter(id=token_id).update(ended_at=clock.now())
        await record("person.token_ended", token.person_id, district, by, seat, {"token": str(token_id)})

    await transaction(work)
    viewers.forget_secret(token.digest)


async def _held(person_id: UUID) -> list[Credential]:
    here = secrets.digest_of(HERE.get())
    return [
        Credential(
            id=one.id, kind=CredentialKind.TOKEN, name=one.name, since=day_of(one.created_at), here=one.digest == here
        )
        for one in await queries.tokens(person_id)
    ]  # fmt: skip


async def _end(person_id: UUID, *, only: UUID | None, but: UUID | None) -> int:
    working = Token.filter(person_id=person_id, ended_at=None)
    if only is not None:
        working = working.filter(id=only)
    return await (working if but is None else working.exclude(id=but)).update(ended_at=clock.now())


CREDENTIALS = Issued(_held, _end)

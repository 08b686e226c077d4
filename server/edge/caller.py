"""Who sends this request: by the session's cookie, a bearer token or a holder's code, or nobody.

Decision: a phone that goes from hand to hand says with each request for whom it is (`x-grid-person`). Somebody may have
opened it without a network while the browser still holds the cookie of the one before: what they ask and send is then
refused (WRONG_PERSON) until they are known themselves, and never answered or done under the other's name.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from starlette.requests import HTTPConnection

from server.core import spoken
from server.core.errors import Busy, StorageFull
from server.core.settings import Settings
from server.core.viewer import Viewer
from server.edge.codes import holder_of
from server.edge.refusal import Refused
from server.ground.person import credentials, queries, sessions, viewers

EXPECTED = "x-grid-person"
COOKIE, SECURE_COOKIE = "grid", "__Host-grid"
LONGEST_SECRET = 200


@dataclass(frozen=True, slots=True)
class Caller:
    """The person of one request, and the secret that they are known by."""

    viewer: Viewer
    secret: str = ""
    by_token: bool = False

    async def again(self) -> Viewer:
        """Who this is now: nobody any more when the session, the token or the last post has ended."""
        if not self.secret:
            return Viewer.nobody()
        if self.by_token:
            return await viewers.viewer_by_token(self.secret)
        return await viewers.viewer_by_session(self.secret)


async def caller_of(connection: HTTPConnection) -> Caller:
    """The caller of a request or a socket. A bearer token goes before a cookie: who sends it means it.

    A session that is used lives on; at most once an hour that is written, and the response then brings the cookie anew.
    Who was just read is known for a moment. Raises Refused 401 WRONG_PERSON when the request is for somebody else.
    """
    spoken.LANGUAGE.set(spoken.language_of(connection.headers.get("accept-language", "")))
    caller = await _known(connection)
    credentials.HERE.set(caller.secret)
    if caller.viewer.signed_in and (crowd := connection.scope.get("crowd")):
        crowd.person(caller.viewer.person_id)
    expected = connection.headers.get(EXPECTED)
    if expected is not None and caller.viewer.signed_in and expected != str(caller.viewer.person_id):
        raise Refused(401, "WRONG_PERSON", "somebody else is signed in here; sign in as the person of this request")
    return caller


async def _known(connection: HTTPConnection) -> Caller:
    if holder := holder_of(connection):
        return Caller(Viewer(None, "", holder_id=holder))
    if token := bearer(connection):
        return await by_token(token)
    secret = _cookie(connection)
    if (known := _remembered(secret, token=False)) is not None:
        return known
    caller = await _read(secret, token=False)
    if caller.viewer.signed_in:
        await _keep_alive(connection, secret)
    return caller


async def by_token(token: str) -> Caller:
    """Whoever this token acts for, or nobody."""
    return _remembered(token, token=True) or await _read(token, token=True)


def _remembered(secret: str, *, token: bool) -> Caller | None:
    if not secret or len(secret) > LONGEST_SECRET:
        return Caller(Viewer.nobody())
    known = viewers.remembered(secret, token=token)
    return None if known is None else Caller(known, secret, token)


async def _read(secret: str, *, token: bool) -> Caller:
    viewer = await Caller(Viewer.nobody(), secret, token).again()
    return Caller(viewer, secret, token) if viewer.signed_in else Caller(viewer)


async def _keep_alive(connection: HTTPConnection, secret: str) -> None:
    hours = connection.app.state.settings.session_hours
    with suppress(Busy, StorageFull):
        if (found := await queries.session(secret)) and await sessions.touch(found, hours=hours):
            connection.state.renewed = secret


def cookie(settings: Settings, secret: str) -> str:
    """The Set-Cookie header for a session's secret; without one it takes the cookie away."""
    name, seconds = (SECURE_COOKIE if settings.secure else COOKIE), settings.session_hours * 3600 if secret else 0
    safe = "; Secure" if settings.secure else ""
    return f"{name}={secret}; Max-Age={seconds}; Path=/; HttpOnly; SameSite=Strict{safe}"


def address_of(connection: HTTPConnection) -> str:
    """From where it comes, or "" where that cannot be told."""
    return connection.client.host if connection.client else ""


def _cookie(connection: HTTPConnection) -> str:
    return connection.cookies.get(SECURE_COOKIE) or connection.cookies.get(COOKIE) or ""


def bearer(connection: HTTPConnection) -> str:
    """The bearer token that was sent, or ""."""
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""

"""Signing out later: a phone that had no line when its person left says it at its next contact, `POST /session/left`.

With each session the phone is told a word by which exactly that session can be ended, and nothing else done: scripts
cannot read the cookie, and it may be the next person's by then. The word is the session's digest, its person and a code
of the server's secret, so that nonsense never reaches the database.
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from server.core.settings import Settings
from server.edge.body import KIB, read_json
from server.edge.caller import caller_of, cookie
from server.edge.refusal import Refused
from server.ground.person import sessions
from server.ground.person.secrets import digest_of
from server.reach.notice import actions as notices

MOST = 4 * KIB
LONGEST_ENDPOINT = 1024


class LeavingDoor:
    """Ends the session that a word of ours names, and forgets the browser that was reminded for it."""

    def __init__(self, settings: Settings, secret: bytes) -> None:
        self.settings, self.secret = settings, secret

    def routes(self) -> list[BaseRoute]:
        return [Route("/session/left", self.left, methods=["POST"])]

    async def left(self, request: Request) -> Response:
        """Also when that session is over long ago. Raises Refused 400 LEAVING_MALFORMED."""
        digest, person, endpoint = self._read(await read_json(request, MOST))
        caller = await caller_of(request)
        await sessions.end(digest)
        if endpoint:
            await notices.forget_browser(person, endpoint)
        response = Response(status_code=204, headers={"cache-control": "no-store"})
        if caller.secret and not caller.by_token and digest_of(caller.secret) == digest:
            response.headers.append("set-cookie", cookie(self.settings, ""))
        return response

    def _read(self, body: Any) -> tuple[str, UUID, str]:
        given, endpoint = (body.get("leave"), body.get("endpoint") or "") if isinstance(body, dict) else (None, "")
        if not isinstance(given, str) or not isinstance(endpoint, str) or len(endpoint) > LONGEST_ENDPOINT:
            raise Refused(400, "LEAVING_MALFORMED", "leave is the word that came with the session; endpoint is text")
        digest, _, rest = given.partition(".")
        person = rest.partition(".")[0]
        if not hmac.compare_digest(given.encode(), _signed(self.secret, digest, person).encode()):
            raise Refused(400, "LEAVING_MALFORMED", "this word came with no session of ours")
        return digest, UUID(person), endpoint


def word(secret: bytes, session: str, person: UUID) -> str:
    """By which the session of this cookie's secret can be ended, and nothing else done."""
    return _signed(secret, digest_of(session), str(person))


def _signed(secret: bytes, digest: str, person: str) -> str:
    code = hmac.digest(secret, f"gridwhistle sign-out {digest} {person}".encode(), sha256).hex()[:32]
    return f"{digest}.{person}.{code}"

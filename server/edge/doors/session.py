"""Signing in and out: `POST /session {login, password}` sets the cookie, `GET` says whose it is, `DELETE` ends it.

Decision: the cookie is SameSite=Strict. The page itself is served to anybody; all that needs the cookie is asked
for by the page's own script, which is the same site however the page was opened, from the launcher or from a link
in a message.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from server.core import clock
from server.core.errors import StorageFull
from server.core.settings import Settings
from server.core.text import code
from server.core.viewer import Viewer
from server.data.resting import Rest, anew
from server.edge import known_browser
from server.edge.attempts import Attempts
from server.edge.body import KIB, read_json
from server.edge.caller import Caller, address_of, caller_of, cookie
from server.edge.doors import leaving
from server.edge.refusal import Refused, json
from server.ground.person import actions, failures, queries, secrets, sessions, viewers
from server.ground.person.resting import same_password

MOST = 4 * KIB
LONGEST_LOGIN = 64


class SessionDoor:
    """The three verbs of /session."""

    def __init__(self, settings: Settings, attempts: Attempts | None = None) -> None:
        self.settings = settings
        self.attempts = attempts or Attempts()

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/session", self.sign_in, methods=["POST"]),
            Route("/session", self.whose, methods=["GET"]),
            Route("/session", self.sign_out, methods=["DELETE"]),
        ]

    async def sign_in(self, request: Request) -> Response:
        login, password = _credentials(await read_json(request, MOST))
        return await anew(lambda: self._signed_in(request, login, password))

    async def _signed_in(self, request: Request, login: str, password: str) -> Response:
        """Raises Stale where the password was changed, or hashed anew, while it was verified."""
        secret = request.app.state.secret
        browser = known_browser.number_of(request, secret, login)
        async with self.attempts.attempt(login, address_of(request), own=browser):
            person = await queries.person_by_login(login) if len(login) <= LONGEST_LOGIN else None
            right = await secrets.verify_password(person.password_hash if person else None, password)
            viewer = await viewers.viewer_of(person.id) if person and right else Viewer.nobody()
            if person is None or not viewer.seats:  # a right password without a post in force opens nothing
                whose = person.id if person and browser is None else None
                then = partial(failures.note, whose, "PASSWORD", self.attempts.source(address_of(request)))
                raise Refused(401, "LOGIN_FAILED", "the login or the password is wrong", then=then)
        response = await opened(request, self.settings, viewer, [same_password(person)])
        with suppress(StorageFull):
            await actions.refresh_hash(person, password)
        response.headers.append("set-cookie", known_browser.cookie(request, self.settings, secret, login))
        return response

    async def whose(self, request: Request) -> Response:
        caller = await caller_of(request)
        if not caller.viewer.signed_in:
            raise Refused(401, "AUTH_EXPIRED", "nobody is signed in")
        return json(_body(request, caller, self.settings))

    async def sign_out(self, request: Request) -> Response:
        caller = await caller_of(request)
        if caller.secret and not caller.by_token:
            await sessions.end_session(caller.secret)
        response = Response(status_code=204, headers={"cache-control": "no-store"})
        response.headers.append("set-cookie", cookie(self.settings, ""))
        return response


async def opened(request: Request, settings: Settings, viewer: Viewer, rests_on: Sequence[Rest]) -> Response:
    """A new session for this viewer in this browser, instead of the one that it had. Raises Stale."""
    before = await caller_of(request)
    agent = request.headers.get("user-agent", "")
    assert viewer.person_id is not None
    _, secret = await sessions.open_session(
        viewer.person_id, hours=settings.session_hours, agent=agent, rests_on=rests_on
    )
    if before.secret and not before.by_token:
        with suppress(StorageFull):
            await sessions.end_session(before.secret)
    response = json(_body(request, Caller(viewer, secret), settings))
    response.headers.append("set-cookie", cookie(settings, secret))
    return response


def _credentials(body: Any) -> tuple[str, str]:
    """Login (case, width and blanks around do not matter) and password. Raises Refused 400."""
    login, password = (body.get("login"), body.get("password")) if isinstance(body, dict) else (None, None)
    if not isinstance(login, str) or not isinstance(password, str):
        raise Refused(400, "LOGIN_MALFORMED", "send login and password, both text")
    return code(login).lower(), password


def _body(request: Request, caller: Caller, settings: Settings) -> dict[str, Any]:
    viewer = caller.viewer
    assert viewer.person_id is not None
    return {
        "person": {"id": str(viewer.person_id), "name": viewer.name},
        "explores": viewer.explores,
        "leave": None if caller.by_token else leaving.word(request.app.state.secret, caller.secret, viewer.person_id),
        "pin": {"tries": settings.pin_tries, "offlineHours": settings.pin_offline_hours},
        "at": clock.now(),
    }

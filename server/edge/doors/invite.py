"""`POST /session/invite`: the code of an invite shows whose it is, and with a password it is used, which signs them in.

Decision: codes are counted like logins, by the neighbourhood that they come from, so that nobody finds one by trying;
one that was used, ended or is over is answered as one that never was.
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from server.core.errors import Invalid, Missing
from server.core.settings import Settings
from server.edge import known_browser
from server.edge.attempts import Attempts
from server.edge.body import KIB, read_json
from server.edge.caller import address_of
from server.edge.doors.session import opened
from server.edge.proxies import neighbourhood
from server.edge.refusal import Refused, json
from server.ground.person import viewers
from server.ground.person.policy import mask
from server.ground.person.resting import same_password
from server.setup.invite import using

MOST, LONGEST_CODE = 4 * KIB, 64


class InviteDoor:
    """The one verb of /session/invite."""

    def __init__(self, settings: Settings, attempts: Attempts) -> None:
        self.settings, self.attempts = settings, attempts

    def routes(self) -> list[BaseRoute]:
        return [Route("/session/invite", self.open, methods=["POST"])]

    async def open(self, request: Request) -> Response:
        """Raises Refused: 401 INVITE_OVER, 422 PASSWORD_…, 429, 400."""
        code, password = _said(await read_json(request, MOST))
        address = address_of(request)
        async with self.attempts.attempt(f"invite {neighbourhood(address)}", address):
            try:
                found = await using.opened(code)
            except Missing as over:
                raise _over() from over
        if password is None:
            until = found.invite.expires_at
            return json({"login": found.person.login, "name": mask(found.person.name), "until": until})
        return await self._used(request, code, password)

    async def _used(self, request: Request, code: str, password: str) -> Response:
        """Who holds a post is signed in; whose post begins later has the password and no session yet."""
        try:
            person = await using.use(code, password)
        except Missing as over:
            raise _over() from over
        except Invalid as wrong:
            raise Refused(422, wrong.problems[0].code, wrong.problems[0].message) from wrong
        viewer = await viewers.viewer_of(person.id)
        if not viewer.seats:
            return json({"person": None, "login": person.login})
        response = await opened(request, self.settings, viewer, [same_password(person)])
        secret = request.app.state.secret
        response.headers.append("set-cookie", known_browser.cookie(request, self.settings, secret, person.login or ""))
        return response


def _over() -> Refused:
    return Refused(401, "INVITE_OVER", "this code opens nothing, or not any more")


def _said(body: Any) -> tuple[str, str | None]:
    """The code, and the password where one is to be set. Raises Refused 400."""
    code, password = (body.get("code"), body.get("password")) if isinstance(body, dict) else (None, None)
    if not isinstance(code, str) or len(code) > LONGEST_CODE or not isinstance(password, str | None):
        raise Refused(400, "INVITE_MALFORMED", "send a code, and a password to set it, both text")
    return code, password

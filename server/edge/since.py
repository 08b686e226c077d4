"""How much of the database's log somebody knows of: what they wrote, by whichever process, their next list shows.

Who wrote gets the place in the log by a cookie with the answer. It lives for a minute, as a replica that is further
behind is not read at all; a value that nobody gave out makes the primary be asked.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.data.asking import NOWHERE, Asking, asking
from server.data.replica import Replica

COOKIE, SECONDS = "grid-since", 60
LONGEST = 16  # hexadecimal digits


async def known_since(replica: Replica, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Serve a request of whom the cookie says what they know, and tell whoever wrote what they know now."""
    with asking(_place(HTTPConnection(scope).cookies.get(COOKIE))) as one:

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and one.wrote:
                await _tell(replica, one, message, scope["app"].state.settings.secure)
            await send(message)

        await app(scope, receive, told)


async def _tell(replica: Replica, one: Asking, message: Message, secure: bool) -> None:
    place = max(one.since if one.since != NOWHERE else 0, await replica.place())
    safe = "; Secure" if secure else ""
    cookie = f"{COOKIE}={place:x}; Max-Age={SECONDS}; Path=/; HttpOnly; SameSite=Strict{safe}"
    MutableHeaders(scope=message).append("set-cookie", cookie)


def _place(told: str | None) -> int:
    if not told:
        return 0
    try:
        return min(int(told, 16), NOWHERE) if len(told) <= LONGEST else NOWHERE
    except ValueError:
        return NOWHERE

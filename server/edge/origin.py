"""Whether a request is meant for us (its Host), and whether one that changes something comes from our own pages, or
from a program that shows a token.

Decision: where `GRID_PUBLIC_URL` says under which name people come, no other is answered: else a name of somebody else
that points here would have a browser speak to us as that name's page. This machine's own names, and the questions of
whoever watches over it, are answered under any.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from server.edge.caller import bearer
from server.edge.refusal import Refused

SAFE = {"GET", "HEAD", "OPTIONS"}
OWN = {"localhost", "127.0.0.1", "::1"}
WATCHED = {"/healthz", "/readyz", "/healthz/seen"}


def check_host(connection: HTTPConnection, public_url: str) -> None:
    """Raises Refused 400 HOST_UNKNOWN for a name that is not ours."""
    if not public_url or connection.scope["path"] in WATCHED:
        return
    asked, ours = connection.headers.getlist("host"), _ours(public_url)
    if len(asked) != 1 or _name(asked[0]) not in OWN | {ours}:
        raise Refused(
            400, "HOST_UNKNOWN", f"ask for {ours}, which GRID_PUBLIC_URL names; a proxy in front passes Host on"
        )


def is_own(connection: HTTPConnection) -> bool:
    """Whether a request asks for this machine by one of its own names."""
    asked = connection.headers.getlist("host")
    return len(asked) == 1 and _name(asked[0]) in OWN


@lru_cache(16)
def _ours(public_url: str) -> str:
    """Our name as browsers send it: 网格.example.cn is xn--….example.cn."""
    return (urlsplit(public_url).hostname or "").encode("idna").decode()


def _name(host: str) -> str | None:
    """The name or address without the port."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def check(connection: HTTPConnection, public_url: str) -> None:
    """Raises Refused 403 ORIGIN for a request that a page of somebody else made a browser send.

    The Origin that browsers state must be ours; one that sends none must say Sec-Fetch-Site: same-origin.
    """
    if bearer(connection):
        return
    origin = connection.headers.get("origin")
    if origin is not None:
        ours = origin == _origin(public_url) or urlsplit(origin).netloc == connection.headers.get("host")
        ours = ours and urlsplit(origin).scheme in {"http", "https"}
    else:
        ours = connection.headers.get("sec-fetch-site") == "same-origin"
    if not ours:
        raise Refused(403, "ORIGIN", "send it from our own pages (Origin), or with a bearer token")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"

"""Whether a request that changes something comes from our own pages (or from a program that shows a token)."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from server.edge.caller import bearer
from server.edge.refusal import Refused

SAFE = {"GET", "HEAD", "OPTIONS"}


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

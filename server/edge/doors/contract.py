"""`GET /schema.graphql`: the contract as text, with its words, for programs and editors of who is signed in.

Decision: not for everybody. It says nothing of a district, but who may not ask has no use for it.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from functools import cached_property

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from server.edge.caller import caller_of
from server.edge.compression import made_small
from server.edge.refusal import Refused

MEDIA = "application/graphql; charset=utf-8"


class ContractDoor:
    """`text` makes the contract (40 ms); it is asked for once, in a thread."""

    def __init__(self, text: Callable[[], str]) -> None:
        self._text = text

    def routes(self) -> list[BaseRoute]:
        return [Route("/schema.graphql", self.read, methods=["GET"])]

    async def read(self, request: Request) -> Response:
        if not (await caller_of(request)).viewer.signed_in:
            raise Refused(401, "AUTH_EXPIRED", "sign in first, or send Authorization: Bearer and a token")
        body, etag = await asyncio.to_thread(lambda: self._made)
        headers = {"etag": etag, "cache-control": "private, no-cache", "content-type": MEDIA}
        if etag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers | {"vary": "accept-encoding"})
        return await made_small(request, Response(body, headers=headers))

    @cached_property
    def _made(self) -> tuple[bytes, str]:
        """The contract and its ETag."""
        body = self._text().encode()
        return body, f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'

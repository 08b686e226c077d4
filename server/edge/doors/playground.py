"""查询台: GraphiQL for people with a supervising post, from our own address only, reading until changes are opened.

Decision: a page policy of its own. React and the editor write HTML by script, so this one page does without Trusted
Types; that is all it is spared. The one inline style that GraphiQL would make (it holds the page still behind a dialog)
is blocked and not missed. Scripts come from our own files only, as everywhere, and nothing leaves the origin.
"""

from __future__ import annotations

import asyncio
import hashlib
from functools import lru_cache
from pathlib import Path

import brotli  # type: ignore[import-untyped]
from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from server.core.clock import now
from server.core.viewer import EXPLORERS
from server.data.database import transaction
from server.edge.caller import Caller, caller_of
from server.edge.graphql.engine import Engine
from server.edge.graphql.masking import as_error
from server.edge.graphql.request import from_body
from server.edge.graphql.write_unlock import open_changes
from server.edge.refusal import Refused, json
from server.journal import log

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


class Playground:
    def __init__(self, engine: Engine, web: Path) -> None:
        self.engine, self.pages = engine, web / "playground"
        found = [*self.pages.glob("*"), *(web / "vendor" / "graphiql").glob("*")]
        self.files = {path.name: path for path in found if path.suffix in TYPES}

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/playground", self.page, methods=["GET"]),
            Route("/playground/files/{name}", self.file, methods=["GET"]),
            Route("/playground/price", self.price, methods=["POST"]),
            Route("/playground/changes", self.changes, methods=["POST"]),
        ]

    async def page(self, request: Request) -> Response:
        """The playground, or a page that says in both languages why not."""
        caller = await caller_of(request)
        if not caller.viewer.signed_in:
            return self._html("sign-in.html", status=401)
        if not caller.viewer.explores:
            return self._html("closed.html", status=403)
        response = self._html("index.html", status=200)
        response.headers["content-security-policy"] = CSP
        return response

    def _html(self, name: str, *, status: int) -> Response:
        text = (self.pages / name).read_text("utf-8")
        return HTMLResponse(text, status_code=status, headers={"cache-control": "no-store"})

    async def file(self, request: Request) -> Response:
        """A script or a stylesheet of the page: ours or the vendored ones, no others, compressed once."""
        name = request.path_params["name"]
        if name not in self.files:
            raise Refused(404, "NOT_FOUND", "there is nothing here for you")
        path = self.files[name]
        etag, small = await asyncio.to_thread(_compressed, path, path.stat().st_mtime_ns)
        headers = {
            "etag": etag,
            "cache-control": "no-cache",
            "vary": "accept-encoding",
            "content-type": TYPES[path.suffix],
        }
        if etag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if "br" not in request.headers.get("accept-encoding", ""):
            return Response(path.read_bytes(), headers=headers)
        return Response(small, headers=headers | {"content-encoding": "br"})

    async def price(self, request: Request) -> Response:
        """What a query would cost, without running it: `{cost, limit, depth, aliases}`, or why it would be refused."""
        await _explorer(request)
        asked = await from_body(request)
        try:
            weighed = self.engine.weigh(asked.query or "", asked.variables, asked.name)
        except GraphQLError as error:
            return json({"code": "QUERY_INVALID", "message": as_error(error)["message"]}, status=400)
        return json(weighed.parts())

    async def changes(self, request: Request) -> Response:
        """Open changes for ten minutes: the pass to show, and when it ends. Noted in the log."""
        caller = await _explorer(request)
        await transaction(lambda: _note(caller))
        shown, until = open_changes(caller)
        return json({"pass": shown, "until": until, "at": now()})


@lru_cache(maxsize=32)
def _compressed(path: Path, changed: int) -> tuple[str, bytes]:
    """The ETag of a file as it was `changed`, and the file in brotli (0.1 s for a megabyte, once)."""
    body = path.read_bytes()
    return f'W/"{hashlib.sha256(body).hexdigest()[:20]}"', brotli.compress(body, quality=5)


async def _explorer(request: Request) -> Caller:
    caller = await caller_of(request)
    if not caller.viewer.signed_in:
        raise Refused(401, "AUTH_EXPIRED", "sign in first")
    if not caller.viewer.explores:
        raise Refused(403, "UNTRUSTED_DOCUMENT", "only people with a supervising post may use the playground")
    return caller


async def _note(caller: Caller) -> None:
    seat = next(seat for seat in caller.viewer.seats if seat.role in EXPLORERS)
    assert caller.viewer.person_id is not None
    await log.record(
        "playground.changes_opened",
        subject_id=caller.viewer.person_id,
        area=seat.area,
        viewer=caller.viewer,
        seat=seat,
        payload={"minutes": 10},
    )

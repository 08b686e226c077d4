"""The parts of the edge put together around any schema: routes and middleware. It starts nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from graphql import Executor, GraphQLSchema
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Lifespan, Receive, Scope, Send

from server.core.settings import Settings
from server.core.viewer import Viewer
from server.data.database import Database
from server.edge.attempts import Attempts
from server.edge.doors import layers, playground
from server.edge.doors.contract import ContractDoor
from server.edge.doors.health import Health
from server.edge.doors.holders import Holders
from server.edge.doors.imports import ImportDoor
from server.edge.doors.invite import InviteDoor
from server.edge.doors.leaving import LeavingDoor
from server.edge.doors.media import MaySee, MediaDoor
from server.edge.doors.parcels import CarriedDoor
from server.edge.doors.pin import PinDoor
from server.edge.doors.questions import Questions
from server.edge.doors.session import SessionDoor
from server.edge.graphql.admission import Gate
from server.edge.graphql.documents import ONLY_WHO, Documents
from server.edge.graphql.endpoint import GraphQL
from server.edge.graphql.engine import Engine
from server.edge.graphql.stream import streamed
from server.edge.graphql.upcasts import UPCASTS
from server.edge.live.fanout import FanOut
from server.edge.measured import Measured
from server.edge.proxies import Proxies
from server.edge.questions.total import total
from server.edge.refusal import Refused, answer
from server.edge.security import Shield
from server.edge.session_watch import Watch
from server.edge.since import known_since
from server.edge.spool import Spool
from server.ground.media.shelf import Shelf
from server.journal.bus import MemoryBus

CODES = {404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED"}


@dataclass(frozen=True)
class Parts:
    """What the edge needs to know of the rest: schema, context of a request, who may see a photo, web folder."""

    schema: GraphQLSchema
    context: Callable[[Viewer, MemoryBus], Any]
    may_see: MaySee
    web: Path
    static: list[BaseRoute]
    executor: type[Executor[Any]] | None = None
    shipped: Mapping[str, str] = field(default_factory=dict)  # every document that phones may still name, by its id
    secret: bytes = b""  # the server's own, by which it opens what is sealed for it
    public: Set[str] = ONLY_WHO  # fields that anybody may ask, without a login
    contract: Callable[[], str] = str  # the schema as text, with its words
    holders: Holders | None = None  # who writes without a login, by a code; None: nobody does


def assemble(settings: Settings, parts: Parts, bus: MemoryBus, lifespan: Lifespan[Starlette]) -> Starlette:
    """The application. `lifespan` opens the database, which is entered for every request, and runs what runs beside."""
    watch = Watch()
    engine = Engine(parts.schema, lambda viewer: parts.context(viewer, bus), parts.executor)
    live = FanOut(engine, bus)
    documents = Documents.load(parts.web / "api" / "documents.json", engine, parts.shipped, UPCASTS, parts.public)
    gate = Gate(engine, documents)
    shelf = Shelf.at(settings.media_url or f"file://{settings.data_dir.absolute() / 'media'}")
    attempts, spool, measured = Attempts(parts.secret), Spool(settings.data_dir), Measured.of(settings)
    routes = [
        *Health(settings).routes(),
        *SessionDoor(settings, attempts).routes(),
        *InviteDoor(settings, attempts).routes(),
        *LeavingDoor(settings, parts.secret).routes(),
        *PinDoor(settings, parts.secret, attempts).routes(),
        *GraphQL(gate, watch, live, parts.holders).routes(),
        *MediaDoor(shelf, parts.may_see, spool, parts.holders).routes(),
        *layers.routes(),
        *ImportDoor(spool).routes(),
        *CarriedDoor(engine, documents, shelf, parts.secret, spool).routes(),
        *ContractDoor(parts.contract).routes(),
        *measured.routes,
        *playground.Playground(engine, parts.web).routes(),
        *Questions(gate).routes(),
        *parts.static,
    ]
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(Proxies, trusted=settings.trusted_proxies),
            Middleware(Shield, settings=settings, answered=measured.answered),
            Middleware(Entered),
        ],
        exception_handlers={Refused: _refused, HTTPException: _plainly},
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    app.state.measured, app.state.total = measured, partial(total, engine)
    app.state.settings, app.state.watch, app.state.live, app.state.secret = settings, watch, live, parts.secret
    return app


class Entered:
    """ASGI middleware: whatever serves a request or a socket uses the application's database, streams at last."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        database: Database = scope["app"].state.database
        with database.entered():
            if database.replica is None or scope["type"] != "http":
                await self.app(scope, receive, send)
            else:
                await known_since(database.replica, self.app, scope, receive, send)
            await streamed(scope, receive, send)


async def _refused(request: Request, refused: Exception) -> Response:
    assert isinstance(refused, Refused)
    return answer(refused)


async def _plainly(request: Request, wrong: Exception) -> Response:
    """What the router itself says no to: an address or a method that is not there."""
    assert isinstance(wrong, HTTPException)
    code = CODES.get(wrong.status_code, "REFUSED")
    response = answer(Refused(wrong.status_code, code, "there is nothing here for you"))
    response.headers.update(wrong.headers or {})
    return response

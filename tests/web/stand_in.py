"""A stand-in for the district's server, for tests of the phone alone: the real web files, an API that keeps all."""

from __future__ import annotations

import asyncio
import hashlib
import socket
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.edge.web.static import routes

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; trusted-types app-sw; require-trusted-types-for 'script'"
)


class Guarded:
    """Every answer bears the policy of the real server."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"content-security-policy", POLICY.encode())]
            await send(message)

        await self.app(scope, receive, with_policy)


class Portal:
    """What stands between a phone and the server, while the stand-in says so: its page, and it may be kept."""

    def __init__(self, app: ASGIApp, stand_in: StandIn) -> None:
        self.app, self.stand_in = app, stand_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.stand_in.portal is None or self.stand_in.portal not in scope["path"]:
            await self.app(scope, receive, send)
        else:
            kept = {"cache-control": "max-age=3600"}
            await Response("<h1>Welcome to the hotel</h1>", 200, kept, "text/html")(scope, receive, send)


@dataclass
class StandIn:
    """The server and what reached it. `stop` and `start` as often as a test likes; the port stays."""

    web: Path
    person: str | None = "wang"
    effects: list[str] = field(default_factory=list)
    photos: dict[str, bytes] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)
    portal: str | None = None  # a captive portal answers 200 in HTML for addresses that hold this

    def __post_init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        own = [
            Route("/session", self._session, methods=["GET", "POST", "DELETE"]),
            Route("/graphql", self._graphql, methods=["POST"]),
            Route("/media/{sha256}", self._media, methods=["PUT"]),
        ]
        between = [Middleware(Guarded), Middleware(Portal, stand_in=self)]
        app = Starlette(routes=[*own, *routes(self.web)], middleware=between)
        config = uvicorn.Config(app, "127.0.0.1", self.port, log_level="critical", lifespan="off", ws="none")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=asyncio.run, args=(self._server.serve(),), daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(10)

    async def _session(self, request: Request) -> Response:
        self.paths.append(f"{request.method} /session")
        if request.method == "POST":
            self.person = (await request.json())["login"]
        if request.method == "DELETE":
            self.person = None
            return Response(status_code=204)
        if self.person is None:
            return JSONResponse({"code": "AUTH_EXPIRED"}, 401)
        return JSONResponse({"person": {"id": self.person, "name": self.person}})

    async def _graphql(self, request: Request) -> Response:
        operation = (await request.json())["variables"].get("input")
        if operation is None:  # a question: this stand-in only takes in
            self.paths.append("ask")
            return JSONResponse({"data": None, "errors": [{"message": "", "extensions": {"code": "NOT_FOUND"}}]})
        self.paths.append("POST /graphql")
        if self.person is None:
            return JSONResponse({"errors": [{"message": "", "extensions": {"code": "AUTH_EXPIRED"}}]}, 401)
        self.effects += [operation["opId"]] if operation["opId"] not in self.effects else []
        return JSONResponse({"data": {"incidentReport": _payload(operation)}})

    async def _media(self, request: Request) -> Response:
        self.paths.append("PUT /media")
        body, name = await request.body(), request.path_params["sha256"]
        if hashlib.sha256(body).hexdigest() != name:
            return JSONResponse({"code": "HASH_MISMATCH"}, 422)
        self.photos[name] = body
        return JSONResponse({"sha256": name})


def _payload(operation: dict[str, Any]) -> dict[str, Any]:
    receipt = {"opId": operation["opId"], "at": "2026-11-23T07:02:00Z", "code": "7F3A-91C2"}
    incident = {"id": operation["id"], "version": 1, "state": "REPORTED", "number": None}
    return {"incident": incident, "receipt": receipt, "problems": []}

"""Running the server process: uvicorn with the fast loop and parser, and short work against the same database."""

from __future__ import annotations

import asyncio
import gc
import resource
import signal
import socket
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, TypeVar

import structlog
import uvicorn

from server.core import logs, private
from server.core.query_limits import LOCK_SECONDS
from server.core.settings import Settings
from server.data.at_work import at_work
from server.data.database import connect
from server.data.migrate import ready
from server.edge.connection import Guarded, look_at_all
from server.edge.graphql.greeting import LONGEST_MESSAGE
from server.edge.session_watch import Watch

T = TypeVar("T")

log = structlog.get_logger("grid.serve")

FINISH = 2 * LOCK_SECONDS  # for which what is in flight may go on after SIGTERM: a write may wait for half of that
TICKS = 10  # of uvicorn's in a second
FILES = 512  # that the server holds open beside connections, at most


def serve(settings: Settings, greet: Callable[[str], str] | None = None) -> None:
    """Serve until told to stop. Raises ValueError for a database that is not of this version, OSError when the address
    is taken; `greet(address)` is printed."""
    from server.app import create_app

    asyncio.run(ready(settings.database))
    logs.set_up(settings.log_level, json=settings.log_json)
    if mended := private.mended(settings):
        log.warning(mended)
    listening = _listen(settings.host, settings.port)
    address = settings.public_url or f"http://{settings.host}:{listening.getsockname()[1]}"
    app = create_app(settings)
    Guarded.limits = replace(Guarded.limits, connections=_places(Guarded.limits.connections))
    Guarded.trusted = settings.trusted_proxies
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http=Guarded,
        ws="websockets-sansio",
        ws_max_size=LONGEST_MESSAGE,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=FINISH,
        proxy_headers=False,  # server.edge.proxies reads them
    )
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # a terminal that closes ends nobody's work
    server = Server(config, app.state.watch)
    print(greet(address) if greet else f"Gridwhistle listens on {address}", flush=True)
    server.run(sockets=[listening])
    if not server.started:
        raise OSError("the server could not start; the log above says why")


class Server(uvicorn.Server):
    """uvicorn's, which takes what was made for its start out of the collector's sight, and which at its end first tells
    those who listen to live news that it is over, and so need not wait for them.

    Decision: Python's collector of cycles now and then looks at every object that lives, and nobody is answered
    meanwhile. Schema, documents and models, a quarter of a million objects, stay until the end anyway: without them a
    look takes 15 to 28 ms beside 1,000 subscribers, with them 117 to 148.
    """

    def __init__(self, config: uvicorn.Config, watch: Watch) -> None:
        super().__init__(config)
        self._watch = watch

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        gc.collect()
        gc.freeze()

    async def on_tick(self, counter: int) -> bool:
        if counter % TICKS == 0:
            look_at_all(self.server_state.connections)
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._watch.close()
        await super().shutdown(sockets)


def _places(wanted: int) -> int:
    """How many connections there may be: each is an open file, of which a shell allows 1,024 unless asked for more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted + FILES if hard == resource.RLIM_INFINITY else min(wanted + FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return max(most - FILES, most // 2)


def _listen(host: str, port: int) -> socket.socket:
    """A bound socket, so that a taken port is one clear line and not a half-started server."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as taken:
        listening.close()
        raise OSError(f"cannot listen on {host}:{port}: {taken.strerror}") from taken
    return listening


async def within(settings: Settings, work: Coroutine[Any, Any, T]) -> T:
    """Run `work` with the database of `settings` open; its answer. Raises ValueError where there is no district."""
    try:
        await ready(settings.database)
        async with at_work(settings.database), connect(settings.database) as database:
            with database.entered():
                return await work
    finally:
        work.close()  # which is nothing once it was run

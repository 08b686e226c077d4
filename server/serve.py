"""Running the server process: uvicorn with the fast loop and parser, and short work against the same database."""

from __future__ import annotations

import asyncio
import gc
import resource
import signal
import socket
from collections.abc import Callable, Coroutine
from contextlib import nullcontext
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import urlsplit

import structlog
import uvicorn

from server.core import logs, private, workers
from server.core.query_limits import LOCK_SECONDS
from server.core.settings import Settings
from server.core.workers import Parent, Workers
from server.data.at_work import at_work
from server.data.configuration import dialect_of
from server.data.database import connect
from server.data.migrate import ready
from server.edge.connection import Guarded, look_at_all
from server.edge.graphql.greeting import LONGEST_MESSAGE
from server.edge.metrics import together
from server.edge.session_watch import Watch
from server.process.contact import keys

T = TypeVar("T")

log = structlog.get_logger("grid.serve")

FINISH = 2 * LOCK_SECONDS  # for which what is in flight may go on after SIGTERM: a write may wait for half of that
TICKS = 10  # of uvicorn's in a second
BACKLOG = 2048  # who may wait to be let in, as uvicorn's own
NOBODY_RESTARTS = "SIGUSR2 restarts nothing here: it is for the first process of `./grid serve --workers N`"
FILES = 512  # that the server holds open beside connections, at most


def serve(settings: Settings, greet: Callable[[str], str] | None = None, *, frozen: bool = True) -> None:
    """Serve until told to stop. Raises ValueError for a database that is not of this version, OSError when the address
    is taken; `greet(address)` is printed. Not `frozen`, a changed file of the web is seen at the next page."""
    workers.left_alone()
    _prepare(settings)
    listening = _listen(settings.host, settings.port)
    address = _address(settings, listening)
    print(greet(address) if greet else f"Gridwhistle listens on {address}", flush=True)
    _run(settings, listening, frozen=frozen)


def serve_by(settings: Settings, count: int) -> None:
    """Serve by `count` processes, which can be replaced while people work; one on SQLite stands alone. Raises as
    `serve`, and ValueError where several could not have the data or the news in common."""
    if count == 1 and dialect_of(settings.database) == "sqlite":
        serve(settings)
        return
    workers.left_alone()
    _refuse_alone(settings)
    _prepare(settings)
    listening = _listen(settings.host, settings.port)
    listening.listen(BACKLOG)
    words = f"Gridwhistle listens on {_address(settings, listening)} by {count} processes"
    with nullcontext(None) if settings.metrics == "off" else together.counting() as ended:
        Workers(listening, count, ended=ended).run(lambda: print(words, flush=True))


def serve_as_worker(settings: Settings, listening: int, parent: int) -> None:
    """Be one of several processes, on a socket that was handed over."""
    workers.left_alone()
    _prepare(settings)
    _run(settings, socket.socket(fileno=listening), Parent(parent))


def _refuse_alone(settings: Settings) -> None:
    """Raises ValueError where the data or the news are one process's own."""
    if dialect_of(settings.database) == "sqlite":
        raise ValueError(
            "several processes need PostgreSQL: name it by GRID_DATABASE_URL (./grid move brings the data)"
        )
    if settings.bus_url and urlsplit(settings.bus_url).scheme not in {"postgres", "postgresql"}:
        raise ValueError("several processes need PostgreSQL for their news, too: GRID_BUS_URL names another bus")


def _prepare(settings: Settings) -> None:
    asyncio.run(ready(settings.database))
    logs.set_up(settings.log_level, json=settings.log_json)
    if mended := private.mended(settings):
        log.warning(mended)


def _address(settings: Settings, listening: socket.socket) -> str:
    return settings.public_url or f"http://{settings.host}:{listening.getsockname()[1]}"


def _run(settings: Settings, listening: socket.socket, parent: Parent | None = None, *, frozen: bool = True) -> None:
    gc.disable()  # until the start is over: what is loaded now lives as long as we, and looking at it costs a fifth
    from server.app import create_app

    app = create_app(settings, frozen=frozen)
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
    server = Server(config, app.state.watch, parent)
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

    def __init__(self, config: uvicorn.Config, watch: Watch, parent: Parent | None = None) -> None:
        super().__init__(config)
        self._watch, self._parent = watch, parent

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        gc.collect()
        gc.freeze()
        gc.enable()
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR2, log.warning, NOBODY_RESTARTS)
        if self._parent is not None and self.started:
            self._parent.ready(self._alone)

    def _alone(self) -> None:
        """Whoever started us is gone, and another will start others."""
        if self._parent is not None:
            self._parent.forget()
        self.should_exit = True

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


def could_listen(settings: Settings) -> None:
    """Raises OSError when the address is taken: to be told before what takes its time, as building the demo does."""
    _listen(settings.host, settings.port).close()


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
    keys.of(settings)
    try:
        await ready(settings.database)
        async with at_work(settings.database), connect(settings.database) as database:
            with database.entered():
                return await work
    finally:
        work.close()  # which is nothing once it was run

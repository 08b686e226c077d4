"""The toy's application on a real socket, in the loop of the test: for what only a real connection can show."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx
import uvicorn
from starlette.types import ASGIApp

from server.edge.connection import Guarded
from tests.town import PASSWORD


@asynccontextmanager
async def served(app: ASGIApp, http: type[Guarded] = Guarded) -> AsyncIterator[str]:
    """The address at which the application, whose lifespan the caller holds open, answers."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        app,
        lifespan="off",
        http=http,
        ws="websockets-sansio",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve(sockets=[listening]))
    await until(lambda: server.started)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await running
        listening.close()


async def until(true: Callable[[], bool], *, seconds: float = 5) -> None:
    """Wait for what happens beside the test and tells nobody. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


@asynccontextmanager
async def browser(address: str, login: str) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody signed in at `address`."""
    async with httpx.AsyncClient(base_url=address, headers={"origin": address}, timeout=20) as client:
        answer = await client.post("/session", json={"login": login, "password": PASSWORD})
        assert answer.status_code == 200
        yield client

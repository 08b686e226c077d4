"""A real server of S3's kind (moto's), in an environment of its own, with one bucket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from tests.clients.installed import installed

SERVER = """
import sys
from moto.server import ThreadedMotoServer

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
server.start()
print("port", server.get_host_and_port()[1], flush=True)
sys.stdin.read()
"""


@asynccontextmanager
async def bucket(name: str) -> AsyncIterator[dict[str, str]]:
    """What AWS_ has to say in the environment for whoever uses the bucket."""
    pipe = asyncio.subprocess.PIPE
    clients = await asyncio.to_thread(installed)
    running = await asyncio.create_subprocess_exec(
        clients.python, "-c", SERVER, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
    )
    assert running.stdout is not None
    try:
        while not (line := await running.stdout.readline()).startswith(b"port "):
            assert line, "moto's server ended"
        address = f"http://127.0.0.1:{int(line.split()[1])}"
        async with httpx.AsyncClient() as owner:
            (await owner.put(f"{address}/{name}")).raise_for_status()
        yield {
            "AWS_ENDPOINT": address,
            "AWS_ACCESS_KEY_ID": "a",
            "AWS_SECRET_ACCESS_KEY": "b",
            "AWS_ALLOW_HTTP": "true",
            "AWS_REGION": "us-east-1",
        }
    finally:
        running.kill()
        await running.wait()

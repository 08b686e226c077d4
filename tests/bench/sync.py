"""`python -m tests.bench.sync`: a phone's first sync on a slow network, by ours and by PouchDB, in one run.
`--browser`: in a real one at a sixth of its speed, which keeps the rows (see `sync_browser`).

The same 2,000 rows, the same network (300 ms there and back, 50 KB a second), each client a process of Node that keeps
the rows in memory, one after the other. PouchDB (the engine of CHT) replicates from express-pouchdb, at its usual
batches and at batches of 1,000; ours is the server as it is served.
"""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
from playwright.async_api import Browser

from server.core import clock
from server.data.database import connect
from tests import town
from tests.bench import npm, sync_browser
from tests.bench.recipe import CACHE, ROOT
from tests.bench.slow import slowly
from tests.browser.process import Server
from tests.grid.incident import crowd
from tests.stores import SqliteStore

ROWS, ROUND_TRIP, RATE = 2_000, 0.3, 50_000.0
WHO = "zhang"  # whose community has a third of what the crowd reports
SOURCES, PLACE = ROOT / "tests" / "bench" / "pouch", CACHE / "pouch"


async def run(*, in_browser: bool) -> list[dict[str, Any]]:
    """Each contender's milliseconds, requests and bytes for the same rows."""
    async with AsyncExitStack() as stack:
        browser = await stack.enter_async_context(sync_browser.chromium()) if in_browser else None
        return await _raced(browser)


async def _raced(browser: Browser | None) -> list[dict[str, Any]]:
    npm.installed(PLACE, SOURCES)
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        data = await _district(Path(folder))
        server = Server(data)
        server.start()
        try:
            cookie, rows = await _signed_in(server.address)
            told = [await _ours(server, cookie, browser)]
            (Path(folder) / "rows.json").write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
        finally:
            server.stop()
        for batch in (0, 1000):
            with _pouch(Path(folder) / "rows.json") as port:
                told.append(await _theirs(port, batch, browser))
    assert {one["rows"] for one in told} == {ROWS}, told
    return told


async def _district(folder: Path) -> Path:
    """A data folder with the town and a crowd of incidents, of which `WHO` should hold `ROWS`."""
    data = folder / "data"
    await asyncio.to_thread(_town, folder, data)
    async with connect(f"sqlite:///{data / 'gridwhistle.sqlite3'}") as database:
        with database.entered():
            await crowd.gather(3 * ROWS, start=clock.now())
    return data


def _town(folder: Path, data: Path) -> None:
    data.mkdir()
    made = SqliteStore(folder).copy("town", town.build)
    Path(made.removeprefix("sqlite:///")).rename(data / "gridwhistle.sqlite3")


async def _signed_in(address: str) -> tuple[str, list[dict[str, Any]]]:
    """The person's cookie, and all their rows, fetched where the network is good."""
    async with httpx.AsyncClient(base_url=address, headers={"origin": address}, timeout=60) as client:
        (await client.post("/session", json={"login": WHO, "password": town.PASSWORD})).raise_for_status()
        rows: list[dict[str, Any]] = []
        cursor, more = None, True
        while more:
            body = {"documentId": _pull(), "variables": {"cursor": cursor, "first": 1000}}
            pull = (await client.post("/graphql", json=body)).json()["data"]["pull"]
            rows, cursor, more = rows + pull["incidents"], pull["cursor"], pull["more"]
        return "; ".join(f"{name}={value}" for name, value in client.cookies.items()), rows


async def _ours(server: Server, cookie: str, browser: Browser | None) -> dict[str, Any]:
    if browser is not None:
        return await sync_browser.ours(browser, server, WHO, (_pull(), _known("Reference")))
    async with slowly(server.port, round_trip=ROUND_TRIP, rate=RATE) as (address, down):
        return {"who": "ours"} | await _node("pull.js", address, cookie, _pull()) | {"bytes": down.bytes}


def _pull() -> str:
    """The id under which the app pulls."""
    return _known("Pull")


def _known(name: str) -> str:
    documents: dict[str, str] = json.loads((ROOT / "web" / "api" / "documents.json").read_text("utf-8"))
    return next(key for key, text in documents.items() if re.search(rf"query {name}\b", text))


async def _theirs(port: int, batch: int, browser: Browser | None) -> dict[str, Any]:
    if browser is not None:
        told = await sync_browser.theirs(browser, port, batch)
        return told | {"requests": await asyncio.to_thread(_counted, port)}
    async with slowly(port, round_trip=ROUND_TRIP, rate=RATE) as (address, down):
        told = await _node("replicate.js", address, str(batch))
    requests = await asyncio.to_thread(_counted, port)
    name = f"PouchDB, batches of {batch}" if batch else "PouchDB"
    return {"who": name, "requests": requests} | told | {"bytes": down.bytes}


async def _node(script: str, *words: str) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec("node", script, *words, cwd=PLACE, stdout=asyncio.subprocess.PIPE)
    said, _ = await process.communicate()
    return dict(json.loads(said))


def _counted(port: int) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/requests", timeout=10) as answer:
        return int(json.load(answer)["requests"])


@contextmanager
def _pouch(rows: Path) -> Iterator[int]:
    """express-pouchdb with these rows; its port."""
    from tests.bench.contenders import _free_port

    port = _free_port()
    process = subprocess.Popen(["node", "server.js", str(port), str(rows)], cwd=PLACE)
    try:
        for _ in range(600):
            try:
                _counted(port)
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.kill()
        process.wait()


def main() -> int:
    """Print the table."""
    for one in asyncio.run(run(in_browser="--browser" in sys.argv[1:])):
        print(
            f"{one['who']:<28} {one['ms'] / 1000:7.2f} s {one['requests']:5d} requests {one['bytes'] / 1024:8.0f} KiB"
            + (f", with what changed meanwhile {one['whole'] / 1000:.2f} s" if "whole" in one else "")
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())

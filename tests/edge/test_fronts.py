"""The server behind a real nginx and a real Caddy, by the files that we hand out: who asks, what they send, what they
hear, and in what time."""

from __future__ import annotations

import asyncio
import hashlib
import io
import os
import re
import subprocess
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from PIL import Image
from starlette.applications import Starlette
from websockets.asyncio.client import connect
from websockets.typing import Origin

from server.core.settings import Settings
from server.data.database import Database
from server.edge.doors import media, parcels
from server.edge.graphql.documents import identify
from server.edge.security import HEADERS
from server.ground.media.kinds import MOST_FILE
from tests.edge.conftest import COUNT, HEARD, Person, code, running
from tests.edge.serving import served
from tests.edge.test_socket import PROTOCOL, Talk
from tests.edge.test_stream import tell
from tests.fronts import FRONTS, ROOT, Front, front, program

SHARED_LINE, NEIGHBOUR, FORGED = "127.0.0.2", "127.0.0.3", "192.0.2.77"
SOON = 1.0  # seconds in which news are there


@pytest.fixture(params=FRONTS)
async def behind(
    request: pytest.FixtureRequest, town: Database, tmp_path: Path, web_folder: Path
) -> AsyncIterator[tuple[Starlette, Front]]:
    """The toy's application, and the proxy before it."""
    with front() as made:
        settings = Settings(database_url=town.url, data_dir=tmp_path / "data", public_url=made.address)
        async with running(settings, web_folder) as app, served(app) as address:
            proxy: Any = FRONTS[request.param]
            with proxy(made, int(address.rpartition(":")[2])):
                yield app, made


@asynccontextmanager
async def browser(made: Front, address: str = SHARED_LINE) -> AsyncIterator[Person]:
    """Somebody who comes from `address`."""
    way = httpx.AsyncHTTPTransport(verify=made.trust, local_address=address)
    origin = {"origin": made.address}
    async with Person(base_url=made.address, transport=way, headers=origin, timeout=60) as somebody:
        yield somebody


def photo() -> bytes:
    """As large as one that a phone's camera has made."""
    written = io.BytesIO()
    Image.effect_noise((2000, 1500), 90).save(written, "JPEG", quality=90)
    assert 1 << 20 < len(written.getvalue()) < media.MOST  # more than nginx takes by itself
    return written.getvalue()


async def test_people_sign_in_send_a_photo_and_ask_and_what_is_for_browsers_comes_once(
    behind: tuple[Starlette, Front],
) -> None:
    sent = photo()
    async with browser(behind[1]) as wang:
        assert (await wang.sign_in("wang")).status_code == 200
        assert [cookie.name for cookie in wang.cookies.jar if cookie.secure and cookie.name.startswith("__Host-")]
        kind = {"content-type": "image/jpeg"}
        put = await wang.put(f"/media/{hashlib.sha256(sent).hexdigest()}", content=sent, headers=kind)
        assert (put.status_code, put.json()["width"]) == (200, 1600)
        large = await wang.put(f"/media/{'0' * 64}", content=bytes(media.MOST + 1), headers=kind)
        assert (large.status_code, code(large)) == (413, "BODY_TOO_LARGE")  # by us, and not by the proxy
        answer = await wang.get("/healthz")
        once = (*HEADERS, "strict-transport-security")
        assert {name: len(answer.headers.get_list(name)) for name in once} == dict.fromkeys(once, 1)
        assert not re.search(r"\d", answer.headers.get("server", ""))  # which version it is nobody has to know


async def test_who_asks_is_seen_as_they_are_and_a_guesser_shuts_only_themselves_out(
    behind: tuple[Starlette, Front], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.edge.attempts.BY_ADDRESS", 3)
    async with browser(behind[1]) as guesser, browser(behind[1], NEIGHBOUR) as neighbour:
        guesser.headers["x-forwarded-for"] = FORGED
        seen = (await guesser.get("/healthz/seen")).json()
        assert (seen["address"], seen["scheme"], seen["host"].partition(":")[0]) == (SHARED_LINE, "https", "localhost")
        told = [code(await guesser.sign_in(f"login{number}", "wrong password")) for number in range(4)]
        assert told == ["LOGIN_FAILED"] * 3 + ["LIMITED"]
        assert (await neighbour.sign_in("wang")).status_code == 200


async def test_news_come_within_a_second_by_http_2_and_by_a_socket(behind: tuple[Starlette, Front]) -> None:
    app, made = behind
    async with browser(made) as wang:
        await wang.sign_in("wang")
        cookie = "; ".join(f"{one.name}={one.value}" for one in wang.cookies.jar)
        async with _stream(made, cookie, HEARD) as lines, _socket(made, cookie) as talk:
            await talk.greet()
            await talk.begin("a", COUNT, to=1)
            assert (await talk.hear())["payload"] == {"data": {"count": 0}}
            begun = time.monotonic()
            await tell(app, "incident.filed")
            async with asyncio.timeout(SOON):
                heard = await lines.readuntil(b"incident.filed")
            assert time.monotonic() - begun < SOON
            assert heard.startswith(b"HTTP/2 200")


async def test_whoever_comes_without_tls_is_sent_to_where_it_is(behind: tuple[Starlette, Front]) -> None:
    async with httpx.AsyncClient() as somebody:
        answer = await somebody.get(f"http://localhost:{behind[1].http}/today?a=1")
    assert answer.is_redirect
    assert answer.headers["location"].startswith("https://localhost")
    assert answer.headers["location"].endswith("/today?a=1")


@pytest.mark.parametrize(
    "line", ["PUT {path} HTTP/1.0", "PUT {path} HTTP/1.1\r\nConnection: close"], ids=["1.0", "1.1"]
)
async def test_a_proxy_that_ends_each_connection_reads_why_a_body_is_refused(app: Starlette, line: str) -> None:
    head = f"{line.format(path='/media/' + '0' * 64)}\r\nHost: grid.test\r\nContent-Length: {media.MOST}\r\n"
    head += "Content-Type: image/jpeg\r\nSec-Fetch-Site: same-origin\r\n\r\n"
    async with served(app) as address:
        reading, writing = await asyncio.open_connection("127.0.0.1", int(address.rpartition(":")[2]))
        writing.write(head.encode())
        for _ in range(media.MOST >> 16):
            writing.write(bytes(1 << 16))
            await writing.drain()
        async with asyncio.timeout(5):
            told = await reading.read()
        writing.close()
    assert told.startswith(b"HTTP/1.1 401 ")
    assert b'"AUTH_EXPIRED"' in told


@pytest.mark.parametrize("tls", ["", "tls internal", "tls /certs/grid.pem /certs/grid.key"])
def test_caddy_takes_its_certificate_from_where_it_is_told(tls: str) -> None:
    told = {"PATH": os.environ["PATH"], "GRID_PUBLIC_URL": "https://grid.example.cn", "CADDY_TLS": tls}
    words = [str(program("caddy")), "adapt", "--adapter", "caddyfile", "--config", str(ROOT / "Caddyfile")]
    done = subprocess.run(words, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert '"dial":"127.0.0.1:8000"' in done.stdout
    assert ('"internal"' in done.stdout, "grid.key" in done.stdout) == ("internal" in tls, "grid.key" in tls)


def test_what_we_take_passes_nginx() -> None:
    told = re.search(r"client_max_body_size (\d+)m;", (ROOT / "nginx.conf").read_text("utf-8"))
    assert told
    assert int(told[1]) << 20 > max(media.MOST, MOST_FILE, parcels.MOST)


@asynccontextmanager
async def _stream(made: Front, cookie: str, text: str) -> AsyncIterator[asyncio.StreamReader]:
    """What curl reads, which speaks HTTP/2 as browsers do."""
    body = orjson.dumps({"documentId": identify(text)}).decode()
    words = ["-sS", "-N", "-D", "-", "--http2", "--cacert", str(made.certificate), "-H", "accept: text/event-stream"]
    words += ["-H", "content-type: application/json", "-H", f"origin: {made.address}", "-H", f"cookie: {cookie}"]
    words += ["-d", body, f"{made.address}/graphql"]
    running = await asyncio.create_subprocess_exec(program("curl"), *words, stdout=asyncio.subprocess.PIPE)
    try:
        assert running.stdout
        yield running.stdout
    finally:
        running.terminate()
        await running.wait()


@asynccontextmanager
async def _socket(made: Front, cookie: str) -> AsyncIterator[Talk]:
    async with connect(
        made.address.replace("https", "wss") + "/graphql",
        ssl=made.trust,
        subprotocols=[PROTOCOL],
        origin=Origin(made.address),
        additional_headers={"cookie": cookie},
    ) as wire:
        yield Talk(wire)

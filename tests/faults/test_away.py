"""PostgreSQL is away, by each road: what is asked is told to come again, nothing is a fault, and then all is well."""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import orjson
import pytest
from websockets.asyncio.client import connect as connect_socket
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from server.app import create_app
from server.core.errors import Busy
from server.core.settings import Settings
from server.data.database import connect, reader, transaction
from server.edge.graphql.documents import identify
from server.ground.person import secrets
from server.journal.models import Receipt, Unsealed
from server.reach.sync import courier, devices
from tests import town
from tests.edge.serving import served, until
from tests.edge.test_pin import RIGHT
from tests.faults.phone import ROLLS
from tests.faults.wire import Wire, wire
from tests.ground.media.album import photo
from tests.reach.sync.parcel import Phone
from tests.schema.documents import draft
from tests.stores import PostgresStore

TEXTS: list[str] = list(orjson.loads((Path(__file__).parents[2] / "web/api/documents.json").read_bytes()).values())
STRANGER = {"authorization": "Bearer nobody-knows"}  # whose it is has to be read
KINDS = ("refused", "cut", "too many")
ONCE = httpx.Limits(max_keepalive_connections=0)  # else a slow test meets a connection that was idle for too long


def document(start: str) -> str:
    return identify(next(text for text in TEXTS if text.startswith(start)))


@dataclass
class Server:
    """Ours, behind a wire to PostgreSQL, and wang's phone."""

    store: PostgresStore
    wire: Wire
    role: str
    url: str

    async def lose(self, how: str) -> None:
        if how == "refused":
            await self.wire.refuse()
        elif how == "cut":
            self.wire.cuts = True
        else:  # nobody is let in any more, and who is in is shown out
            await self.run(f'ALTER ROLE "{self.role}" CONNECTION LIMIT 0')
            await self.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{self.role}'")

    async def find(self) -> None:
        await self.run(f'ALTER ROLE "{self.role}" CONNECTION LIMIT -1')
        await self.wire.mend()

    async def run(self, sql: str) -> None:
        await asyncio.to_thread(self.store.run, sql)


@pytest.fixture
async def server(postgres_store: PostgresStore) -> AsyncIterator[Server]:
    url = postgres_store.copy("town", town.build)
    name = urlsplit(url).path.lstrip("/")
    async with wire(Path(postgres_store.socket)) as line:
        made = Server(postgres_store, line, f"of_{name}", f"postgres://of_{name}@127.0.0.1:{line.port}/{name}")
        await made.run(f'CREATE ROLE "of_{name}" LOGIN IN ROLE pg_read_all_data, pg_write_all_data')
        yield made
        await made.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'of_{name}'")
    postgres_store.drop(url)
    await asyncio.to_thread(postgres_store.run, f'DROP ROLE "of_{name}"')


Ask = Callable[[], Awaitable[httpx.Response]]


@asynccontextmanager
async def routes(server: Server, data: Path) -> AsyncIterator[tuple[str, dict[str, Ask]]]:
    """The address, and one request of each kind as wang's phone sends it, by what it is for."""
    before = secrets.use(secrets.CHEAP)
    app = create_app(Settings(data_dir=data), database_url=server.url)
    try:
        async with (
            app.router.lifespan_context(app),
            served(app) as address,
            httpx.AsyncClient(base_url=address, headers={"origin": address}, limits=ONCE, timeout=30) as client,
        ):
            with app.state.database.entered():
                yield address, await asked(client, data)
    finally:
        secrets.use(before)


async def asked(client: httpx.AsyncClient, data: Path) -> dict[str, Ask]:
    login = {"login": "wang", "password": town.PASSWORD}
    assert (await client.post("/session", json=login)).status_code == 200
    phone, told, picture = Phone(), draft(), photo()
    command = devices.Register(device=phone.device, public_key=phone.public_key)
    await devices.register(await town.viewer("wang"), command)
    report = {"documentId": document("mutation Report("), "variables": {"input": told}}
    operation = {"opId": told["opId"], "id": report["documentId"], "variables": report["variables"]}
    key = courier.public_key((data / "secret").read_bytes())
    parcel = phone.seal(key, phone.text(town.WANG, [operation]))
    feed = {"documentId": document("query Feed("), "variables": {}}
    pin = {"device": str(phone.device), "proof": RIGHT, "password": town.PASSWORD}
    live = {"documentId": document("subscription"), "variables": {}}
    digest = hashlib.sha256(picture).hexdigest()
    return {
        "sign on": lambda: client.post("/session", json=login, headers={"cookie": ""}),
        "whose": lambda: client.get("/session", headers=STRANGER),
        "set a PIN": lambda: client.put("/session/pin", json=pin),
        "read": lambda: client.post("/graphql", json=feed),
        "report": lambda: client.post("/graphql", json=report),
        "listen": lambda: client.post("/graphql", json=live, headers=STRANGER | {"accept": "text/event-stream"}),
        "send a photo": lambda: client.put(f"/media/{digest}", content=picture, headers={"content-type": "image/jpeg"}),
        "see a photo": lambda: client.get(f"/media/{digest}"),
        "carry": lambda: client.put("/carried", content=parcel, headers={"content-type": "application/octet-stream"}),
        "look at the playground": lambda: client.get("/playground", headers=STRANGER),
    }


async def test_whatever_is_asked_is_told_to_come_again_and_then_it_is_done(server: Server, tmp_path: Path) -> None:
    async with routes(server, tmp_path) as (address, asks):
        for how in KINDS:
            await server.lose(how)
            told = {name: await ask() for name, ask in asks.items()}
            wrong = {name: (one.status_code, one.text[:200]) for name, one in told.items() if one.status_code != 503}
            assert (how, wrong) == (how, {})
            assert {name for name, one in told.items() if "BUSY" not in one.text} == set()
            assert {one.headers.get("retry-after") for one in told.values()} == {"2"}
            assert (await asks["whose"]()).status_code == 503  # and nobody is left waiting for a connection
            assert await ready(address) == 503
            assert await closed(address) == (1013, "BUSY")
            for _ in range(6):  # what nobody could decide is no wrong password
                assert (await asks["sign on"]()).status_code == 503
            await server.find()
            await back(asks["whose"])
        done = {name: (await ask()).status_code for name, ask in asks.items() if name != "listen"}
        assert done == dict.fromkeys(done, 200) | {"whose": 401, "set a PIN": 204, "look at the playground": 401}
        assert await Receipt.all().using_db(reader()).count() == 1


async def ready(address: str) -> int:
    async with httpx.AsyncClient() as operator:
        return (await operator.get(f"{address}/readyz")).status_code


async def back(ask: Ask) -> None:
    """Wait until it answers again: without anybody's help, and soon."""
    async with asyncio.timeout(10):
        while (await ask()).status_code == 503:  # noqa: ASYNC110
            await asyncio.sleep(0.1)


async def closed(address: str) -> tuple[int, str]:
    """How a socket ends that is opened now."""
    where, spoken = address.replace("http", "ws") + "/graphql", [Subprotocol("graphql-transport-ws")]
    async with connect_socket(where, subprotocols=spoken, additional_headers=STRANGER, origin=None) as socket:
        with pytest.raises(ConnectionClosed) as ended:
            await socket.recv()
    assert ended.value.rcvd is not None
    return ended.value.rcvd.code, ended.value.rcvd.reason


async def test_what_was_cut_before_its_end_is_never_said_to_be_done(server: Server) -> None:
    """The connection goes between the last statement and the COMMIT: nothing is kept, and that is told."""
    async with connect(server.url) as database:
        with database.entered():

            async def work() -> None:
                await Unsealed.create(event_number=1)
                server.wire.drop()
                await asyncio.sleep(0.05)

            with pytest.raises(Busy):
                await transaction(work)
            assert await Unsealed.all().using_db(reader()).count() == 0
            await transaction(lambda: Unsealed.create(event_number=2))


async def test_a_mistake_of_ours_stays_one(server: Server) -> None:
    async with connect(server.url) as database:
        with database.entered():
            for wrong in ("SELECT nothing", "SELECT 1 / 0"):
                with pytest.raises(Exception) as raised:  # noqa: PT011
                    await reader().execute_query(wrong)
                assert not isinstance(raised.value, Busy)
            with pytest.raises(Exception, match="expects 1 argument") as raised:
                await reader().execute_query("SELECT $1::int", [1, 2])
            assert not isinstance(raised.value, Busy)


LASTS = 10.0 if ROLLS else 1.0  # seconds; the nightly run's
AT_ONCE = 8


async def test_under_load_nothing_is_a_fault_before_while_and_after_it_is_away(server: Server, tmp_path: Path) -> None:
    async with routes(server, tmp_path) as (_, asks):
        over, told = asyncio.Event(), Counter[int]()

        async def works(kinds: tuple[str, ...]) -> None:
            while not over.is_set():
                for kind in kinds:
                    told[(await asks[kind]()).status_code] += 1

        load = asyncio.gather(*(works(("read", "report", "see a photo")[place % 3 :][:2]) for place in range(AT_ONCE)))
        await until(lambda: told[200] > AT_ONCE, seconds=20)
        await server.lose("refused")
        await asyncio.sleep(LASTS)
        before = told[200]
        await server.find()
        await until(lambda: told[200] > before + AT_ONCE, seconds=20)
        over.set()
        await load
        assert told.keys() <= {200, 404, 503}, told  # the photo is not there
        assert told[503] > AT_ONCE
        assert await Receipt.all().using_db(reader()).count() == 1

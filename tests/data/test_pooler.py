"""Behind a real PgBouncer that lends its connections for one transaction everything holds that holds without it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from server.data.at_work import Occupied, alone, at_work
from server.data.database import Database, connect, queue_for, reader, transaction
from server.data.migrate import migrate, pending
from server.journal import audit
from server.journal.bus import EVENTS
from server.journal.models import Unsealed
from server.journal.postgres_bus import bus_for
from server.keep.backup import tables
from tests import town
from tests.people import Actor
from tests.pooler import pooled, through
from tests.reach.sync.phone import Copy
from tests.reach.sync.test_pull import reported
from tests.stores import PostgresStore, beside

SCHEMAS = "d140214", "d140215"


@pytest.fixture(scope="module")
def port(postgres_store: PostgresStore) -> Iterator[int]:
    with pooled(postgres_store) as found:
        yield found


@pytest.fixture
def url(postgres_store: PostgresStore, port: int) -> Iterator[str]:
    """An empty database, by the pooler."""
    own = postgres_store.empty()
    yield through(port, own)
    postgres_store.drop(own)


async def counted(number: int) -> None:
    await Unsealed.create(event_number=number)


async def test_two_districts_of_one_database_stay_apart_in_their_schemas(url: str) -> None:
    """Whoever shares the pooler's connections never writes into, or reads, the other's."""
    one, other = (f"{url}?schema={name}" for name in SCHEMAS)
    for each in (one, other):
        await migrate(each)
        assert await pending(each) == []
    async with connect(one) as first, connect(other) as second:

        async def filled(district: Database, begin: int) -> list[int]:
            with district.entered():
                for number in range(begin, begin + 20):
                    await transaction(lambda number=number: counted(number))  # type: ignore[misc]  # mypy sees no default
                    await counted(number + 1000)  # also without a transaction of ours
                found = await Unsealed.all().using_db(reader()).values_list("event_number", flat=True)
                return sorted(int(str(one)) for one in found)

        told = await asyncio.gather(
            *(beside(district, filled(district, begin)) for district, begin in ((first, 100), (second, 200)))
        )
        assert told == [[*range(b, b + 20), *range(b + 1000, b + 1020)] for b in (100, 200)]


@pytest.mark.parametrize("behind", [True, False], ids=["pooler", "direct"])
async def test_two_districts_of_one_database_do_not_wait_for_each_other(
    postgres_store: PostgresStore, port: int, behind: bool
) -> None:
    own = postgres_store.copy("bare")
    urls = [f"{through(port, own)}?schema={name}" if behind else f"{own}&schema={name}" for name in SCHEMAS]
    inside, let_go = asyncio.Event(), asyncio.Event()

    async def stays() -> None:
        await queue_for("seal")
        inside.set()
        await let_go.wait()

    async with connect(urls[0]) as first, connect(urls[1]) as second:
        staying = asyncio.create_task(beside(first, transaction(stays)))
        await inside.wait()
        async with asyncio.timeout(3):
            await beside(second, transaction(lambda: queue_for("seal")))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await beside(first, transaction(lambda: queue_for("seal")))
        let_go.set()
        await staying
    postgres_store.drop(own)


async def test_a_restore_keeps_others_away_and_they_it_also_by_a_pooler(url: str) -> None:
    async with at_work(url), at_work(url):
        with pytest.raises(Occupied, match="stop every server"):
            async with alone(url):
                raise AssertionError("it has the data alone")
    for _ in range(5):  # the pooler shows out whoever left by half before it tells
        try:
            async with alone(url):
                with pytest.raises(Occupied, match="being restored"):
                    async with at_work(url):
                        raise AssertionError("it is at work")
            return
        except Occupied:
            await asyncio.sleep(0.1)
    raise AssertionError("whoever left still has it")


@pytest.mark.parametrize("by", ["name", "role"])
async def test_a_district_has_one_lock_and_one_bus_however_its_address_is_spelled(
    postgres_store: PostgresStore, by: str
) -> None:
    plain = postgres_store.copy("bare")
    named = f"{plain}&schema=public"
    if by == "role":  # whose schema the address need not say
        name = plain.split("/")[3].split("?")[0]
        named = f"{plain}&schema={SCHEMAS[0]}"
        await migrate(named)
        postgres_store.run(f"ALTER ROLE postgres IN DATABASE {name} SET search_path = {SCHEMAS[0]}")
    for one, other in ((plain, named), (named, plain)):
        async with at_work(one):
            with pytest.raises(Occupied, match="stop every server"):
                async with alone(other):
                    raise AssertionError("it has the data alone")
    async with bus_for(plain) as here, bus_for(plain, database=named) as there:
        heard = there.subscribe(EVENTS)
        await here.publish(EVENTS, {"id": "1"})
        async with asyncio.timeout(3):
            assert await anext(heard) == {"id": "1"}
    async with connect(plain) as first, connect(named) as second:

        async def meets() -> None:
            await queue_for("seal")
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.2):
                    await beside(second, transaction(lambda: queue_for("seal")))

        await beside(first, transaction(meets))
    postgres_store.drop(plain)


async def test_who_lost_the_lock_commits_nothing(postgres_store: PostgresStore) -> None:
    url = postgres_store.copy("bare")
    async with alone(url) as sole:
        await sole.still()
        postgres_store.run("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted")
        async with at_work(url):  # somebody who was quick
            with pytest.raises(Occupied, match="nothing was changed"):
                await sole.still()
    postgres_store.drop(url)


async def test_nothing_of_ours_stays_on_a_connection_that_others_get(url: str) -> None:
    district = f"{url}?schema={SCHEMAS[0]}"
    await migrate(district)
    async with connect(district):
        await transaction(lambda: counted(1))
    async with connect(url):
        for _ in range(16):  # each of the pooler's connections
            (row,) = await reader().execute_query_dict(
                "SELECT current_setting('search_path') AS path, current_setting('lock_timeout') AS wait"
            )
            assert row == {"path": '"$user", public', "wait": "0"}


async def test_a_phone_reports_and_pulls_in_a_schema_behind_the_pooler(url: str) -> None:
    district = f"{url}?schema={SCHEMAS[1]}"
    await migrate(district)
    async with connect(district) as database:
        with database.entered():
            await town.build()
            told = [(await reported()).id for _ in range(2)]
            copy = Copy(Actor("wang"))
            await copy.pull()
            assert set(copy.rows) == {str(one) for one in told}
            assert await audit.verify() == []
    with pytest.raises(OSError, match="name PostgreSQL's own address"):  # never another schema's rows
        async with tables.opened(district):
            pass


async def test_a_role_of_its_own_spares_the_rounds(postgres_store: PostgresStore, port: int, url: str) -> None:
    """Its schema is known on each connection that the pooler opens as this role."""
    name = url.rsplit("/", 1)[1]
    postgres_store.run(f"ALTER ROLE postgres IN DATABASE {name} SET search_path = {SCHEMAS[0]}")
    district = f"{url}?schema={SCHEMAS[0]}"
    await migrate(district)
    async with connect(district):
        client = reader()
        assert (client.lent, client.sets) == (True, None)  # type: ignore[attr-defined]  # the double has more
        (row,) = await client.execute_query_dict("SELECT current_schema() AS name")
        assert row == {"name": SCHEMAS[0]}


async def test_the_bus_says_that_a_pooler_keeps_the_news_and_hears_by_an_address_of_its_own(
    postgres_store: PostgresStore, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.journal.postgres_bus.HEARD", 0.3)
    own = postgres_store.copy("bare")
    with capture_logs() as said:
        async with bus_for(through(port, own)) as deaf:
            assert deaf.failing
            subscription = deaf.subscribe(EVENTS)
            await deaf.publish(EVENTS, {"id": "1"})
            async with asyncio.timeout(3):
                assert await anext(subscription) == {"id": "1"}  # its own at least
    assert [line["event"] for line in said if "GRID_BUS_URL" in line["event"]] != []
    monkeypatch.setattr("server.journal.postgres_bus.HEARD", 0.0)
    async with bus_for(own) as slow:  # who hears it late has heard it
        async with asyncio.timeout(5):
            await slow._called.wait()  # type: ignore[attr-defined]  # of PostgreSQL's bus
        assert not slow.failing
    monkeypatch.undo()
    async with bus_for(own) as here, bus_for(own) as there:
        assert [here.failing, there.failing] == [False, False]
    with pooled(postgres_store, "session") as patient:
        async with bus_for(through(patient, own)) as bus:
            assert not bus.failing
    postgres_store.drop(own)

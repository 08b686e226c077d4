"""Upgrading a district that has data: every row, index and trigger is kept, whatever happens on the way."""

from __future__ import annotations

import asyncio
import importlib
import os
import pkgutil
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from tortoise.migrations.operations import AddField

from server.database import MIGRATIONS, MODELS, Database, connect, reader, transaction
from server.errors import Busy
from server.event import log
from server.event.models import Event
from server.ids import new_id
from server.migrate import make, migrate, pending
from server.person.models import Person, Session, Token
from tests.database.later import REBUILDS, Later, hangings, rows, run
from tests.database.test_busy import lock_held
from tests.event.conftest import happened, sealed, tamper
from tests.stores import SqliteStore, Store

ROOT = Path(__file__).parent.parent.parent
REMOVED = frozenset({"ended_at", "nick"})


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Later:
    """The next version of the product, which as yet is this one."""
    monkeypatch.syspath_prepend(tmp_path)
    return Later.beside(tmp_path)


@pytest.fixture
async def lived_in(town: Database) -> Database:
    """A town in which people signed in and things happened."""
    person = await Person.all().using_db(reader()).first()
    assert person is not None

    async def work() -> None:
        at = person.created_at
        await Session.create(digest="d", person=person, created_at=at, seen_at=at, expires_at=at)
        await Token.create(id=new_id(), person=person, name="t", digest="d", created_at=at)

    await transaction(work)
    for subject in (uuid4(), uuid4()):
        for turn in range(3):
            await happened(subject, turn=turn)
    await sealed(town)
    await run("CREATE INDEX by_hand ON person (name)", "CREATE UNIQUE INDEX one_login ON person (login, created_at)")
    return town


async def test_a_rebuild_keeps_every_row_index_and_trigger(lived_in: Database, later: Later) -> None:
    later.add("0901_later", REBUILDS)
    before, hung = await rows(lived_in, REMOVED), await hangings()
    assert before["session"], "the cascading children must be there to be lost"
    assert await pending(lived_in.url, package=later.package) == ["0901_later"]
    assert await migrate(lived_in.url, package=later.package) == ["0901_later"]
    async with connect(lived_in.url) as again:
        assert await rows(again, REMOVED) == before
        assert hung - await hangings() == set()
        with pytest.raises(Exception, match="append-only"):
            await run("UPDATE event SET kind = 'x'")
        with pytest.raises(Exception, match=r"(?i)unique"):
            await run("INSERT INTO event SELECT * FROM event LIMIT 1")
        with pytest.raises(Exception, match=r"(?i)unique"):
            await run("INSERT INTO unsealed VALUES (1)", "INSERT INTO unsealed VALUES (1)")
        assert await pending(again.url, package=later.package) == []
        assert await log.verify() == []


async def test_pairs_that_must_be_unique_still_must(lived_in: Database, later: Later) -> None:
    later.add("0901_later", REBUILDS)
    event = await Event.all().using_db(reader()).order_by("number").first()
    assert event is not None
    await migrate(lived_in.url, package=later.package)
    async with connect(lived_in.url):
        twin = Event(**{name: getattr(event, name) for name in event._meta.db_fields if name not in {"id", "number"}})
        twin.id = new_id()
        with pytest.raises(Exception, match=r"(?i)unique"):
            await transaction(lambda: twin.save(force_create=True))


async def test_a_rebuild_does_not_give_an_old_number_again(lived_in: Database, later: Later) -> None:
    last = await happened(uuid4())
    await tamper(f"DELETE FROM event WHERE number = {last.number}")
    later.add("0901_later", REBUILDS)
    await migrate(lived_in.url, package=later.package)
    async with connect(lived_in.url):
        assert (await happened(uuid4())).number > last.number


async def test_a_migration_that_would_break_a_reference_changes_nothing(lived_in: Database, later: Later) -> None:
    later.add("0901_later", REBUILDS + "ops.RunSQL('DELETE FROM person')")
    before, hung = await rows(lived_in), await hangings()
    with pytest.raises(Exception, match=r"point to nothing|violates"):
        await migrate(lived_in.url, package=later.package)
    async with connect(lived_in.url) as again:
        assert (await rows(again), await hangings()) == (before, hung)
        assert await pending(again.url, package=later.package) == ["0901_later"]


async def test_a_rebuild_that_would_lose_a_column_is_refused(sqlite_store: SqliteStore, later: Later) -> None:
    url = sqlite_store.copy("bare")
    later.add("0901_later", REBUILDS)
    async with connect(url):
        await run("ALTER TABLE person ADD COLUMN by_hand TEXT")
    with pytest.raises(ValueError, match="person would lose the columns by_hand"):
        await migrate(url, package=later.package)


LATE = "ops.RunSQL('CREATE TABLE late (id INT)'),"
KILLED = """
async def killed(apps, editor):
    if os.environ.get("KILL"):
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("when", ["before", "between", "after"])
async def test_a_migrator_killed_on_the_way_changed_nothing_and_is_run_again(
    lived_in: Database, later: Later, when: str
) -> None:
    kill, rest = "ops.RunPython(killed),", REBUILDS
    first, second = {"before": (kill + rest, ""), "between": (rest, kill), "after": (rest, LATE + kill)}[when]
    later.add("0901_later", first, KILLED)
    later.add("0902_later", second, KILLED)
    before, hung = await rows(lived_in), await hangings()
    assert await in_process(lived_in.url, later, kill=True) == -signal.SIGKILL
    assert (await rows(lived_in), await hangings()) == (before, hung)
    assert await in_process(lived_in.url, later) == 0
    async with connect(lived_in.url) as again:
        after = await rows(again, REMOVED)
        after.pop("late", None)
        assert after == {table: [_without(row) for row in kept] for table, kept in before.items()}
        assert await pending(again.url, package=later.package) == []


def _without(row: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in row if pair[0] not in REMOVED)


async def in_process(url: str, later: Later, *, kill: bool = False) -> int | None:
    """Migrate in another process; how it ended."""
    code = (
        f"import asyncio; from server.migrate import migrate; asyncio.run(migrate({url!r}, package={later.package!r}))"
    )
    environment = {"PYTHONPATH": f"{ROOT}:{later.folder.parent}"} | ({"KILL": "1"} if kill else {})
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, env=environment)
    async with asyncio.timeout(60):
        return await process.wait()


async def test_two_migrators_at_once_do_the_work_once(lived_in: Database, later: Later) -> None:
    later.add("0901_later", REBUILDS)
    before = await rows(lived_in, REMOVED)
    done = await asyncio.gather(*(migrate(lived_in.url, package=later.package) for _ in range(3)))
    assert sorted(done, key=len) == [[], [], ["0901_later"]]
    async with connect(lived_in.url) as again:
        assert await rows(again, REMOVED) == before


async def test_two_processes_begin_a_new_district_at_once(store: Store, later: Later) -> None:
    url = store.empty()
    assert await asyncio.gather(*(in_process(url, later) for _ in range(2))) == [0, 0]
    assert await pending(url) == []


async def test_a_migrator_that_waits_too_long_says_busy_and_changed_nothing(
    lived_in: Database, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.migrate.PATIENCE", 1)
    later.add("0901_later", REBUILDS)
    async with lock_held(lived_in):
        with pytest.raises(Busy):
            await migrate(lived_in.url, package=later.package)
    assert await pending(lived_in.url, package=later.package) == ["0901_later"]


async def test_progress_is_told_in_order(store: Store) -> None:
    told: list[str] = []
    applied = await migrate(store.empty(), told.append)
    assert told == [f"migrating: {name}" for name in applied]
    assert applied[0] == "0001_initial"


async def test_a_database_of_a_newer_version_is_left_alone(database: Database) -> None:
    await run(
        "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('grid', '9999_x', '2030-01-01 00:00:00')"
    )
    for asked in (migrate, pending):
        with pytest.raises(ValueError, match="newer than this version: it knows 9999_x"):
            await asked(database.url)


async def test_a_file_with_data_is_copied_first(sqlite_store: SqliteStore, later: Later, tmp_path: Path) -> None:
    path = tmp_path / "district.sqlite3"
    url = f"sqlite:///{path}"
    await migrate(url)
    later.add("0901_later", REBUILDS)
    async with connect(url):
        await happened(uuid4())
    await migrate(url, package=later.package)
    with closing(sqlite3.connect(tmp_path / "district.before-0901_later.sqlite3")) as copied:
        assert copied.execute("SELECT count(*) FROM event").fetchone() == (1,)
        assert copied.execute("SELECT count(*) FROM pragma_table_info('person') WHERE name = 'nick'").fetchone() == (0,)
        assert copied.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_an_empty_file_is_not_copied(tmp_path: Path, later: Later) -> None:
    url = f"sqlite:///{tmp_path}/district.sqlite3"
    await migrate(url)
    later.add("0901_later", REBUILDS)
    await migrate(url, package=later.package)
    assert [name for name in os.listdir(tmp_path) if "before" in name] == []


async def test_asking_what_is_pending_makes_no_file(tmp_path: Path) -> None:
    assert (await pending(f"sqlite:///{tmp_path}/new.sqlite3"))[0] == "0001_initial"
    assert os.listdir(tmp_path) == []


async def test_a_district_lives_in_a_schema_of_its_own(store: Store) -> None:
    if store.dialect == "postgres":
        url = store.empty() + "&schema=d140214"
        assert (await migrate(url))[0] == "0001_initial"
        assert await pending(url) == []
        async with connect(url) as district:
            await happened(uuid4())
            assert await log.verify() == []
            assert await rows(district) == {}, "nothing lies in the public schema"


def test_a_column_that_must_have_a_value_brings_one_for_the_rows_that_are_there() -> None:
    package = importlib.import_module(MIGRATIONS)
    modules = [importlib.import_module(f"{MIGRATIONS}.{one.name}") for one in pkgutil.iter_modules(package.__path__)]
    added = [one for module in modules for one in module.Migration.operations if isinstance(one, AddField)]
    fields: dict[str, Any] = {one.name: one.field for one in added}
    assert fields
    assert [name for name, field in fields.items() if not field.null and not field.has_db_default()] == []


async def test_no_model_was_changed_without_a_migration(later: Later) -> None:
    assert await make("forgotten", package=later.package) == ""


async def test_a_new_migration_is_written_from_what_changed(store: Store, later: Later) -> None:
    without_media = [module for module in MODELS if "media" not in module]
    await make("no photos", package=later.package, models=without_media)
    name = later.names[-1]
    assert name.endswith("_no_photos")
    assert "server" not in later.text(name), "a migration must not lean on code that moves on"
    url = store.copy("bare")
    assert await migrate(url, package=later.package) == [name]
    async with connect(url) as smaller:
        assert "media" not in await rows(smaller)

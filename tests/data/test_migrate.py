"""Upgrading a database that has data: every row, index and trigger is kept, whatever happens on the way.

The product of these tests is a small made-up one; `test_our_migrations.py` upgrades a real district.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from server.core.errors import Busy
from server.data.database import Database, connect, reader
from server.data.migrate import make, migrate, pending, ready
from tests.data.later import REBUILDS, SMALL_MODELS, Later, hangings, rows, run
from tests.data.test_busy import lock_held
from tests.stores import SqliteStore, Store

ROOT = Path(__file__).parent.parent.parent
REMOVED = frozenset({"ended_at", "nick"})
PERSON = UUID(int=7)
LIVED_IN = (
    f"INSERT INTO person (id, login, name) VALUES ('{PERSON}', 'wang', '王师傅')",
    f"INSERT INTO session (digest, person_id) VALUES ('d', '{PERSON}')",
    f"INSERT INTO note (id, by_id) VALUES ('{uuid4()}', '{PERSON}')",
    *(f"INSERT INTO event (subject, place_in_chain, kind) VALUES ('s', {place}, 'k')" for place in range(3)),
    f"INSERT INTO area_shape (id, source) VALUES ('{uuid4()}', 'map')",
    "CREATE INDEX by_hand ON person (name)",
    "CREATE UNIQUE INDEX one_login ON person (login, name)",
)


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Later:
    """The next version of the product, which as yet is this one."""
    monkeypatch.syspath_prepend(tmp_path)
    return Later.beside(tmp_path)


@pytest.fixture
async def lived_in(store: Store, later: Later) -> AsyncIterator[Database]:
    """A database in which people signed in and things happened."""
    url = store.empty()
    await migrate(url, package=later.package)
    async with connect(url) as opened:
        with opened.entered():
            await run(*LIVED_IN)
            yield opened
    store.drop(url)


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


async def test_pairs_that_must_be_unique_still_must(lived_in: Database, later: Later) -> None:
    later.add("0901_later", REBUILDS)
    await migrate(lived_in.url, package=later.package)
    async with connect(lived_in.url):
        with pytest.raises(Exception, match=r"(?i)unique"):
            await run("INSERT INTO event (subject, place_in_chain, kind) VALUES ('s', 2, 'k')")


async def test_a_rebuild_does_not_give_an_old_number_again(lived_in: Database, later: Later) -> None:
    await run("DELETE FROM event WHERE place_in_chain = 2")
    later.add("0901_later", REBUILDS)
    await migrate(lived_in.url, package=later.package)
    async with connect(lived_in.url):
        await run("INSERT INTO event (subject, place_in_chain, kind) VALUES ('s', 3, 'k')")
        numbers = await reader().execute_query_dict("SELECT number FROM event ORDER BY number")
        assert [row["number"] for row in numbers] == [1, 2, 4]


async def test_a_migration_that_would_break_a_reference_changes_nothing(lived_in: Database, later: Later) -> None:
    later.add("0901_later", REBUILDS + "ops.RunSQL('DELETE FROM person')")
    before, hung = await rows(lived_in), await hangings()
    with pytest.raises(Exception, match=r"point to nothing|violates"):
        await migrate(lived_in.url, package=later.package)
    async with connect(lived_in.url) as again:
        assert (await rows(again), await hangings()) == (before, hung)
        assert await pending(again.url, package=later.package) == ["0901_later"]


async def test_a_rebuild_that_would_lose_a_column_is_refused(sqlite_store: SqliteStore, later: Later) -> None:
    url = sqlite_store.empty()
    await migrate(url, package=later.package)
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
        "import asyncio; from server.data.migrate import migrate; "
        f"asyncio.run(migrate({url!r}, package={later.package!r}))"
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
    assert await pending(url, package=later.package) == []


async def test_a_migrator_that_waits_too_long_says_busy_and_changed_nothing(
    lived_in: Database, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.data.migrate.PATIENCE", 1)
    later.add("0901_later", REBUILDS)
    async with lock_held(lived_in):
        with pytest.raises(Busy):
            await migrate(lived_in.url, package=later.package)
    assert await pending(lived_in.url, package=later.package) == ["0901_later"]


async def test_progress_is_told_in_order(store: Store, later: Later) -> None:
    told: list[str] = []
    applied = await migrate(store.empty(), told.append, package=later.package)
    assert told == [f"migrating: {name}" for name in applied]
    assert applied == later.names


async def test_a_database_of_another_version_is_left_alone(lived_in: Database, later: Later) -> None:
    await run(
        "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('grid', '9999_x', '2030-01-01 00:00:00')"
    )
    for asked in (migrate, pending):
        with pytest.raises(ValueError, match="not of this version: it knows 9999_x"):
            await asked(lived_in.url, package=later.package)


async def test_a_file_with_data_is_copied_first(sqlite_store: SqliteStore, later: Later, tmp_path: Path) -> None:
    path = tmp_path / "district.sqlite3"
    url = f"sqlite:///{path}"
    await migrate(url, package=later.package)
    later.add("0901_later", REBUILDS)
    async with connect(url):
        await run(*LIVED_IN)
    await migrate(url, package=later.package)
    with closing(sqlite3.connect(tmp_path / "district.before-0901_later.sqlite3")) as copied:
        assert copied.execute("SELECT count(*) FROM event").fetchone() == (3,)
        assert copied.execute("SELECT count(*) FROM pragma_table_info('person') WHERE name = 'nick'").fetchone() == (0,)
        assert copied.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_an_empty_file_is_not_copied(tmp_path: Path, later: Later) -> None:
    url = f"sqlite:///{tmp_path}/district.sqlite3"
    await migrate(url, package=later.package)
    later.add("0901_later", REBUILDS)
    await migrate(url, package=later.package)
    assert [name for name in os.listdir(tmp_path) if "before" in name] == []


async def test_asking_what_is_pending_makes_no_file(tmp_path: Path) -> None:
    assert (await pending(f"sqlite:///{tmp_path}/new.sqlite3"))[0] == "0001_initial"
    assert os.listdir(tmp_path) == []


async def test_a_new_migration_is_written_from_what_changed(store: Store, later: Later, tmp_path: Path) -> None:
    url = store.empty()
    await migrate(url, package=later.package)
    fewer = SMALL_MODELS.read_text("utf-8").split("class AreaShape")[0]
    (tmp_path / f"fewer_{later.package}.py").write_text(fewer, "utf-8")
    await make("no shapes", package=later.package, models=[f"fewer_{later.package}"])
    name = later.names[-1]
    assert name.endswith("_no_shapes")
    assert "fewer" not in later.text(name), "a migration must not lean on code that moves on"
    assert await migrate(url, package=later.package) == [name]
    async with connect(url) as smaller:
        assert "area_shape" not in await rows(smaller)


async def test_where_there_is_no_district_it_is_told_which_file_was_looked_for(tmp_path: Path) -> None:
    file = tmp_path / "none.sqlite3"
    for url in (f"sqlite:///{file}", f"sqlite://{file}"):  # four slashes, as settings write them, or three
        with pytest.raises(ValueError, match=f"^there is no district at {re.escape(str(file))}: "):
            await ready(url)

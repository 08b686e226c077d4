"""A district moves from SQLite to PostgreSQL: phones notice nothing, and only one of the two is worked on."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from server.core import clock
from server.core.settings import Settings
from server.data import moved
from server.data.at_work import Occupied, at_work
from server.data.database import connect, reader
from server.data.migrate import ready
from server.edge.check import machine
from server.ground.person import bearer_tokens
from server.insight.tallies import actions as tallies
from server.journal import audit, epochs
from server.keep.audit import sums
from server.keep.audit.console import verify
from server.keep.move import console, rows
from server.keep.retention.copies import KEPT, Copies
from server.process.retention import Swept
from tests import town as cast
from tests.browser.process import ROOT
from tests.people import Actor
from tests.reach.sync.phone import Copy, settle
from tests.reach.sync.test_pull import reported
from tests.stores import PostgresStore, SqliteStore


@pytest.fixture
def settings(sqlite_store: SqliteStore, tmp_path: Path) -> Settings:
    url = sqlite_store.copy("town", cast.build)
    return Settings(database_url=url, data_dir=tmp_path)


@pytest.fixture
async def target(postgres_store: PostgresStore) -> AsyncIterator[str]:
    """A migrated, empty database: to migrate one takes longer than to fill it."""
    url = postgres_store.copy("bare")
    yield url
    postgres_store.drop(url)


async def dumped(url: str) -> dict[str, list[Any]]:
    """Every row of every table as the models read it, by table."""
    async with connect(url) as database:
        with database.entered():
            apps = database.context.apps
            assert apps is not None
            models = apps["grid"].values()
            found = {model._meta.db_table: await model.all().using_db(reader()).values() for model in models}
    return {name: sorted(found[name], key=repr) for name in sorted(found)}


async def test_everything_is_there_as_it_was_and_phones_go_on(settings: Settings, target: str) -> None:
    async with connect(settings.database) as database:
        with database.entered():
            early = [await reported() for _ in range(3)]
            copy = Copy(Actor("wang"))
            await copy.pull()
            late = await reported()
            await settle()
            await tallies.FOLLOWING.to_the_end()
            epoch, _ = await epochs.current(), await bearer_tokens.add_token(None, cast.WU, "report")
            found = (await verify("", as_json=False))[0].split("\n")  # the town itself has no events
    before, lines = await dumped(settings.database), list[str]()
    told = await console.move(settings, target, lines.append)
    assert "set GRID_DATABASE_URL" in told
    assert any(line.startswith("incident: 4") for line in lines)
    assert await dumped(target) == before
    async with connect(target) as database:
        with database.entered():
            assert await epochs.current() == epoch
            assert await audit.verify() == []
            assert sorted((await verify("", as_json=False))[0].split("\n")) == sorted(found)
            assert await sums.compare() == ""
            page = await copy.page()  # from the place that the phone had
            assert (page["reset"], [row["id"] for row in page["incidents"]]) == (False, [str(late.id)])
            again = await reported()  # numbers go on
            await copy.pull()
            assert {str(one.id) for one in (*early, late, again)} == set(copy.rows)


async def test_the_old_database_is_left_and_nobody_works_on_it_any_more(settings: Settings, target: str) -> None:
    await ready(settings.database)
    await console.move(settings, target, str)
    with pytest.raises(ValueError, match=r"moved to postgres://postgres@/test_\d+\?host=.*GRID_DATABASE_URL"):
        await ready(settings.database)
    with pytest.raises(ValueError, match="moved to"):
        await console.move(settings, target, str)
    moved.mark_file(settings.database).unlink()
    await ready(settings.database)


async def test_a_month_later_the_old_files_are_gone_and_people_are_still_told_where_the_district_is(
    tmp_path: Path,
) -> None:
    file, target = tmp_path / "grid.sqlite3", "postgres://grid:secret@there/grid"
    here = Settings(database_url=f"sqlite:///{file}", data_dir=tmp_path)
    beside = [file, file.with_name("grid.before-0002_x.sqlite3"), Path(f"{file}.before-20260101000000")]
    for one in beside:
        one.touch()
    moved.put(here.database, {"to": moved.told(target), "at": clock.now().isoformat(), "state": "moved"})
    there = here.model_copy(update={"database_url": target})
    other = here.model_copy(update={"database_url": f"{target}2"})
    with clock.at(clock.now() + KEPT - timedelta(hours=1)):
        assert await Copies(there).sweep(clock.now()) == Swept(0)
        assert not list(machine.left(there))
    with clock.at(clock.now() + KEPT + timedelta(hours=1)):
        assert await Copies(other).sweep(clock.now()) == Swept(0)  # it is not known to be there
        assert "rm " in next(machine.left(other)).words(english=True)[2]
        assert await Copies(there).sweep(clock.now()) == Swept(len(beside))
        assert not list(machine.left(there))
    assert not any(one.exists() for one in beside)
    with pytest.raises(ValueError, match=r"moved to [^(]*$"):
        await ready(here.database)
    with pytest.raises(ValueError, match="moved to"):
        await console.move(here, target, str)


async def test_a_server_that_looked_before_a_move_does_not_begin_after_it(settings: Settings) -> None:
    await ready(settings.database)
    moved.put(settings.database, {"to": "postgres://there", "at": clock.now().isoformat(), "state": "moved"})
    with pytest.raises(ValueError, match="moved to postgres://there"):
        async with at_work(settings.database):
            pass


async def test_nothing_moves_while_somebody_is_at_work_or_where_a_district_is(
    settings: Settings, target: str, postgres_store: PostgresStore
) -> None:
    async with at_work(settings.database):
        with pytest.raises(Occupied, match="stop every server"):
            await console.move(settings, target, str)
    with pytest.raises(ValueError, match="holds a district already"):
        await console.move(settings, postgres_store.copy("town", cast.build), str)
    with pytest.raises(ValueError, match="a move goes from SQLite"):
        await console.move(settings, settings.database, str)
    await ready(settings.database)


async def test_a_move_into_a_bare_database_that_fails_leaves_nothing_and_can_be_done_again(
    settings: Settings, postgres_store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = postgres_store.empty()

    async def torn(*_: object) -> None:
        raise OSError("the line was cut")

    with monkeypatch.context() as once:
        once.setattr(rows, "settle_numbers", torn)
        with pytest.raises(OSError, match="the line was cut"):
            await console.move(settings, target, str)
    await ready(settings.database)
    await console.move(settings, target, str)


CUT = """
import asyncio, os, signal, sys
from server.core.settings import Settings
from server.keep.move import console
from server.data import moved
put = moved.put
def cut(url, said):
    if said["state"] == sys.argv[3]:
        if sys.argv[3] == "moving":
            put(url, said)
        os.kill(os.getpid(), signal.SIGKILL)
    put(url, said)
moved.put = cut
asyncio.run(console.move(Settings(database_url=sys.argv[1]), sys.argv[2], str))
"""


@pytest.mark.parametrize("state", ["moving", "moved"])
async def test_a_move_that_is_killed_is_known_and_goes_on(settings: Settings, target: str, state: str) -> None:
    words = [sys.executable, "-c", CUT, settings.database, target, state]
    done = await asyncio.to_thread(subprocess.run, words, cwd=ROOT, env=dict(os.environ), check=False)
    assert done.returncode == -signal.SIGKILL
    with pytest.raises(ValueError, match=r"was cut off: run \./grid move again"):
        await ready(settings.database)
    with pytest.raises(ValueError, match=r"cut off and may be whole there: run \./grid move to the same address"):
        await console.move(settings, f"{target}&schema=another", str)
    await console.move(settings, target, str)
    assert await dumped(target) == await dumped(settings.database)
    with pytest.raises(ValueError, match="moved to"):
        await ready(settings.database)

"""A backup that fails, is told to end or is killed: said in a line, tried again, and nothing of it is left."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tortoise.exceptions import OperationalError

from server.core import clock
from server.core.settings import Settings
from server.data.configuration import sqlite_file
from server.keep.backup import destination, last, schedule, snapshot, tables
from tests import town as cast
from tests.stores import PostgresStore

ROOT = Path(__file__).parents[3]


async def test_a_backup_that_lies_whole_is_no_failure_when_an_old_one_cannot_go(
    here: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(place: destination.Folder, name: str) -> None:
        raise OSError(f"{name} is locked")

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(destination.Folder, "remove", locked)
    monkeypatch.setattr(last, "note", full)
    monkeypatch.setattr(schedule, "AGAIN", timedelta(seconds=0.01))
    place, begun = destination.at(str(tmp_path / "kept")), clock.now()
    with clock.at(begun - timedelta(days=1)):
        await schedule.once(here, place, photos=True, keep=1)
    told = list[str]()

    def say(line: str) -> None:
        told.append(line)
        asyncio.get_running_loop().call_later(0.3, os.kill, os.getpid(), signal.SIGTERM)

    async with asyncio.timeout(20):
        await schedule.for_ever(here, place, timedelta(hours=6), say, photos=True, keep=1)
    (lines,) = told
    assert "events" in lines.split("\n")[0]
    assert "could not be noted as the last good one: no space left" in lines.split("\n")[1]
    assert "1 old backup(s) could not be removed: gridwhistle-" in lines.split("\n")[2]
    assert len(place.names()) == 2


async def test_whatever_the_database_does_not_do_is_said_and_the_schedule_goes_on(
    here: Settings, postgres_store: PostgresStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "AGAIN", timedelta(seconds=0.01))
    there = Settings(database_url=postgres_store.copy("town", cast.build), data_dir=tmp_path / "there")
    place, told = destination.at(str(tmp_path / "kept")), list[str]()
    wrong: list[Exception] = [OperationalError("x"), sqlite3.OperationalError("disk I/O error"), KeyError("odd")]
    save, put = tables.save, tables._Parts.put

    async def shown_out(connection: Any, making: Any) -> list[str]:
        if wrong:
            raise wrong.pop()
        if len(told) == 3:
            number = connection.get_server_pid()
            monkeypatch.setattr(tables._Parts, "put", lambda own: ended(number, own))
        return await save(connection, making)

    def ended(number: int, own: Any) -> None:
        monkeypatch.setattr(tables._Parts, "put", put)
        postgres_store.run(f"SELECT pg_terminate_backend({number})")
        put(own)

    def say(line: str) -> None:
        told.append(line)
        if "events" in line:
            os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(tables, "save", shown_out)
    async with asyncio.timeout(20):
        await schedule.for_ever(there, place, timedelta(hours=6), say, photos=True, keep=5)
    assert [line.partition(";")[0] for line in told[:3]] == [
        "no backup was made: 'odd'",
        "no backup was made: the database: disk I/O error",
        "no backup was made: the database: x",
    ]
    assert told[3].startswith("no backup was made: ")
    assert "events" in told[4]
    assert len(place.names()) == 1


async def test_a_backup_that_is_told_to_end_in_its_middle_ends_and_leaves_nothing(
    here: Settings, tmp_path: Path
) -> None:
    slow = (
        "import sys, time\nfrom server import __main__\nfrom server.keep.backup import snapshot\n"
        "snapshot.PAGES, copied = 1, snapshot.copied\n"
        "def slowly(file, go_on):\n"
        "    def step():\n        print('step', flush=True)\n        time.sleep(0.05)\n        go_on()\n"
        "    return copied(file, step)\n"
        "snapshot.copied = slowly\nsys.argv = ['./grid', 'backup', *sys.argv[1:]]\nsys.exit(__main__.main())"
    )
    environment = {**os.environ, "GRID_DATABASE_URL": here.database, "GRID_DATA_DIR": str(here.data_dir)}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        slow,
        str(tmp_path / "kept/a.tar"),
        cwd=ROOT,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"step\n"
    process.terminate()
    async with asyncio.timeout(10):
        _, said = await process.communicate()
    assert (process.returncode, said.decode()) == (2, "grid: it was told to end\n")
    assert not list((tmp_path / "kept").iterdir())


def test_a_kill_at_any_step_would_leave_no_copy_of_the_database(
    here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "PAGES", 64)
    file, steps = sqlite_file(here.database), list[list[Path]]()
    before = set(file.parent.iterdir())
    with closing(sqlite3.connect(file)) as writer:

        def step() -> None:
            steps.append([one for one in set(file.parent.iterdir()) - before if file.name not in one.name])
            writer.execute("UPDATE person SET name = '后来'")  # not of the snapshot's moment
            writer.commit()

        with snapshot.copied(file, step) as copy:
            file.with_name("copied.sqlite3").write_bytes(copy.read())
    assert len(steps) > 3
    assert not any(steps)
    with closing(sqlite3.connect(file.with_name("copied.sqlite3"))) as copied:
        assert copied.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copied.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert not copied.execute("SELECT 1 FROM person WHERE name = '后来'").fetchone()


async def test_what_fails_is_said_and_tried_again_until_the_schedule_is_told_to_end(
    here: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "AGAIN", timedelta(seconds=0.01))
    last.note(here, clock.now() - timedelta(days=1), "an old one", 1)
    (tmp_path / "kept").write_text("no folder")
    told = list[str]()

    def say(line: str) -> None:
        told.append(line)
        if len(told) == 2:
            (tmp_path / "kept").unlink()
        if "events" in line:
            os.kill(os.getpid(), signal.SIGTERM)

    place = destination.at(str(tmp_path / "kept"))
    async with asyncio.timeout(20):
        await schedule.for_ever(here, place, timedelta(hours=6), say, photos=True, keep=5)
    assert [line.startswith("no backup was made") for line in told] == [True, True, False]
    assert last.age(here) in range(20)

    waiting = asyncio.create_task(schedule.for_ever(here, place, timedelta(hours=6), say, photos=True, keep=5))
    await asyncio.sleep(0.1)  # one that is started anew waits for its time
    os.kill(os.getpid(), signal.SIGTERM)
    async with asyncio.timeout(5):
        await waiting
    assert len(told) == 3

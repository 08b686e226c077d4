"""Short reads of SQLite need no thread; long ones get one, and a transaction sees its own writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from server.data import inline_reads
from server.data.database import Database, rows, transaction
from server.data.inline_reads import Quick
from server.data.sqlite import READER
from server.ground.person.models import Person
from tests.town import WANG

LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT count(*) FROM n"


@pytest.fixture
def short(tmp_path: Path) -> Iterator[Quick]:
    """The loop's own connection to a small file."""
    path = tmp_path / "small.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("CREATE TABLE thing (name TEXT)")
        file.execute("INSERT INTO thing VALUES ('one')")
    with closing(Quick.at(f"sqlite:///{path}", READER)) as opened:
        yield opened


def test_what_takes_long_is_left_to_a_thread_and_not_tried_again_for_a_while(
    short: Quick, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inline_reads, "MOST", 0.0001)
    assert short.rows(LONG, ()) is None
    monkeypatch.setattr(inline_reads, "MOST", 60.0)
    assert short.rows(LONG, ()) is None
    assert short.rows("SELECT name FROM thing", ()) == [("one",)]
    monkeypatch.setattr(inline_reads, "REST", 0.0)
    assert Quick.rows(short, LONG + " ", ()) == [(300000,)]


def test_it_cannot_write(short: Quick) -> None:
    assert short.rows("DELETE FROM thing", ()) is None
    assert short.rows("SELECT name FROM thing", ()) == [("one",)]


async def test_what_is_too_long_for_the_loop_is_answered_all_the_same(
    town: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inline_reads, "MOST", 0.0)
    assert [tuple(row) for row in await rows(LONG, ())] == [(300000,)]


async def test_a_transaction_reads_what_it_wrote(town: Database) -> None:
    async def named() -> str:
        return str((await rows("SELECT name FROM person WHERE login = 'wang'", ()))[0][0])

    async def work() -> str:
        await Person.filter(id=WANG).update(name="王新")
        return await named()

    assert await named() == "王建国"
    assert await transaction(work) == "王新"
    assert await named() == "王新"

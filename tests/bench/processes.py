"""`python -m tests.bench.processes`: 1, 2 and 4 processes on PostgreSQL, in turn, each on a copy of the same district.

What a machine gains by another process: requests a second, and the CPU of one request, ours and PostgreSQL's apart. The
generator of the load runs on the same cores, and so does PostgreSQL, which forces each commit to the disk. Servers that
have no turn are at rest beside.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psutil

from server.core.workers import Workers
from tests.bench import copied, dataset, measure
from tests.bench.client import Shot, burst
from tests.bench.contenders import OURS, Contender, NotStarted, raise_files
from tests.bench.ours import web_with
from tests.bench.recipe import CACHE, ROOT, SIZES
from tests.bench.works import DOCUMENTS, FEED, ONE, REPORT, Ask, Work
from tests.stores import PostgresStore

DURABLE = ("fsync = on", "full_page_writes = on", "wal_level = replica", "autovacuum = on", "shared_buffers = 256MB")
WORKS = (FEED, ONE, REPORT)


@dataclass(frozen=True)
class Served:
    """One server of so many processes."""

    count: int
    port: int
    process: psutil.Process
    contender: Contender = OURS

    def cpu(self) -> float:
        """Seconds of all its processes."""
        return _seconds(self.process)


@dataclass(frozen=True)
class Turn:
    """Of one burst: requests a second, seconds of CPU a request, and in how many seconds 99 of 100 were answered."""

    rate: float
    ours: float
    store: float
    p99: float


def main(words: Sequence[str]) -> int:
    if words[:1] == ["--serve"]:
        _serve(int(words[1]), Path(words[2]), int(words[3]))
        return 0
    parser = argparse.ArgumentParser(prog="python -m tests.bench.processes", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="10k")
    parser.add_argument("--counts", default="1,2,4")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--connections", type=int, default=16)
    return asyncio.run(_told(parser.parse_args(words)))


def _serve(count: int, web: Path, port: int) -> None:
    """In a process of its own: what `./grid serve --workers` does, over the bench's own server."""
    listening = socket.create_server(("127.0.0.1", port), backlog=2048)
    command = (sys.executable, "-m", "tests.bench.ours", str(web))
    Workers(listening, count, command).run(lambda: print("ready", flush=True))


async def _told(asked: argparse.Namespace) -> int:
    raise_files()
    counts = [int(one) for one in asked.counts.split(",")]
    source = await dataset.ensure(SIZES[asked.size], asked.size, _say)
    store = PostgresStore(words=DURABLE)
    try:
        url = store.empty()
        await copied.copy(source, url)
        with TemporaryDirectory(dir=CACHE) as folder, ExitStack() as stack:
            urls = [store.copied_from(url) for _ in counts]
            started = (_served(one, at, Path(folder)) for one, at in zip(counts, urls, strict=True))
            servers = [stack.enter_context(one) for one in started]
            main_process = psutil.Process(int((store.folder / "postmaster.pid").read_text().split()[0]))
            print(f"{platform.machine()}, {os.cpu_count()} cores, {asked.size} incidents, "
                  f"{asked.rounds} rounds of {asked.seconds:g} s, {asked.connections} connections\n")  # fmt: skip
            print("| work | processes | requests/s | p99 ms | CPU ms a request: ours | PostgreSQL's |")
            print("|---|---|---|---|---|---|")
            for work in WORKS:
                asks = work.asked(source)
                turns = await _rounds(work, servers, asks, asked, lambda: _seconds(main_process))
                for line in _lines(work, turns):
                    print(line, flush=True)
    finally:
        store.close()
    return 0


async def _rounds(
    work: Work, servers: Sequence[Served], asks: Sequence[Ask], asked: argparse.Namespace, store: Callable[[], float]
) -> dict[int, list[Turn]]:
    """Each server in turn, and each round begins with another."""
    turns: dict[int, list[Turn]] = {one.count: [] for one in servers}
    for number in range(-1, asked.rounds):  # in the first caches fill
        for server in (*servers[number % len(servers) :], *servers[: number % len(servers)]):
            shots = _shots(work, server, asks, int(asked.seconds * 1500))
            before = server.cpu(), store()
            taken = await burst(server.port, shots, connections=asked.connections, seconds=asked.seconds)
            used = server.cpu() - before[0], store() - before[1]
            if number >= 0:
                ours, theirs = (one / taken.requests for one in used)
                turns[server.count].append(Turn(taken.requests / taken.whole, ours, theirs, taken.quantile(0.99)))
    return turns


def _shots(work: Work, server: Served, asks: Sequence[Ask], count: int) -> list[Shot]:
    if work.writes:
        return measure.reports(work, server, asks, count)
    return [server.contender.shot(work, one) for one in asks]


def _lines(work: Work, turns: dict[int, list[Turn]]) -> Iterator[str]:
    for count, of in turns.items():
        rate, p99 = median(one.rate for one in of), median(one.p99 for one in of)
        ours, store = median(one.ours for one in of), median(one.store for one in of)
        yield f"| {work.name} | {count} | {rate:.0f} | {p99 * 1e3:.0f} | {ours * 1e3:.2f} | {store * 1e3:.2f} |"


@contextmanager
def _served(count: int, url: str, folder: Path) -> Iterator[Served]:
    own = folder / str(count)
    own.mkdir()
    documents = [path.read_text("utf-8") for path in sorted(DOCUMENTS.glob("*.graphql"))]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GRID_")}
    clean |= {"PYTHONPATH": str(ROOT), "GRID_DATABASE_URL": url, "GRID_DATA_DIR": str(own), "GRID_LOG_LEVEL": "warning"}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    words = [
        sys.executable,
        "-m",
        "tests.bench.processes",
        "--serve",
        str(count),
        str(web_with(own, documents)),
        str(port),
    ]
    with (own / "log").open("wb") as log:
        process = subprocess.Popen(words, cwd=ROOT, env=clean, stdout=subprocess.PIPE, stderr=log)
    try:
        assert process.stdout is not None
        if process.stdout.readline() != b"ready\n":
            raise NotStarted((own / "log").read_text("utf-8", "replace")[-2000:])
        yield Served(count, port, psutil.Process(process.pid))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def _seconds(process: psutil.Process) -> float:
    """CPU of a process and all below it, with those that have ended."""
    found = 0.0
    for one in (process, *process.children(recursive=True)):
        try:
            times = one.cpu_times()
        except psutil.NoSuchProcess:
            continue
        found += times.user + times.system
    ended = process.cpu_times()
    return float(found + ended.children_user + ended.children_system)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

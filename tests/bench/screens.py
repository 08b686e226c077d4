"""`python -m tests.bench.screens`: what each document that a screen sends costs, by person, in CPU and in held loop.

Each is asked in this process, since only from within can the loop's longest single step be seen. CPU is of the whole
process with all its threads, and of PostgreSQL's own processes beside it; what is told is the median of some turns.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

import orjson
from graphql import OperationDefinitionNode

from schema import schema
from schema.core.context import Context
from schema.core.reading.executor import ReadingExecutor
from server.core.viewer import Viewer
from server.data.database import connect, reader
from server.data.inline_reads import Quick
from server.edge.graphql.engine import Engine, GraphQLRequest, Prepared
from server.ground.person.queries import person_by_login
from server.ground.person.viewers import viewer_of
from tests.bench import copied, dataset
from tests.bench.peopled import CAST, peopled
from tests.bench.recipe import CACHE, ROOT, SIZES
from tests.bench.screen_asks import Sent, asks
from tests.stores import PostgresStore

GOAL_CPU, GOAL_LOOP = 5.0, 10.0  # ms


@dataclass(frozen=True)
class Cost:
    """Of one request, in ms: CPU of the process and what of it SQLite took, CPU of PostgreSQL, the loop's longest step,
    and from ask to answer."""

    cpu: float
    sqlite: float
    store: float
    loop: float
    wall: float
    size: float

    @property
    def whole(self) -> float:
        return self.cpu + self.store


class Loop:
    """The longest that one step of the event loop took, and what SQLite took on its thread, in CPU: how busy others are
    plays no part."""

    longest = quick = 0.0

    @contextmanager
    def watched(self) -> Iterator[None]:
        run: Callable[[asyncio.Handle], None] = asyncio.Handle._run

        def timed(handle: asyncio.Handle) -> None:
            begun = time.thread_time()
            run(handle)
            self.longest = max(self.longest, time.thread_time() - begun)

        read: Callable[[Quick, str, Sequence[Any]], Any] = Quick.rows

        def reading(quick: Quick, sql: str, values: Sequence[Any]) -> Any:
            begun = time.thread_time()
            try:
                return read(quick, sql, values)
            finally:
                self.quick += time.thread_time() - begun

        with patch.object(asyncio.Handle, "_run", timed), patch.object(Quick, "rows", reading):
            yield


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.screens", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="100k")
    parser.add_argument("--store", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--source", type=Path, help="a built district, instead of the bench's own")
    parser.add_argument("--only", default="", help="documents, with commas between")
    parser.add_argument("--turns", type=int, default=7)
    parser.add_argument("--all", action="store_true", help="tell what keeps the goals, too")
    parser.add_argument("--analyze", action="store_true", help="SQLite with the statistics of ANALYZE")
    return asyncio.run(_told(parser.parse_args(words)))


async def _told(asked: argparse.Namespace) -> int:
    source = asked.source or await dataset.ensure(SIZES[asked.size], asked.size, _say)
    CACHE.mkdir(parents=True, exist_ok=True)
    file = peopled(source, CACHE / f"screens-{source.stem}.sqlite3")
    with closing(sqlite3.connect(file)) as found:
        found.execute("ANALYZE" if asked.analyze else "DROP TABLE IF EXISTS sqlite_stat1")
        wanted = [one for one in asks(found) if not asked.only or one.document in asked.only.split(",")]
    if asked.store == "sqlite":
        costs = await _measured(f"sqlite:///{file}", wanted, asked.turns)
    else:
        started = PostgresStore()
        try:
            url = started.empty()
            await copied.copy(file, url)
            costs = await _measured(url, wanted, asked.turns)
        finally:
            started.close()
    for line in _lines(costs, everything=asked.all):
        print(line)
    return 0


async def _measured(url: str, wanted: Iterable[Sent], turns: int) -> list[tuple[Sent, Cost]]:
    engine = Engine(schema._schema, lambda viewer: Context(viewer=viewer), ReadingExecutor)
    documents, found, loop = _documents(engine), [], Loop()
    async with connect(url) as database:
        with database.entered(), loop.watched():
            viewers = {login: await _viewer(login) for login in CAST}
            for sent in wanted:
                request = GraphQLRequest(documents[sent.document], None, sent.variables, trusted=True)
                costs = [await _asked(engine, request, viewers[sent.login], loop) for _ in range(turns + 2)][2:]
                found.append((sent, Cost(*(median(getattr(one, told.name) for one in costs) for told in fields(Cost)))))
    return found


async def _viewer(login: str) -> Viewer:
    person = await person_by_login(login)
    assert person is not None
    return await viewer_of(person.id)


def _documents(engine: Engine) -> dict[str, Prepared]:
    """The app's own documents, by the name of their operation."""
    found = {}
    for text in orjson.loads((ROOT / "web" / "api" / "documents.json").read_bytes()).values():
        prepared = engine.prepare(text)
        (operation,) = [one for one in prepared.document.definitions if isinstance(one, OperationDefinitionNode)]
        assert operation.name is not None
        found[operation.name.value] = prepared
    return found


async def _asked(engine: Engine, request: GraphQLRequest, viewer: Viewer, loop: Loop) -> Cost:
    await asyncio.sleep(0)
    pids = await _backends()
    store, cpu, own, begun = _cpu_of(pids), time.process_time(), time.thread_time(), time.perf_counter()
    loop.longest = loop.quick = 0.0
    answer = await engine.execute(request, viewer)
    await asyncio.sleep(0)
    wall, used = time.perf_counter() - begun, time.process_time() - cpu
    longest, stored, beside = loop.longest, _cpu_of(pids) - store, used - (time.thread_time() - own)
    body = orjson.dumps(answer)
    if answer.get("errors"):
        raise AssertionError(body[:600])
    sqlite = 0.0 if pids else loop.quick + max(beside, 0.0)
    return Cost(used * 1e3, sqlite * 1e3, stored * 1e3, longest * 1e3, wall * 1e3, len(body))


async def _backends() -> list[int]:
    if reader().capabilities.dialect == "sqlite":
        return []
    return [one["pid"] for one in await reader().execute_query_dict("SELECT pid FROM pg_stat_activity")]


def _cpu_of(pids: list[int]) -> float:
    """Seconds of CPU that these processes have used, to the nanosecond."""
    return sum(int(Path(f"/proc/{pid}/schedstat").read_text("ascii").split()[0]) for pid in pids) / 1e9


def _lines(costs: list[tuple[Sent, Cost]], *, everything: bool) -> Iterator[str]:
    over = [(sent, cost) for sent, cost in costs if cost.whole > GOAL_CPU or cost.loop > GOAL_LOOP]
    yield f"{len(costs)} asked, {len(over)} above {GOAL_CPU:.0f} ms of CPU or {GOAL_LOOP:.0f} ms of the loop"
    columns = [told.name for told in fields(Cost)]
    yield f"{'document':18} {'who':6} {'shape':32} " + " ".join(f"{name:>8}" for name in columns)
    for sent, cost in costs if everything else over:
        told = " ".join(f"{getattr(cost, name):8.{0 if name == 'size' else 1}f}" for name in columns)
        yield f"{sent.document:18} {sent.login:6} {sent.shape:32} {told}"


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

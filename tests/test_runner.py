"""Background loops: which there are, that one which crashes stops no other, and that all of them end when told."""

from __future__ import annotations

import ast
import asyncio
from contextvars import ContextVar
from pathlib import Path
from time import monotonic

import httpx
import pytest
from structlog.testing import capture_logs

from server.app import create_app
from server.core import runner
from server.core.errors import Busy
from server.core.runner import Runner, Signal, running
from server.core.settings import Settings
from server.data.database import Database
from tests.edge.serving import until

ROOT = Path(__file__).parent.parent
LOOPS = [
    "relay",
    "projection tally",
    "projection sync",
    "projection hotissue",
    "scheduler",
    "notices",
    "calendar",
    "sessions",
    "live",
]
STARTS_TASKS = {  # who else starts a task, and why it is no loop
    "server/data/group_commit.py": "the clerk lives as long as somebody waits to write",
    "server/data/replica.py": "an answer that is not waited for any longer than its time",
    "server/data/sqlite.py": "what must be finished although its caller was cancelled",
    "server/edge/graphql/socket.py": "one for each operation of an open socket",
    "server/edge/graphql/stream.py": "one for each open stream, which sees its client go",
    "server/edge/live/fanout.py": "one for each stream that nobody shares",
    "server/keep/backup/ending.py": "the work that a signal ends, and the wait for the signal",
}
STARTING = {
    "create_task",
    "ensure_future",
    "start_soon",
    "TaskGroup",
    "create_task_group",
    "run_coroutine_threadsafe",
}
WHOSE: ContextVar[str] = ContextVar("whose", default="nobody's")


class Loop:
    """Counts its rounds; the first `fails` of them fail."""

    def __init__(self, *, fails: int = 0, error: type[Exception] = ZeroDivisionError, rounds: int = 5) -> None:
        self.fails, self.error, self.rounds, self.count = fails, error, rounds, 0
        self.done, self.whose = asyncio.Event(), ""

    async def once(self) -> float | None:
        self.count, self.whose = self.count + 1, WHOSE.get()
        if self.count >= self.rounds:
            self.done.set()
        if self.count <= self.fails:
            raise self.error("this round fails")
        return None


async def test_a_loop_that_crashes_is_named_in_the_log_and_goes_on_and_stops_no_other() -> None:
    bad, good = Loop(fails=3), Loop()
    with capture_logs() as logged:
        async with running([Runner("bad", bad.once, pause=0.01), Runner("good", good.once, pause=0.01)]):
            async with asyncio.timeout(5):
                await asyncio.gather(bad.done.wait(), good.done.wait())
    failed = [(one["loop"], one["in_a_row"]) for one in logged if one["event"] == "loop failed"]
    assert failed == [("bad", 1), ("bad", 2), ("bad", 3)]


async def test_the_pause_grows_with_each_failure_and_is_short_again_after_a_round_that_does_well() -> None:
    loop = Runner("bad", Loop(fails=9, rounds=99).once, pause=0.5)
    rests = [await loop._tried() for _ in range(10)]
    assert rests == [0.5, 1, 2, 4, 8, 16, 32, 60, 60, None]
    assert loop.failures == 0


async def test_a_database_that_is_away_is_no_defect_and_is_looked_for_again_soon() -> None:
    loop = Runner("waiting", Loop(fails=5, error=Busy, rounds=99).once, pause=0.5)
    with capture_logs() as logged:
        rests = [await loop._tried() for _ in range(6)]
    assert rests == [0.5, 1, 2, 2, 2, None]
    assert {(one["event"], one["cause"], "exc_info" in one) for one in logged} == {("loop waits", "Busy", False)}


async def test_a_loop_whose_rounds_last_long_is_not_blamed_for_what_failed_long_ago(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(runner, "LONGEST", 0.1)
    loop = Runner("live", Loop(fails=9, rounds=99).once, pause=0.01)
    for _ in range(3):
        await loop._tried()
    assert loop.failing
    await asyncio.sleep(0.2)
    assert not loop.failing


async def test_who_rings_wakes_every_loop_also_one_that_was_at_work() -> None:
    signal, busy, idle, hold = Signal(), Loop(rounds=2), Loop(rounds=2), asyncio.Event()

    async def slow() -> float | None:
        rest = await busy.once()
        await hold.wait()
        return rest

    loops = [Runner("busy", slow, signal.hear(), pause=60), Runner("idle", idle.once, signal.hear(), pause=60)]
    async with running(loops), asyncio.timeout(5):
        await asyncio.sleep(0.01)
        signal.ring()
        await idle.done.wait()
        hold.set()
        await busy.done.wait()


async def test_they_end_one_after_another_the_last_first_whatever_they_are_at() -> None:
    ended: list[str] = []

    def loop(name: str) -> Runner:
        async def bye() -> None:
            ended.append(name)

        async def deaf() -> None:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                await asyncio.sleep(60)  # it needs a second word

        return Runner(name, deaf, ended=bye)

    begun = monotonic()
    async with running([loop("first"), loop("second"), loop("third")]):
        await asyncio.sleep(0.01)
    assert ended == ["third", "second", "first"]
    assert monotonic() - begun < 2


async def test_they_inherit_nothing_and_what_the_block_raises_comes_as_it_is() -> None:
    loop = Loop(rounds=1)
    WHOSE.set("a request's")

    async def block() -> None:
        async with running([Runner("loop", loop.once)]):
            await loop.done.wait()
            raise KeyError("ours")

    with pytest.raises(KeyError, match="ours"):
        await block()
    assert loop.whose == "nobody's"


async def test_the_server_runs_each_loop_by_its_name_ends_them_soon_and_says_which_keep_failing(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def crash(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("server.reach.notice.worker.tell", crash)
    monkeypatch.setattr(runner, "KEEPS_FAILING", 1)
    app = create_app(Settings(database_url=database.url, data_dir=tmp_path, public_url=""))
    operator = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://grid.test")
    async with app.router.lifespan_context(app), operator:
        assert [one.name for one in app.state.loops] == LOOPS
        await until(lambda: any(one.failing for one in app.state.loops))
        assert (await operator.get("/healthz")).json() == {"alive": True, "failing": ["notices"]}
        assert (await operator.get("/readyz")).status_code == 200
        begun = monotonic()
    assert monotonic() - begun < 3
    assert [one for one in asyncio.all_tasks() if one.get_name() in LOOPS] == []


def test_nothing_else_starts_a_task() -> None:
    starting = {
        str(path.relative_to(ROOT))
        for folder in ("server", "schema")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute | ast.Name)
        and (node.attr if isinstance(node, ast.Attribute) else node.id) in STARTING
    }
    assert starting == {"server/core/runner.py", *STARTS_TASKS}

"""The server's process: what was made for its start is out of the collector's sight, who may be several, and what a
reload does to one that nobody can replace."""

from __future__ import annotations

import asyncio
import gc
import os
import signal

import pytest
import uvicorn
from structlog.testing import capture_logs

from server import serve
from server.core.settings import Settings
from server.edge.session_watch import Watch
from server.serve import Server, serve_by


async def started(*_: object) -> None:
    """uvicorn's own part of a start."""


async def test_what_lives_as_long_as_the_server_is_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uvicorn.Server, "startup", started)
    gc.unfreeze()
    made = [{"stays": number} for number in range(50_000)]
    gc.disable()  # as while all is loaded
    try:
        await Server(uvicorn.Config(app=None), Watch()).startup()  # type: ignore[arg-type]  # no app is asked
        assert gc.isenabled()
        assert gc.get_freeze_count() > len(made)
        assert sum(map(len, (gc.get_objects(generation=age) for age in range(3)))) < len(made)
    finally:
        gc.enable()
        gc.unfreeze()


async def test_a_reload_of_a_server_that_stands_alone_is_told_of_and_ends_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(uvicorn.Server, "startup", started)
    try:
        with capture_logs() as said:
            await Server(uvicorn.Config(app=None), Watch()).startup()  # type: ignore[arg-type]  # no app is asked
            assert signal.getsignal(signal.SIGUSR2) != signal.SIG_DFL
            os.kill(os.getpid(), signal.SIGUSR2)
            for _ in range(500):
                await asyncio.sleep(0 if said else 0.01)
        assert "--workers" in said[0]["event"]
    finally:
        gc.unfreeze()


@pytest.mark.parametrize(
    ("database", "bus", "why"),
    [
        ("sqlite:////nowhere/grid.sqlite3", "postgres://localhost/grid", "GRID_DATABASE_URL"),
        ("postgres://localhost/grid", "memory://", "GRID_BUS_URL"),
    ],
)
def test_several_processes_want_the_data_and_the_news_in_common(database: str, bus: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        serve_by(Settings(database_url=database, bus_url=bus), 2)


def test_one_process_on_sqlite_serves_alone_also_where_it_is_asked_for_by_its_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    served = list[Settings]()
    monkeypatch.setattr(serve, "serve", served.append)
    asked = Settings(database_url="sqlite:////nowhere/grid.sqlite3")
    serve_by(asked, 1)
    assert served == [asked]

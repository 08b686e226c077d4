"""`./grid serve --workers 2` behind a proxy: restarted one after another under load, nothing is lost, doubled or
refused, by a real nginx in one turn and a real Caddy in the next.

It starts five cold processes: `GRID_TEST_ROLLS=2`, which the nightly run asks for. `tests/test_workers.py` holds who
watches them to the same with programs that start at once.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import town
from tests.browser.process import SERVE, Server
from tests.faults.phone import ROLLS, Phone, kept_once
from tests.fronts import FRONTS, Front, front
from tests.pooler import pooled, through
from tests.stores import PostgresStore

PHONES = 3
__test__ = ROLLS > 0  # nothing is collected from here otherwise


@pytest.fixture
def served(postgres_store: PostgresStore, tmp_path: Path, turn: int) -> Iterator[tuple[str, Server, Front]]:
    """Two processes of the town by a real pooler, which hear each other by an address of the bus's own, and a proxy."""
    (data := tmp_path / "data").mkdir()
    url = postgres_store.copy("town", town.build)
    proxy: Any = [*FRONTS.values()][turn % len(FRONTS)]
    with pooled(postgres_store) as port, front() as made:
        words = (*SERVE, "--workers", "2")
        server = Server(data, url=through(port, url), words=words, bus=url, public=made.address)
        try:
            server.start()
            with proxy(made, server.port):
                yield url, server, made
        finally:
            server.stop()
    postgres_store.drop(url)


def children(server: Server) -> set[int]:
    assert isinstance(server.process, subprocess.Popen)
    told = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text("ascii")
    return {int(one) for one in told.split()}


async def until(true: Any, seconds: float = 150) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it does not come to it"
        await asyncio.sleep(0.1)


@pytest.mark.parametrize("turn", range(ROLLS), ids=str)
async def test_two_processes_between_a_proxy_and_a_pooler_restart_one_after_another_and_nothing_is_lost_or_doubled(
    served: tuple[str, Server, Front], turn: int
) -> None:
    url, server, made = served
    phones = [Phone(made.address, made.trust) for _ in range(PHONES)]
    for phone in phones:
        await phone.sign_in()
    load = asyncio.gather(*(phone.work() for phone in phones))
    before = children(server)
    assert len(before) == 2
    os.kill(server.process.pid, signal.SIGUSR2)  # type: ignore[union-attr]
    await until(lambda: len(now := children(server)) == 2 and not now & before)
    assert [(phone.refused, phone.lost) for phone in phones] == [([], 0)] * PHONES
    for phone in phones:
        phone.over = True
    await load
    ready = (await phones[0].client.get("/readyz")).json()
    assert (ready["ready"], ready["failing"]) == (True, [])
    for phone in phones:
        await phone.client.aclose()
    assert await kept_once(url, phones) > 5

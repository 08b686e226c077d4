"""What a replica costs those who wait while it is silent, slow or behind: nobody waits for another's patience."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from time import monotonic
from typing import Any

import pytest

from server.data import asking, replica
from server.data.replica import MOST, Replica

PATIENCE = 0.1


class Machine:
    """A server of PostgreSQL that says how far its log is, or nothing while it is `silent`."""

    _pool = object()

    def __init__(self, place: int) -> None:
        self.place, self.silent, self.asked = place, False, 0

    async def execute_query(self, sql: str, *_: Any) -> tuple[int, Sequence[dict[str, Any]]]:
        self.asked += 1
        await asyncio.sleep(3600 if self.silent else 0)
        return 1, [{"place": self.place, "standby": True, "cluster": 1, "name": "grid"}]


@pytest.fixture
def pair(monkeypatch: pytest.MonkeyPatch) -> tuple[Replica, Machine, Machine]:
    """One that is read and two commits behind, with its machine and the primary's."""
    monkeypatch.setattr(replica, "PATIENCE", PATIENCE)
    standby, primary = Machine(50), Machine(100)
    found = Replica(standby, primary, why="", position=50)  # type: ignore[arg-type]  # a machine that says places
    found.commits = 2
    return found, standby, primary


async def listed(one: Replica, seconds: float = 0.0) -> bool:
    """Whether the replica tells a list on which it works for `seconds`."""

    async def work(_: Any) -> bool:
        await asyncio.sleep(seconds)
        return True

    with asking.asking(0):
        asking.reads_only()
        return await one.read(work) or False


async def test_a_replica_that_falls_silent_holds_up_everybody_once_and_no_answer_to_a_write(
    pair: tuple[Replica, Machine, Machine],
) -> None:
    found, standby, _ = pair
    standby.silent, began = True, monotonic()
    waiting = asyncio.gather(*(listed(found) for _ in range(40)))
    await asyncio.sleep(PATIENCE / 2)
    found.committed()
    assert await found.place() == 100
    assert monotonic() - began < PATIENCE
    assert not any(await waiting)
    assert monotonic() - began < 3 * PATIENCE
    assert (found.why, standby.asked) == ("AWAY", 1)


async def test_a_primary_that_falls_silent_is_asked_once_for_all_who_wait(
    pair: tuple[Replica, Machine, Machine],
) -> None:
    found, _, primary = pair
    primary.silent, began = True, monotonic()
    assert not any(await asyncio.gather(*(listed(found) for _ in range(40))))
    assert (monotonic() - began < 3 * PATIENCE, primary.asked, found.why) == (True, 1, "")


async def test_one_that_stays_behind_is_looked_at_now_and_then_whoever_waits(
    pair: tuple[Replica, Machine, Machine],
) -> None:
    found, standby, primary = pair
    assert not any(await asyncio.gather(*(listed(found) for _ in range(200))))
    assert (standby.asked <= 3, primary.asked) == (True, 1)


async def test_a_figure_that_takes_its_time_on_a_well_replica_is_waited_for(
    pair: tuple[Replica, Machine, Machine],
) -> None:
    found, standby, _ = pair
    standby.place = 100
    slow = asyncio.gather(*(listed(found, 3 * PATIENCE) for _ in range(MOST + 3)))
    for _ in range(6):
        await asyncio.sleep(PATIENCE / 2)
        await found.look()
    assert (await slow).count(True) == MOST  # looks have connections of their own; the primary has who is too many
    assert found.why == ""

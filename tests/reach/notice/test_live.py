"""Who has the app open hears at once, their own only, and what is old is gone after 90 days."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from datetime import timedelta

from server.core import clock
from server.core.runner import running
from server.data.database import Database
from server.journal.bus import MemoryBus
from server.journal.relay import Relay, seal_all
from server.reach.notice.models import Notice
from server.reach.notice.retention import forget_old
from server.reach.notice.worker import TOGETHER, Teller
from tests.grid.incident.road import MONDAY, STRIDES, brought_to, walk
from tests.people import Actor, Air, Answer
from tests.reach.notice.conftest import post_of, tell_all

ARRIVED = "subscription Arrived { noticeArrived { id kind incident { id state } } }"


class Ear:
    """Somebody who listens, and what they have heard so far."""

    def __init__(self, login: str, bus: MemoryBus) -> None:
        self.heard: list[Answer] = []
        self.something = asyncio.Event()
        self.task = asyncio.create_task(self._listen(Actor(login, Air(bus))))

    async def _listen(self, who: Actor) -> None:
        async with aclosing(who.listen(ARRIVED)) as stream:  # type: ignore[type-var]
            async for answer in stream:
                self.heard += [answer]
                self.something.set()


async def test_who_is_asked_hears_it_and_the_stranger_nothing(town: Database) -> None:
    bus = MemoryBus()
    wang, feng = Ear("wang", bus), Ear("feng", bus)
    incident = await brought_to(STRIDES["send_verify"])
    beside = [Relay(town, bus).runner(), Teller(bus, post_of(), pause=0.1).runner()]
    async with running(beside, town.entered), asyncio.timeout(20):
        await walk(STRIDES["send_verify"], incident)
        await wang.something.wait()
    for task in (wang.task, feng.task):
        task.cancel()
    await asyncio.gather(wang.task, feng.task, return_exceptions=True)
    (told,) = wang.heard
    assert told.errors == []
    assert told.only["kind"] == "VERIFY"
    assert told.only["incident"] == {"id": str(incident), "state": "VERIFYING"}
    assert feng.heard == []


async def test_what_is_old_is_passed_over_at_once_and_after_news_it_rests(town: Database) -> None:
    teller = Teller(MemoryBus(), post_of())
    with clock.at(MONDAY):
        incident = await brought_to(STRIDES["send_verify"])
        await seal_all()
    with clock.at(MONDAY + timedelta(days=3)):
        assert await teller.once() == 0.0
        assert await teller.once() is None
        await walk(STRIDES["send_verify"], incident)
        await seal_all()
        assert await teller.once() == TOGETHER
        assert await teller.once() is None
    assert await Notice.all().count() == 1


async def test_after_90_days_it_is_gone_and_not_a_day_before(town: Database) -> None:
    with clock.at(MONDAY):
        await walk(STRIDES["send_verify"], await brought_to(STRIDES["send_verify"]))
        await tell_all()
    with clock.at(MONDAY + timedelta(days=89)):
        assert await forget_old() == 0
    with clock.at(MONDAY + timedelta(days=91)):
        assert await forget_old() == 1
    assert await Notice.all().count() == 0

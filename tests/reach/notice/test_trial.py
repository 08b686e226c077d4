"""提醒自检: whoever asks is told by each way at once, nobody else is, and a delivery is all that is kept of it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from server.core import clock
from server.core.errors import Forbidden, Invalid
from server.core.ids import new_id
from server.core.viewer import Viewer
from server.data.database import Database
from server.journal.bus import MemoryBus
from server.reach.notice import trial
from server.reach.notice.models import Delivery, Fate, Notice, PushSubscription
from server.reach.notice.trial import MOST, Tried, Try
from tests import town as there
from tests.grid.incident.road import MONDAY
from tests.people import Actor, Air
from tests.reach.notice.conftest import post_of
from tests.reach.notice.gateway import Service
from tests.reach.notice.test_pushing import subscribed

NIGHT = MONDAY + timedelta(hours=13, minutes=30)  # 23:00 in Shanghai


async def tries(login: str, service: Service, endpoint: str | None, mark: UUID | None = None) -> Tried:
    command = Try(mark=mark or new_id(), endpoint=endpoint)
    return await trial.try_(await there.viewer(login), command, MemoryBus(), post_of(pushes=service.origin).pushing)


async def test_who_tries_is_pushed_to_also_at_night_and_only_the_delivery_is_kept(
    town: Database, service: Service
) -> None:
    browser, mark = await subscribed("wang", service), new_id()
    with clock.at(NIGHT):
        assert await tries("wang", service, browser.browser.endpoint, mark) == Tried(True)
    (got,) = service.got
    told = browser.reads(got)
    assert (told["kind"], told["id"], told["incident"], told["subject"]) == ("TRIAL", str(mark), None, None)
    assert (got.headers["urgency"], got.headers["topic"]) == ("high", "trial")
    delivery = await Delivery.get()
    assert (delivery.fate, delivery.next_at, delivery.notice_id) == (Fate.SENT, None, None)
    assert not await Notice.all().exists()


async def test_what_the_push_service_says_is_said_at_once(town: Database, service: Service) -> None:
    browser = await subscribed("wang", service)
    service.status = 503
    assert await tries("wang", service, browser.browser.endpoint) == Tried(False, "status 503")
    service.status = 410
    assert await tries("wang", service, browser.browser.endpoint) == Tried(False, "status 410")
    assert not await PushSubscription.all().exists()


async def test_anothers_browser_is_pushed_nothing_and_nobody_tries(town: Database, service: Service) -> None:
    browser = await subscribed("wang", service)
    assert await tries("feng", service, browser.browser.endpoint) == Tried(None)
    assert await tries("wang", service, None) == Tried(None)
    with pytest.raises(Forbidden):
        await trial.try_(Viewer.nobody(), Try(mark=new_id(), endpoint=None), MemoryBus(), None)
    assert (service.got, await Delivery.all().count()) == ([], 0)


async def test_six_an_hour_are_enough(town: Database, service: Service) -> None:
    browser = await subscribed("wang", service)
    for _ in range(MOST):
        assert (await tries("wang", service, browser.browser.endpoint)).taken
    with pytest.raises(Invalid) as refused:
        await tries("wang", service, browser.browser.endpoint)
    assert refused.value.problems[0].code == "RATE_LIMITED"
    assert len(service.got) == MOST
    with clock.at(clock.now() + timedelta(hours=1, seconds=1)):
        assert (await tries("wang", service, browser.browser.endpoint)).taken


async def test_who_listens_hears_their_own_trial_and_the_stranger_nothing(town: Database) -> None:
    air, mark = Air(), new_id()
    heard: dict[str, list[str]] = {"wang": [], "feng": []}

    async def listens(login: str) -> None:
        async for answer in Actor(login, air).listen("subscription Tried { pushTried }"):
            heard[login].append(answer.only)

    async with air.running():
        ears = [asyncio.create_task(listens(login)) for login in heard]
        async with asyncio.timeout(10):
            while not heard["wang"]:
                await trial.try_(await there.viewer("wang"), Try(mark=mark, endpoint=None), air.bus, None)
                await asyncio.sleep(0.05)
        for ear in ears:
            ear.cancel()
        await asyncio.gather(*ears, return_exceptions=True)
    assert set(heard["wang"]) == {str(mark)}
    assert heard["feng"] == []

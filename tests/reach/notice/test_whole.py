"""The whole way as it is served: a browser subscribes, something grave happens, and who is on duty is woken."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import orjson

from server.app import create_app
from server.core import clock
from server.core.settings import Settings
from server.data.database import Database
from server.ground.person.models import Post
from server.reach.notice import keeping
from tests import town as there
from tests.edge.conftest import signed_in
from tests.grid.incident.road import reported
from tests.reach.notice.gateway import Service, Subscriber, endpoint

DOCUMENTS = Path(__file__).parents[3] / "web" / "api" / "documents.json"


async def test_who_is_on_duty_is_woken_by_what_is_gravest(town: Database, service: Service, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, push_services=service.origin)
    app = create_app(settings, database_url=town.url)
    browser = Subscriber(endpoint(service))
    texts = orjson.loads(await asyncio.to_thread(DOCUMENTS.read_bytes)).values()
    subscribing = next(text for text in texts if text.startswith("mutation PushSubscribe"))
    held = await Post.filter(person_id=there.WU).first()
    assert held is not None
    await keeping.add_duty(None, held.id, clock.now() - timedelta(hours=1), clock.now() + timedelta(hours=1))
    async with app.router.lifespan_context(app), signed_in(app, "wu") as wu:
        answer = await wu.trusted(subscribing, input=browser.input)
        assert answer.json() == {"data": {"pushSubscribe": {"problems": []}}}
        incident = await reported("wang", there.WATER, severity=4)
        async with asyncio.timeout(30):
            await service.something.wait()
        shown = (await wu.ask("{ noticeSettings { pushKey onDuty browsers } noticesUnread }")).json()["data"]
    told = browser.reads(service.got[0])
    assert (told["kind"], told["incident"], told["severity"]) == ("EMERGENCY", str(incident), 4)
    assert f"k={shown['noticeSettings']['pushKey']}" in service.got[0].headers["authorization"]
    assert (shown["noticeSettings"]["onDuty"], shown["noticeSettings"]["browsers"]) == (True, 1)
    assert shown["noticesUnread"] == 1

"""Units are told by their own channels: fixed words, no person, no place; and who keeps channels and the roster."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import orjson
import pytest

from server.core import clock
from server.core.errors import Forbidden, Invalid, Missing
from server.core.ids import new_id
from server.core.viewer import Role
from server.data.database import Database
from server.journal.models import Event
from server.reach.notice import console, keeping
from server.reach.notice.addresses import Allowed
from server.reach.notice.models import Delivery, Fate, Roster, UnitChannel
from server.reach.notice.webhook import Webhooks
from tests import town as there
from tests.grid.incident.road import MONDAY, STRIDES, brought_to, walk
from tests.reach.notice.conftest import post_of, tell_all
from tests.reach.notice.gateway import Service

KEY = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"
NIGHT = MONDAY + timedelta(hours=13)
NO_HOOKS = Webhooks(Allowed.of((), ""), "")


def gateway(service: Service, path: str = "hook") -> str:
    """The address of a gateway of one's own, as an administrator writes it."""
    return f"{service.origin.replace('http:', 'json:')}/{path}"


async def channel_of(service: Service, *, english: bool = False) -> UnitChannel:
    hooks = Webhooks(Allowed.of((), service.origin), "")
    new = keeping.NewChannel(there.TEAM, "值班群", gateway(service), english)
    return await keeping.add_channel(None, new, hooks)


async def dispatched() -> UUID:
    incident = await brought_to(STRIDES["dispatch"])
    await walk(STRIDES["dispatch"], incident)
    await tell_all()
    return incident


@pytest.mark.parametrize(
    ("english", "words"),
    [(False, "有一件派给你单位，请签收，剩"), (True, "An incident was handed to your unit: please sign for it:")],
)
async def test_the_unit_s_gateway_gets_words_and_a_link_and_nothing_about_anybody(
    english: bool, words: str, town: Database, service: Service
) -> None:
    await channel_of(service, english=english)
    with clock.at(MONDAY):
        incident = await dispatched()
        await post_of(hooks=service.origin).once()
    (received,) = service.got
    told = orjson.loads(received.body)
    assert received.path == "/hook"
    assert told["message"].startswith(words)
    assert told["message"].endswith(f"\nhttps://grid.example.cn/i/{incident}")
    for secret in ("王建国", "李志强", "口泉", "井盖", "今日更换"):
        assert secret not in received.body.decode()


async def test_a_group_chat_is_told_through_apprise(
    town: Database, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    from apprise.plugins.wecombot import NotifyWeComBot

    monkeypatch.setattr(NotifyWeComBot, "notify_url", f"{service.origin}/send?key={{key}}")
    service.status = 200
    await keeping.add_channel(None, keeping.NewChannel(there.TEAM, "群", f"wecombot://{KEY}"), NO_HOOKS)
    with clock.at(MONDAY):
        await dispatched()
        assert await post_of().once() == 1
    (received,) = service.got
    assert "有一件派给你单位，请签收" in orjson.loads(received.body)["text"]["content"]
    assert [one.fate for one in await Delivery.all()] == [Fate.SENT]
    service.status = 500
    with clock.at(MONDAY):
        await dispatched()
        await post_of().once()
    assert sorted(one.fate for one in await Delivery.all()) == [Fate.SENT, Fate.WAITING]


async def test_at_night_the_chat_is_silent_unless_it_is_gravest_and_somebody_is_on_duty(
    town: Database, service: Service
) -> None:
    await channel_of(service)
    post = post_of(hooks=service.origin)
    with clock.at(NIGHT):
        await dispatched()
        assert await post.once() == 0
    with clock.at(NIGHT + timedelta(hours=9, minutes=30)):  # 08:00
        assert await post.once() == 1


@pytest.mark.parametrize(
    "url",
    [
        "json://10.0.0.1/x", "jsons://example.com/x", "file:///etc/passwd", "syslog://", "mailto://a:b@example.com",
        "wecombot://", "xml://10.0.0.1", f"wecombot://{KEY},json://10.0.0.1", "nonsense", "", "dbus://", "exec://ls",
    ],
)  # fmt: skip
async def test_what_sends_wherever_it_likes_is_no_channel(url: str, town: Database) -> None:
    with pytest.raises(Invalid) as refused:
        await keeping.add_channel(None, keeping.NewChannel(there.TEAM, "", url), NO_HOOKS)
    assert [problem.field for problem in refused.value.problems] == ["name", "url"]
    assert await UnitChannel.all().count() == 0
    assert await Event.filter(kind__startswith="notice.").count() == 0


async def test_a_channel_is_kept_by_an_administrator_and_the_log_has_no_address(town: Database) -> None:
    new = keeping.NewChannel(there.TEAM, "群", f"wecombot://{KEY}")
    for login in ("wang", "sun", "wu", "feng", "xu", "shen"):
        with pytest.raises(Forbidden):
            await keeping.add_channel(await there.viewer(login), new, NO_HOOKS)
    admin = await there.viewer("admin")
    channel = await keeping.add_channel(admin, new, NO_HOOKS)
    with pytest.raises(Invalid, match="of that name"):
        await keeping.add_channel(admin, new, NO_HOOKS)
    with pytest.raises(Forbidden):
        await keeping.end_channel(await there.viewer("sun"), channel.id)
    assert KEY not in await console.listed()
    assert "口泉城管中队" in await console.listed()
    await keeping.end_channel(admin, channel.id)
    with pytest.raises(Missing):
        await keeping.end_channel(admin, channel.id)
    told = await Event.filter(kind__startswith="notice.").order_by("number")
    assert [one.kind for one in told] == ["notice.channel_added", "notice.channel_ended"]
    assert KEY not in str([one.payload for one in told])
    assert told[0].payload["service"] == "wecombot"


async def test_a_channel_that_ended_is_sent_nothing_more(town: Database, service: Service) -> None:
    channel = await channel_of(service)
    with clock.at(MONDAY):
        await dispatched()
        await keeping.end_channel(None, channel.id)
        await post_of(hooks=service.origin).once()
    assert service.got == []
    assert [one.fate for one in await Delivery.all()] == [Fate.GONE]


async def test_the_operator_tries_a_channel(town: Database, service: Service) -> None:
    channel = await channel_of(service)
    hooks = Webhooks(Allowed.of((), service.origin), "")
    assert await console.attempt(str(channel.id), hooks=hooks) == "It was taken."
    service.status = 404
    with pytest.raises(Invalid, match="status 404"):
        await console.attempt(str(channel.id), hooks=hooks)
    with pytest.raises(Missing):
        await console.attempt(str(new_id()), hooks=hooks)


async def test_the_roster_is_kept_by_an_administrator_and_shows_who_is_on_duty(town: Database) -> None:
    role = Role.COMMUNITY
    told = {"role": role.lower(), "area": there.STREET_SIDE}
    with clock.at(MONDAY):
        said = await console.put("zhang", **told, starts="2026-11-23T20:00", ends="2026-11-24T08:00")
        assert said.startswith("zhang is on duty from 2026-11-23 20:00 to 2026-11-24 08:00")
        assert "zhang  COMMUNITY 口泉街社区" in await console.roster()
        for starts, ends in (("2026-11-24T08:00", "2026-11-24T08:00"), ("2026-11-24T08:00", "2026-12-24T08:00")):
            with pytest.raises(Invalid):
                await console.put("zhang", **told, starts=starts, ends=ends)
        with pytest.raises(Missing):
            await console.put("feng", **told, starts="2026-11-23T20:00", ends="2026-11-24T08:00")
        (duty,) = await Roster.all()
        for login in ("zhang", "admin", "shen"):
            with pytest.raises(Forbidden):
                await keeping.end_duty(await there.viewer(login), duty.id)
        await keeping.end_duty(await there.viewer("xu"), duty.id)
        assert await console.roster() == "Nobody is on duty: ./grid roster add LOGIN"
    kinds = [one.kind for one in await Event.filter(kind__startswith="notice.").order_by("number")]
    assert kinds == ["notice.duty_added", "notice.duty_ended"]

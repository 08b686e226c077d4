"""What reaches a browser: encrypted for it alone, without a personal word, at the right hour, again when it failed."""

from __future__ import annotations

import asyncio
import base64
from datetime import UTC, datetime, timedelta
from uuid import UUID

import orjson
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from server.core import clock
from server.core.ids import new_id
from server.data.database import Database, connect
from server.grid.incident.models import Incident
from server.ground.person import actions as people
from server.ground.person.models import Post as Held
from server.ground.person.viewers import forget
from server.reach.notice import actions, dispatcher, keys
from server.reach.notice.addresses import Allowed
from server.reach.notice.claims import MOST_ATTEMPTS
from server.reach.notice.dispatcher import Post
from server.reach.notice.models import Delivery, Fate, Notice, NoticeWindow, PushSubscription, Roster
from server.reach.notice.quiet_hours import Window
from tests import town as there
from tests.grid.incident.road import MONDAY, STRIDES, brought_to, reported, walk
from tests.reach.notice.conftest import SECRET, post_of, tell_all
from tests.reach.notice.gateway import Service, Subscriber, endpoint

NIGHT = MONDAY + timedelta(hours=13, minutes=30)  # 23:00 in Shanghai
MORNING = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)  # 08:00 the next day


async def subscribed(login: str, service: Service, name: str = "one") -> Subscriber:
    subscriber = Subscriber(endpoint(service, name))
    await actions.subscribe(await there.viewer(login), subscriber.browser, Allowed.of((), service.origin))
    return subscriber


async def asked(when: datetime = MONDAY) -> UUID:
    """wang is asked to verify something; the incident."""
    with clock.at(when):
        incident = await brought_to(STRIDES["send_verify"])
        await walk(STRIDES["send_verify"], incident)
        await tell_all()
    return incident


async def sent(post: Post, when: datetime = MONDAY) -> int:
    with clock.at(when):
        return await post.once()


async def fates() -> list[Fate]:
    return [one.fate for one in await Delivery.all().order_by("made_at", "id")]


async def test_wang_s_browser_can_read_it_and_there_is_no_personal_word_in_it(town: Database, service: Service) -> None:
    browser = await subscribed("wang", service)
    incident = await asked()

    assert await sent(post_of(pushes=service.origin)) == 1

    (received,) = service.got
    told = browser.reads(received)
    assert set(told) == {"id", "kind", "subjectKind", "subject", "incident", "whistle", "severity", "due", "badge"}
    assert (told["kind"], told["incident"], told["badge"]) == ("VERIFY", str(incident), 1)
    assert datetime.fromisoformat(told["due"]) > MONDAY
    assert received.headers["content-encoding"] == "aes128gcm"
    assert received.headers["topic"] == incident.hex
    assert len(received.body) < 4096
    assert await fates() == [Fate.SENT]
    assert (await PushSubscription.get(person_id=there.WANG)).sent_at == MONDAY


async def test_the_push_service_can_tell_that_it_is_ours(town: Database, service: Service) -> None:
    await subscribed("wang", service)
    await asked()
    await sent(post_of(pushes=service.origin))

    scheme, words = service.got[0].headers["authorization"].split(" ", 1)
    told = dict(part.strip().split("=", 1) for part in words.split(","))
    head, claims, signature = told["t"].split(".")
    raw = base64.urlsafe_b64decode(signature + "==")
    point = base64.urlsafe_b64decode(told["k"] + "==")
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    signed = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    key.verify(signed, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
    said = orjson.loads(base64.urlsafe_b64decode(claims + "=="))
    assert (scheme, told["k"]) == ("vapid", keys.public_key(SECRET))
    assert (said["aud"], said["sub"]) == (service.origin, "mailto:grid@example.cn")
    assert MONDAY.timestamp() < said["exp"] <= (MONDAY + timedelta(hours=24)).timestamp()


async def test_at_night_there_is_an_entry_and_no_push_until_eight(town: Database, service: Service) -> None:
    await subscribed("wang", service)
    post = post_of(pushes=service.origin)
    await asked(NIGHT)
    assert await Notice.filter(person_id=there.WANG).count() == 1
    assert await sent(post, NIGHT + timedelta(minutes=1)) == 0
    assert await sent(post, MORNING - timedelta(minutes=1)) == 0
    assert await sent(post, MORNING) == 1
    assert len(service.got) == 1


async def on_roster(person: UUID, starts: datetime, ends: datetime) -> None:
    held = await Held.filter(person_id=person).first()
    assert held is not None
    await Roster.create(id=new_id(), post_id=held.id, starts_at=starts, ends_at=ends)


@pytest.mark.parametrize(("severity", "duty", "woken"), [(4, True, True), (4, False, False), (3, True, False)])
async def test_only_what_is_gravest_wakes_and_only_who_is_on_duty(
    severity: int, duty: bool, woken: bool, town: Database, service: Service
) -> None:
    await subscribed("zhang", service)
    if duty:
        await on_roster(there.ZHANG, NIGHT - timedelta(hours=1), NIGHT + timedelta(hours=8))
    with clock.at(NIGHT):
        await reported("wang", there.WATER, severity=severity)
        await tell_all()
    assert await sent(post_of(pushes=service.origin), NIGHT) == int(woken)
    assert len(service.got) == int(woken)


async def test_a_persons_own_windows_hold_also_by_day(town: Database, service: Service) -> None:
    await subscribed("wang", service)
    windows = (Window(1, 14 * 60, 18 * 60), Window(3, 8 * 60, 9 * 60))
    await actions.set_(await there.viewer("wang"), actions.Set(windows=windows))
    post = post_of(pushes=service.origin)
    await asked(MONDAY)
    assert await sent(post, MONDAY + timedelta(hours=4)) == 0
    assert await sent(post, MONDAY + timedelta(hours=4, minutes=30)) == 1  # 14:00
    assert await NoticeWindow.all().count() == 2


async def test_what_was_read_or_done_before_eight_disturbs_nobody(town: Database, service: Service) -> None:
    await subscribed("wang", service)
    post = post_of(pushes=service.origin)
    await asked(NIGHT)
    await asked(NIGHT)
    one, other = await Notice.filter(person_id=there.WANG).order_by("id")
    await actions.read(await there.viewer("wang"), actions.Read(ids=(one.id,)))
    await Incident.filter(id=other.incident_id).update(state="PENDING_FILING")
    assert await sent(post, MORNING) == 2
    assert service.got == []
    assert await fates() == [Fate.IDLE, Fate.IDLE]


async def test_who_lost_their_posts_meanwhile_is_not_pushed_to(town: Database, service: Service) -> None:
    await subscribed("sun", service)
    with clock.at(NIGHT):
        await walk(STRIDES["dispatch"], await brought_to(STRIDES["dispatch"]))
        await tell_all()
        await people.end_post(None, (await Held.get(person_id=there.SUN)).id)
    await sent(post_of(pushes=service.origin), MORNING)
    assert service.got == []
    assert Fate.IDLE in await fates()


async def test_a_failing_service_is_asked_again_later_and_later_and_then_no_more(
    town: Database, service: Service
) -> None:
    await subscribed("wang", service)
    await asked()
    service.status, now, waits = 503, MONDAY, []
    post = post_of(pushes=service.origin)
    for _ in range(MOST_ATTEMPTS):
        assert await sent(post, now) == 1
        (one,) = await Delivery.all()
        if one.next_at is not None:
            waits.append(one.next_at - now)
            assert await sent(post, one.next_at - timedelta(seconds=1)) == 0
            now = one.next_at
    assert waits == sorted(waits)
    assert (one.fate, one.attempts, one.why, one.next_at) == (Fate.DEAD, MOST_ATTEMPTS, "status 503", None)
    assert len(service.got) == MOST_ATTEMPTS
    assert await sent(post, now + timedelta(days=1)) == 0


async def test_a_service_that_asks_for_time_is_given_it(town: Database, service: Service) -> None:
    await subscribed("wang", service)
    await asked()
    service.status, service.answers = 429, {"Retry-After": "900"}
    await sent(post_of(pushes=service.origin))
    (one,) = await Delivery.all()
    assert one.next_at == MONDAY + timedelta(seconds=900)


async def test_a_browser_that_is_gone_is_forgotten(town: Database, service: Service) -> None:
    await subscribed("wang", service)
    await asked()
    service.status = 410
    await sent(post_of(pushes=service.origin))
    assert await fates() == [Fate.GONE]
    assert await PushSubscription.all().count() == 0


async def test_nobody_listens_at_the_other_end(town: Database, service: Service) -> None:
    await subscribed("wang", service)
    await asked()
    post = post_of(pushes=service.origin)
    await service.__aexit__()
    await sent(post)
    (one,) = await Delivery.all()
    assert (one.fate, one.attempts) == (Fate.WAITING, 1)
    assert "Error" in one.why


async def dies(*_: object) -> None:
    """A process that ends between sending and writing it down."""
    raise asyncio.CancelledError


async def test_what_a_dead_process_held_is_sent_by_another_after_a_minute(
    town: Database, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = await subscribed("wang", service)
    await asked()
    post = post_of(pushes=service.origin)
    with monkeypatch.context() as dying:
        dying.setattr(dispatcher, "settle", dies)
        with pytest.raises(asyncio.CancelledError):
            await sent(post)
    assert await sent(post, MONDAY + timedelta(seconds=59)) == 0
    assert await sent(post, MONDAY + timedelta(seconds=61)) == 1
    assert [browser.reads(one)["id"] for one in service.got] == [str((await Notice.get()).id)] * 2
    assert await fates() == [Fate.SENT]


async def test_two_workers_send_each_message_once(town: Database, service: Service) -> None:
    await subscribed("wang", service)
    for _ in range(12):
        await asked()
    forget(there.WANG)
    posts = [post_of(pushes=service.origin) for _ in range(2)]
    async with connect(town.url) as other:

        async def beside() -> int:
            with other.entered():
                return await sent(posts[1])

        counts = await asyncio.gather(sent(posts[0]), beside())
    assert sum(counts) == 12
    assert len(service.got) == 12
    assert set(await fates()) == {Fate.SENT}

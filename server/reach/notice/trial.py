"""提醒自检: somebody asks whether they can be reached on this device, and a trial goes by each way.

Decision: the push is sent while they wait, by the same door as every other, and its delivery is all that is kept of it:
the server knows at once whether the push service took it, which the phone cannot find out, and what the phone does with
it only the phone knows. Neither hours nor the windows of a person hold it back: they look at the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from server.core import clock
from server.core.errors import Invalid
from server.core.ids import new_id
from server.core.viewer import Viewer
from server.data.database import reader
from server.journal.bus import MemoryBus
from server.process.fields import Declared, asked, given
from server.process.subject.kinds import NoticeKind
from server.reach.notice.actions import digest_of, signed_in
from server.reach.notice.channels import Message, Sent
from server.reach.notice.claims import settle
from server.reach.notice.models import Delivery, Means, PushSubscription
from server.reach.notice.push import Push, PushService

TRIALS = "trials"  # the topic by which whoever listens hears theirs: {"id", "person"}
MOST, WITHIN = 6, timedelta(hours=1)  # pushes to all browsers of a person


class Try(Declared, words="试一次提醒。Try whether I am reached here."):
    mark: UUID = asked("这一次的记号，手机自己定。What this trial is known by, made by the phone.")
    endpoint: str | None = given("此浏览器的推送地址；没开提醒则不给。This browser's address, where it is pushed to.")


@dataclass(frozen=True)
class Tried:
    """What became of the push; None where this browser is not pushed to."""

    taken: bool | None
    why: str | None = None


async def try_(viewer: Viewer, command: Try, bus: MemoryBus | None, pushing: PushService | None) -> Tried:
    """Tell it on the stream, and push it to this browser if it is theirs. Raises Invalid where it is too often."""
    me = signed_in(viewer)
    browser = await _browser(me, command.endpoint)
    delivery = await _begun(command.mark, browser) if browser else None
    if bus is not None:
        await bus.publish(TRIALS, {"id": str(command.mark), "person": str(me)})
    if browser is None or delivery is None or pushing is None:
        return Tried(None)
    result = await Push(pushing, browser).send(Message(command.mark, NoticeKind.TRIAL, severity=4, due_at=None))
    await settle(delivery, result)
    return Tried(True) if isinstance(result, Sent) else Tried(False, result.why)


async def _browser(me: UUID, endpoint: str | None) -> PushSubscription | None:
    """Theirs at this address; another's is none."""
    if endpoint is None:
        return None
    return await PushSubscription.get_or_none(person_id=me, digest=digest_of(endpoint), using_db=reader())


async def _begun(mark: UUID, browser: PushSubscription) -> Delivery:
    """The delivery, which nobody else sends: it is due for no worker."""
    mine = await PushSubscription.filter(person_id=browser.person_id).using_db(reader()).values_list("id", flat=True)
    since = clock.now() - WITHIN
    trials = Delivery.filter(target_id__in=list(mine), kind=NoticeKind.TRIAL, made_at__gte=since).using_db(reader())
    if await trials.limit(MOST).count() >= MOST:
        raise Invalid(f"at most {MOST} trials an hour", code="RATE_LIMITED")
    return await Delivery.create(
        id=new_id(), event_id=mark, target_id=browser.id, means=Means.PUSH, kind=NoticeKind.TRIAL, severity=4,
        made_at=clock.now(), next_at=None, attempts=1,
    )  # fmt: skip

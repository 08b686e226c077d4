"""What administrators keep: the channels of units (SYS), and who is on duty when (SEC). Each change is one event
without secrets.

`by` is the viewer who does it; None is the operator at the server's own command line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tortoise.exceptions import IntegrityError

from server.core import clock
from server.core.errors import Forbidden, Invalid, Missing, Problem
from server.core.ids import new_id
from server.core.text import line
from server.core.viewer import Role, Seat, Viewer
from server.data.database import reader, transaction
from server.ground.catalogue.models import Unit
from server.ground.person.models import Post
from server.ground.person.policy import keeper_of
from server.journal import log
from server.reach.notice.models import Roster, UnitChannel
from server.reach.notice.webhook import Webhooks

LONGEST_NAME = 40
LONGEST_DUTY = timedelta(days=7)


@dataclass(frozen=True)
class NewChannel:
    """A way to a unit; `url` in apprise's words, e.g. wecombot://KEY."""

    unit_id: UUID
    name: str
    url: str
    english: bool = False


async def add_channel(by: Viewer | None, new: NewChannel, hooks: Webhooks) -> UnitChannel:
    """Tell a unit by this channel too, from now on. Raises Invalid naming every fault, Missing, Forbidden."""
    unit = await Unit.filter(id=new.unit_id).using_db(reader()).first()
    if unit is None:
        raise Missing("there is no such unit", field="unit")
    seat, name = _channels_of(by, unit.area_id), line(new.name)
    problems = [] if 0 < len(name) <= LONGEST_NAME else [Problem("NAME_MISSING", "a channel has a name", "name")]
    if not hooks.admits(new.url):
        problems.append(Problem("CHANNEL_UNKNOWN", "none of the services or gateways that we may send to", "url"))
    if problems:
        raise Invalid.of(problems)

    async def work() -> UnitChannel:
        channel = await UnitChannel.create(
            id=new_id(), unit_id=unit.id, name=name, url=new.url, english=new.english, made_at=clock.now()
        )
        await log.record("notice.channel_added", subject_id=unit.id, area=unit.area_id, viewer=by, seat=seat,
                         payload={"channel": channel.id, "service": new.url.partition("://")[0]})  # fmt: skip
        return channel

    try:
        return await transaction(work)
    except IntegrityError:
        raise Invalid("this unit has a channel of that name", field="name", code="NAME_TAKEN") from None


async def end_channel(by: Viewer | None, channel_id: UUID) -> None:
    """Tell the unit by this channel no more; what is on its way there goes nowhere."""
    channel = await UnitChannel.filter(id=channel_id).using_db(reader()).select_related("unit").first()
    if channel is None:
        raise Missing("there is no such channel", field="channel")
    unit = channel.unit
    seat = _channels_of(by, unit.area_id)

    async def work() -> None:
        if await UnitChannel.filter(id=channel_id).delete():
            await log.record("notice.channel_ended", subject_id=unit.id, area=unit.area_id, viewer=by, seat=seat,
                             payload={"channel": channel_id})  # fmt: skip

    await transaction(work)


def _channels_of(by: Viewer | None, area: str) -> Seat | None:
    """The post in which they keep the channels of an area; None for the operator. Raises Forbidden."""
    if by is None:
        return None
    if (seat := by.seat_for({Role.SYS_ADMIN}, area)) is None:
        raise Forbidden("only the system administrator of this area keeps its channels")
    return seat


async def channels(unit_id: UUID | None = None) -> list[UnitChannel]:
    """The channels of one unit, or of all, by unit and name; at most 500."""
    chosen = UnitChannel.filter(unit_id=unit_id) if unit_id else UnitChannel.all()
    return await chosen.select_related("unit").order_by("unit_id", "name").limit(500).using_db(reader())


async def add_duty(by: Viewer | None, post_id: UUID, starts_at: datetime, ends_at: datetime) -> Roster:
    """Put a post on the duty roster: its holder may be woken for what is 特急. Raises Invalid, Missing, Forbidden."""
    post = await Post.filter(id=post_id).using_db(reader()).first()
    if post is None:
        raise Missing("there is no such post", field="post")
    seat = keeper_of(by, post.area_id)
    if not starts_at < ends_at <= starts_at + LONGEST_DUTY:
        raise Invalid(f"a duty ends after it begins, and lasts at most {LONGEST_DUTY.days} days", field="endsAt")

    async def work() -> Roster:
        duty = await Roster.create(id=new_id(), post_id=post_id, starts_at=starts_at, ends_at=ends_at)
        payload: dict[str, object] = {"duty": duty.id, "post": post_id, "startsAt": starts_at, "endsAt": ends_at}
        await log.record(
            "notice.duty_added", subject_id=post.person_id, area=post.area_id, viewer=by, seat=seat, payload=payload
        )
        return duty

    return await transaction(work)


async def end_duty(by: Viewer | None, duty_id: UUID) -> None:
    """Take a duty off the roster."""
    duty = await Roster.filter(id=duty_id).using_db(reader()).select_related("post").first()
    if duty is None:
        raise Missing("there is no such duty", field="duty")
    post = duty.post
    seat = keeper_of(by, post.area_id)

    async def work() -> None:
        if await Roster.filter(id=duty_id).delete():
            await log.record("notice.duty_ended", subject_id=post.person_id, area=post.area_id, viewer=by, seat=seat,
                             payload={"duty": duty_id, "post": post.id})  # fmt: skip

    await transaction(work)


async def duties() -> list[Roster]:
    """Who is on duty now or will be, the earliest first; at most 500."""
    chosen = Roster.filter(ends_at__gt=clock.now()).select_related("post__person", "post__area", "post__unit")
    return await chosen.order_by("starts_at", "id").limit(500).using_db(reader())

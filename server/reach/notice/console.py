"""What the operator may do about channels and the duty roster from the server's own command line."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from server.core.clock import SHANGHAI
from server.core.errors import Invalid, Missing
from server.core.ids import new_id
from server.core.settings import Settings
from server.ground.person import queries
from server.reach.notice import keeping
from server.reach.notice.addresses import Allowed
from server.reach.notice.channels import Gone, Later, Message
from server.reach.notice.models import NoticeKind, UnitChannel
from server.reach.notice.webhook import Webhook, Webhooks


def hooks_of(settings: Settings) -> Webhooks:
    """How a server with these settings reaches units."""
    return Webhooks(Allowed.of((), settings.webhook_hosts), settings.public_url)


async def add(unit: str, *, name: str, url: str, english: bool, hooks: Webhooks) -> str:
    new = keeping.NewChannel(unit_id=_id(unit, "unit"), name=name, url=url.strip(), english=english)
    channel = await keeping.add_channel(None, new, hooks)
    return f"Added channel {channel.id}: {channel.name}. Try it: ./grid channel try {channel.id}"


async def listed() -> str:
    """A line for each channel: never its address, which holds the service's secret."""
    lines = [
        f"{one.id}  {one.unit.name}  {one.name}  {one.url.partition('://')[0]}  {_when(one.sent_at)}"
        for one in await keeping.channels()
    ]
    return "\n".join(lines) or "No unit has a channel: ./grid channel add UNIT"


async def end(channel: str) -> str:
    await keeping.end_channel(None, _id(channel, "channel"))
    return "The channel has ended."


async def attempt(channel: str, *, hooks: Webhooks) -> str:
    """Send a word by a channel, to see that it arrives."""
    found = await UnitChannel.get_or_none(id=_id(channel, "channel"))
    if found is None:
        raise Missing("there is no such channel", field="channel")
    message = Message(new_id(), NoticeKind.DISPATCHED, 1, None)
    result = await Webhook(hooks, found).send(message)
    if isinstance(result, Gone | Later):
        raise Invalid(f"it was not taken: {result.why}", field="channel")
    return "It was taken."


async def put(login: str, *, role: str, area: str, starts: str, ends: str) -> str:
    """Put somebody's post on the duty roster."""
    person = await queries.person_by_login(login)
    if person is None:
        raise Missing(f"there is nobody with the login {login}", field="login")
    held = [post for post in await queries.posts(person.id) if post.role == role.upper() and post.area_id == area]
    if not held:
        raise Missing(f"{login} is no {role.upper()} of {area}", field="role")
    duty = await keeping.add_duty(None, held[0].id, _moment(starts), _moment(ends))
    return f"{login} is on duty from {_when(duty.starts_at)} to {_when(duty.ends_at)} ({duty.id})."


async def roster() -> str:
    """A line for each duty, now or to come."""
    lines = [
        f"{one.id}  {_when(one.starts_at)} – {_when(one.ends_at)}  {one.post.person.login}  {one.post.role}"
        f" {one.post.unit.name if one.post.unit else one.post.area.name}"
        for one in await keeping.duties()
    ]
    return "\n".join(lines) or "Nobody is on duty: ./grid roster add LOGIN"


async def take_off(duty: str) -> str:
    await keeping.end_duty(None, _id(duty, "duty"))
    return "The duty is off the roster."


def _id(text: str, field: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid(f"{text} is no id", field=field) from None


def _moment(text: str) -> datetime:
    """A moment in Shanghai."""
    try:
        said = datetime.fromisoformat(text)
    except ValueError:
        raise Invalid(f"{text} is no moment; write it as 2026-12-31T20:00", field="starts") from None
    return said if said.tzinfo else said.replace(tzinfo=SHANGHAI)


def _when(at: datetime | None) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if at else "never used"

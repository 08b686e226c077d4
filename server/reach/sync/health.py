"""同步健康: how the phones that a desk looks after stand, and a word to the person of one of them.

Devices, never persons in a row: nothing here is ordered or summed by person, and a phone tells no place and no hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from tortoise.expressions import Q
from tortoise.functions import Count, Sum

from server.core import clock
from server.core.errors import Missing
from server.core.text import Worded
from server.core.viewer import Viewer
from server.data.database import reader, transaction
from server.process.fields import Declared, asked, given
from server.query.door import page_by
from server.query.row_query import Page
from server.reach.sync.leading import Said, Within, led_by
from server.reach.sync.models import Device

BEHIND = timedelta(hours=24)  # without a contact for so long
CLOCK_OFF = 300  # seconds: less is what clocks do
AGAIN_AFTER = timedelta(hours=20)  # one word a day


class Only(Worded):
    """Which phones a desk looks for."""

    WAITING = "WAITING", "有没送出的。With something unsent."  # something is unsent or refused
    BEHIND = "BEHIND", "24 小时没有联系。Not heard for 24 hours."
    NEEDS_YOU = "NEEDS_YOU", "有没被收下的。With something refused."
    # another version than the one that is asked for
    OLD = "OLD", "不是新版。Of another version than the new one."
    CLOCK = "CLOCK", "钟差了 5 分钟以上。Whose clock is off by more than five minutes."
    LOST = "LOST", "序号断档，或系统清过数据。With missing numbers, or an erased store."


def condition(only: Only, version: str | None) -> Q:
    """The phones of one kind. `version`: the release that counts as new; without it no phone is old."""
    match only:
        case Only.WAITING:
            return Q(pending__gt=0) | Q(needs_you__gt=0)
        case Only.BEHIND:
            return Q(contact_at__lt=clock.now() - BEHIND)
        case Only.NEEDS_YOU:
            return Q(needs_you__gt=0)
        case Only.OLD:
            return ~Q(app_version__in=[version, ""]) if version else Q(id__in=[])
        case Only.CLOCK:
            return Q(clock_off__gt=CLOCK_OFF) | Q(clock_off__lt=-CLOCK_OFF)
        case Only.LOST:
            return Q(missing__gt=0) | Q(erased__gt=0)


class Among(Within):
    version: str | None = given("算作新版的版本号。The version that counts as new.")


class Wanted(Within):
    only: Only | None = given("只看哪一类。Which of them.")
    version: str | None = given("算作新版的版本号。The version that counts as new.")


def page(viewer: Viewer, wanted: Wanted, first: int, after: str | None) -> Page:
    """Phones in the order in which they were registered. Raises Invalid for a cursor of another list."""
    chosen = Device.filter(led_by(viewer, wanted.area))
    if wanted.only is not None:
        chosen = chosen.filter(condition(wanted.only, wanted.version))
    return page_by("id", chosen, first, after)


@dataclass(frozen=True, kw_only=True)
class Sums:
    """How many phones there are, and how many of each kind; how many refused operations lie on them."""

    devices: int = 0
    today: int = 0
    waiting: int = 0
    behind: int = 0
    needs_you: int = 0
    old: int = 0
    clock: int = 0
    lost: int = 0
    conflicts: int = 0
    refused: int = 0


async def sums(viewer: Viewer, among: Among) -> Sums:
    """Counted in one statement, whatever their number."""
    begun = datetime.combine(clock.today(), time(), clock.SHANGHAI).astimezone(UTC)
    # names of their own: an annotation that is called like a column never comes to an end
    counts: dict[str, Any] = {
        f"n_{only.value.lower()}": Count("id", _filter=condition(only, among.version)) for only in Only
    }
    counts |= {"n_devices": Count("id"), "n_today": Count("id", _filter=Q(contact_at__gte=begun))}
    counts |= {"n_conflicts": Sum("conflicts"), "n_all": Sum("needs_you")}
    # the ORM would count each row by itself unless told what they share, which is that their people are here
    chosen = Device.filter(led_by(viewer, among.area)).annotate(**counts).group_by("person__ended_at")
    found = await chosen.using_db(reader()).values(*counts)
    counts = {name.removeprefix("n_"): int(count) for name, count in found[0].items()} if found else {"all": 0}
    every = counts.pop("all")
    return Sums(**counts, refused=every - counts.get("conflicts", 0))


class Remind(Declared, words="请一台手机的主人看一眼。Ask the person of a phone to look."):
    device: UUID = asked("syncHealth 里的编号。Its id in syncHealth.")


async def remind(viewer: Viewer, command: Remind) -> Said:
    """One word when the phone is next heard, at most one a day: the same again changes nothing.

    Raises Missing, also for a stranger.
    """

    async def work() -> Said:
        device = await Device.filter(led_by(viewer), id=command.device).using_db(reader()).first()
        if device is None:
            raise Missing("there is no such phone", field="device")
        if device.reminded_at and device.reminded_at > clock.now() - AGAIN_AFTER:
            return Said(device.reminded_at)
        now = clock.now()
        await Device.filter(id=device.id).update(reminded_at=now)
        return Said(now)

    return await transaction(work)

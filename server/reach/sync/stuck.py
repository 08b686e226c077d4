"""Refused work that lies on a phone: what it is about, what its person wrote, and what a desk advises them.

Decision: the work stays on the phone and is its person's to settle; a desk sees that it is there and may advise (their
own, or what stands there now), which they follow with one tap. A desk that settled it for them would overwrite what
somebody saw with their own eyes, and two hands would hold the same operation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import datetime, timedelta
from uuid import UUID

from server.core import clock
from server.core.errors import Conflict, Invalid, Missing
from server.core.moments import STAMP
from server.core.viewer import Viewer
from server.data.database import reader, transaction
from server.process.fields import Declared, asked, given, several
from server.query.door import page_by
from server.query.row_query import Page
from server.reach.sync.leading import Said, Within, led_by
from server.reach.sync.models import Advice, StuckOperation

MOST = 50  # of one phone: more than these nobody looks through
MOST_FIELDS = 20  # of one operation
LONGEST = 8000  # characters of what was written
KEPT = timedelta(days=90)  # of a phone that was never heard again: what its person wrote does not stay for ever
CONFLICTS = ("CONFLICT", "STEP_CLOSED")  # somebody was first; everything else was refused for itself


class Wrote(Declared, words="本人写的一栏。One field of what a person wrote."):
    name: str = asked("哪一栏，如 text。Which field, e.g. text.")
    value: str = asked("写了什么。What it says.")


class Told(Declared, words="手机上没被收下的一件。A refused operation that lies on a phone."):
    op_id: UUID = asked("操作编号。The operation's id.")
    incident: UUID = asked("关于哪件案件，或别的哪件。The incident, or what else it is about.")
    operation: str = asked("要办的是什么，如 Verify。What it was to do, e.g. Verify.")
    code: str = asked("没收下的原因代码。Why it was refused.")
    wrote: tuple[Wrote, ...] = several("本人写的。What the person wrote.", MOST_FIELDS)
    recorded_at: datetime | None = given(
        "何时按下，按手机的钟。When it was recorded, by the phone's clock.", within=STAMP
    )
    subject_kind: str | None = given(
        "关于哪一类；不说则为 incident。What kind of thing it is about; left out: incident."
    )


def check(told: Sequence[Told]) -> None:
    """Raises Invalid for more, or longer, than anybody would look through."""
    if len(told) > MOST:
        raise Invalid(f"at most {MOST} operations", field="stuck")
    if any(sum(len(part.name) + len(part.value) for part in one.wrote) > LONGEST for one in told):
        raise Invalid(f"at most {LONGEST} characters of what was written", field="stuck.wrote")


async def keep(person_id: UUID, device_id: UUID, told: Sequence[Told]) -> list[StuckOperation]:
    """Within a transaction: from now on these are the ones of this phone. Those of them on which a desk has advised."""
    named = {one.op_id: one for one in told}
    there = await StuckOperation.filter(person_id=person_id, device_id=device_id).order_by("op_id").using_db(reader())
    if gone := [row.op_id for row in there if row.op_id not in named]:
        await StuckOperation.filter(op_id__in=gone, person_id=person_id).delete()
    stays = [row for row in there if row.op_id in named]
    await _add(person_id, device_id, named.keys() - {row.op_id for row in stays}, named)
    return [row for row in stays if row.advice is not None]


async def _add(person_id: UUID, device_id: UUID, fresh: Set[UUID], named: Mapping[UUID, Told]) -> None:
    """Write those that are new; what another phone has told already stays as that one told it."""
    if not fresh:
        return
    taken = set(await StuckOperation.filter(op_id__in=list(fresh)).values_list("op_id", flat=True))
    await StuckOperation.bulk_create([_row(person_id, device_id, named[one]) for one in fresh if one not in taken])


def _row(person_id: UUID, device_id: UUID, told: Told) -> StuckOperation:
    now = clock.now()
    return StuckOperation(
        op_id=told.op_id, person_id=person_id, device_id=device_id,
        subject_kind=(told.subject_kind or "incident")[:24], subject_id=told.incident,
        operation=told.operation[:48], code=told.code[:48], recorded_at=STAMP.or_now(told.recorded_at, now),
        told_at=now, wrote={part.name: part.value for part in told.wrote},
    )  # fmt: skip


def page(viewer: Viewer, within: Within, first: int, after: str | None) -> Page:
    """What lies refused on the phones that the viewer leads, the longest first. Raises Invalid for another's cursor."""
    return page_by("op_id", StuckOperation.filter(led_by(viewer, within.area)), first, after)


class Advise(Declared, words="建议本人怎么选。Advise a person what to take."):
    operation: UUID = asked("操作编号。The operation's id.")
    take: Advice = asked("用哪个。What to take.")


async def advise(viewer: Viewer, command: Advise) -> Said:
    """Say it; the same again changes nothing. Raises Missing (also for a stranger), Conflict when another was first."""

    async def work() -> Said:
        row = await StuckOperation.filter(led_by(viewer, None), op_id=command.operation).using_db(reader()).first()
        if row is None:
            raise Missing("there is no such operation", field="operation")
        if row.advice is command.take:
            return Said(row.advised_at)
        now, open_one = clock.now(), StuckOperation.filter(op_id=row.op_id, advice=None)
        if not await open_one.update(advice=command.take, advised_by_id=viewer.person_id, advised_at=now):
            raise Conflict("somebody has advised otherwise")
        return Said(now)

    return await transaction(work)


class OldStuck:
    """What the sweeper looks at: what was told longer ago than `KEPT`. A phone that is still there tells it again."""

    async def sweep(self) -> int:
        """Delete it; how many went."""
        before = clock.now() - KEPT
        if not await StuckOperation.filter(told_at__lt=before).using_db(reader()).exists():
            return 0
        return await transaction(lambda: StuckOperation.filter(told_at__lt=before).delete())

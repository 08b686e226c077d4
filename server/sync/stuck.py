"""Refused work that lies on a phone: what it is about, what its person wrote, and what a desk advises him.

Decision: the work stays on the phone and is its person's to settle; a desk sees that it is there and may advise (his
own, or what stands there now), which he follows with one tap. A desk that settled it for him would overwrite what
somebody saw with his own eyes, and two hands would hold the same operation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from server import clock
from server.database import reader, transaction
from server.errors import Conflict, Invalid, Missing
from server.moments import STAMP
from server.reading.choice import Page
from server.reading.door import page_by
from server.sync.leading import led_by
from server.sync.models import Advice, StuckOperation
from server.viewer import Viewer

MOST = 50  # of one phone: more than these nobody looks through
MOST_FIELDS = 20  # of one operation
LONGEST = 8000  # characters of what was written
KEPT = timedelta(days=90)  # of a phone that was never heard again: what its person wrote does not stay for ever
CONFLICTS = ("CONFLICT", "STEP_CLOSED")  # somebody was first; everything else was refused for itself


@dataclass(frozen=True, kw_only=True)
class Wrote:
    """One field of what its person wrote."""

    name: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """One refused operation, as its phone tells it."""

    op_id: UUID
    incident: UUID  # or whatever else it is about, of the noun `subject_kind`
    operation: str
    code: str
    wrote: tuple[Wrote, ...] = ()
    recorded_at: datetime | None = None
    subject_kind: str | None = None


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


def page(viewer: Viewer, area: str | None, first: int, after: str | None) -> Page:
    """What lies refused on the phones that the viewer leads, the longest first. Raises Invalid for another's cursor."""
    return page_by("op_id", StuckOperation.filter(led_by(viewer, area)), first, after)


@dataclass(frozen=True, kw_only=True)
class Advise:
    """Tell its person what to take: his own, or what stands there now."""

    operation: UUID
    take: Advice


async def advise(viewer: Viewer, command: Advise) -> StuckOperation:
    """Say it; the same again changes nothing. Raises Missing (also for a stranger), Conflict when another was first."""

    async def work() -> StuckOperation:
        row = await StuckOperation.filter(led_by(viewer, None), op_id=command.operation).using_db(reader()).first()
        if row is None:
            raise Missing("there is no such operation", field="operation")
        if row.advice is command.take:
            return row
        said = {"advice": command.take, "advised_by_id": viewer.person_id, "advised_at": clock.now()}
        if not await StuckOperation.filter(op_id=row.op_id, advice=None).update(**said):
            raise Conflict("somebody has advised otherwise")
        return row.update_from_dict(said)

    return await transaction(work)


class OldStuck:
    """What the sweeper looks at: what was told longer ago than `KEPT`. A phone that is still there tells it again."""

    async def sweep(self) -> int:
        """Delete it; how many went."""
        before = clock.now() - KEPT
        if not await StuckOperation.filter(told_at__lt=before).using_db(reader()).exists():
            return 0
        return await transaction(lambda: StuckOperation.filter(told_at__lt=before).delete())

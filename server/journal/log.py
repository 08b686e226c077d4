"""Say what happened; let others care. Every change of the district records exactly one event in its own transaction."""

from __future__ import annotations

from uuid import UUID

from server.core import clock
from server.core.ids import new_id
from server.core.viewer import Seat, Viewer
from server.data.database import inside, put, queue_for
from server.journal import chain
from server.journal.audit import Broken, Damage, Head, head, verify
from server.journal.models import Event

__all__ = ["Broken", "Damage", "Head", "head", "record", "verify"]


async def record(
    kind: str,
    *,
    subject_id: UUID,
    area: str,
    viewer: Viewer | None,
    seat: Seat | None = None,
    unit_id: UUID | None = None,
    payload: dict[str, object],
    first: bool = False,
    digest: str | None = None,
) -> UUID:
    """Write that `kind` happened to `subject_id`, as the next link of its chain, to be sealed by the relay; the event's
    id. `first` spares the look for the link before, when the subject is made in this transaction.

    `viewer` None is the system itself. The payload holds codes and ids, never names, phones or words about persons: it
    can never be changed. `digest` is what the event says of the rows that changed (`server.process.digest`). Raises
    RuntimeError outside of a transaction: an event without its change would be a lie.
    """
    if not inside():
        raise RuntimeError(f"{kind} must be recorded inside the transaction of what it tells")
    last = None if first else await _last(subject_id)
    event = Event(
        id=new_id(),
        kind=kind,
        subject_id=subject_id,
        place_in_chain=last.place_in_chain + 1 if last else 1,
        area=area,
        by_id=viewer.person_id if viewer else None,
        post_id=seat.post_id if seat else None,
        unit_id=unit_id or (seat.unit_id if seat else None),
        at=clock.now(),
        payload=chain.plain(payload if seat is None else payload | _acting(seat)),
        digest=digest,
        previous=last.hash if last else "",
    )
    event.hash = chain.seal(event.previous, chain.fields_of(event))
    await Event.bulk_create([event])
    await put(_UNSEALED, [[event.id]])  # nobody waits to be told its number: on SQLite all of a report is one round
    return event.id


def _acting(seat: Seat) -> dict[str, object]:
    """How an event tells that the post is not one's own: an empty desk's, or a colleague's on leave."""
    if seat.stands_in:
        return {"stands_in": seat.role}
    return {"stands_for": seat.role} if seat.stands_for else {}


_UNSEALED = "INSERT INTO unsealed (event_number) SELECT number FROM event WHERE id = ?"


async def _last(subject_id: UUID) -> Event | None:
    """The end of a subject's chain, which nobody else can lengthen until we are done."""
    await queue_for(f"chain {subject_id}")
    return await Event.filter(subject_id=subject_id).order_by("-place_in_chain").first()

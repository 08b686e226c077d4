"""Operations on a subject in the order in which their phone recorded them, whatever order they arrive in.

The rule: an operation that names the one before it (`after`), of which we have no receipt by the same person, is held
for up to five days and answered HELD. When that one takes effect, what waits for it is carried out at once, in turn,
as its own person with their posts of then, by the ordinary verb. The phone sends a held operation again like any other:
it gets its receipt, the refusal that it met, or HELD again; after five days HELD_TOO_LONG. Nothing that waits keeps
another subject's work back. What may never be done offline is never held.

Decision: only what the sender's own receipts say decides about holding, so that HELD tells a stranger nothing of what
exists. Who holds and who takes effect queue for the same name, so that neither misses the other.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

import structlog
from tortoise.expressions import Q

from server import slices
from server.core import clock
from server.core.errors import Busy, Held, Refusal, Reused
from server.core.viewer import Viewer
from server.data.database import queue_for, reader, transaction
from server.journal import receipts
from server.journal.models import Receipt
from server.journal.receipts import Sent
from server.process.subject.offline import Act, Offline
from server.reach.sync.held_command import restored, told_of
from server.reach.sync.models import HeldOperation

KEPT = timedelta(days=5)
FORGOTTEN = timedelta(days=400)  # as receipts are
MOST = 500  # that one person may have waiting

log = structlog.get_logger("grid.delivery")


class Command(Protocol):
    """What delivery needs of any noun's command."""

    @property
    def op_id(self) -> UUID: ...

    @property
    def seen(self) -> int | None: ...

    @property
    def sent(self) -> Sent | None: ...


def _by_act(act: Act) -> Offline | None:
    return next((one for noun in slices.subjects() for one in noun.offline if one.act is act), None)


def _by_name(name: str) -> Offline | None:
    """None: no noun records this without a network any more."""
    return next((one for noun in slices.subjects() for one in noun.offline if one.name == name), None)


async def deliver(viewer: Viewer, act: Act, command: Command) -> Any:
    """Carry out a command in its turn, and what has waited for it. Raises Held when its turn has not come."""
    sent = command.sent
    if sent is None or viewer.person_id is None:
        return await act(viewer, command)
    if sent.after is not None and sent.after != command.op_id and (verb := _by_act(act)):
        await _take_turn(viewer.person_id, verb, command, sent.after)
    done = await act(viewer, command)
    concerned = HeldOperation.filter(Q(op_id=command.op_id) | Q(after_op_id=command.op_id), person_id=viewer.person_id)
    if await concerned.using_db(reader()).exists():
        await transaction(lambda: _let_go(command.op_id))
        await release(viewer, command.op_id)
    return done


async def _take_turn(person_id: UUID, verb: Offline, command: Command, after: UUID) -> None:
    """Raises Held unless the operation before has its receipt, or this one has. Raises Reused, Busy."""
    if await _done(person_id, after) or await _done(person_id, command.op_id):
        return
    digest = receipts.digest(verb.name, verb.body(command))

    async def work() -> HeldOperation | None:
        await queue_for(f"operation {after}")
        if await _done(person_id, after):
            return None
        known = await HeldOperation.filter(op_id=command.op_id).using_db(reader()).first()
        if known is not None:
            if (known.person_id, known.digest) != (person_id, digest):
                raise Reused("this operation id was used for something else")
            return known
        if await HeldOperation.filter(person_id=person_id).using_db(reader()).count() >= MOST:
            raise Busy("too many of your operations wait for others")
        told = verb.body(command) | {"op_id": str(command.op_id), "seen": command.seen, "sent": told_of(command.sent)}
        held = HeldOperation(op_id=command.op_id, person_id=person_id, after_op_id=after,
                             subject_id=verb.subject(command), verb=verb.name, digest=digest, told=told,
                             at=clock.now())  # fmt: skip
        await held.save(force_create=True)
        return held

    held = await transaction(work)
    if held is not None:
        late = clock.now() - held.at > KEPT
        message = "the operation before it did not come" if late else "it waits for the operation before it"
        raise Held(message, code="HELD_TOO_LONG" if late else None)


async def _done(person_id: UUID, op_id: UUID) -> bool:
    return await Receipt.filter(op_id=op_id, person_id=person_id).using_db(reader()).exists()


async def _let_go(op_id: UUID) -> None:
    await HeldOperation.filter(op_id=op_id).delete()


async def release(viewer: Viewer, op_id: UUID) -> int:
    """Carry out, as the same person, what waited for this operation, and what waits for that; how many took effect."""
    ready, done = [op_id], 0
    while ready:
        after = ready.pop(0)
        waiting = HeldOperation.filter(after_op_id=after, person_id=viewer.person_id).order_by("op_id")
        for held in await waiting.using_db(reader()):
            if clock.now() - held.at <= KEPT and await _carried_out(viewer, held):
                ready.append(held.op_id)
                done += 1
    return done


async def _carried_out(viewer: Viewer, held: HeldOperation) -> bool:
    """Whether it took effect. A refusal is found again by whoever sends it again; a busy database leaves it waiting."""
    verb = _by_name(held.verb)
    if verb is None:
        return False
    try:
        await verb.act(viewer, restored(verb.command, held.told))
    except Busy:
        return False
    except Refusal as refusal:
        log.info("a held operation was refused", op=str(held.op_id), code=refusal.problems[0].code)
        await transaction(lambda: _let_go(held.op_id))
        return False
    await transaction(lambda: _let_go(held.op_id))
    return True


class Waiting:
    """What the sweeper looks at: what still waits though its turn has come (the server was killed in between), and
    what is older than receipts are."""

    def __init__(self, viewer_of: Callable[[UUID], Awaitable[Viewer]]) -> None:
        self._viewer_of = viewer_of

    async def sweep(self) -> int:
        """How many were carried out or forgotten."""
        old = HeldOperation.filter(at__lt=clock.now() - FORGOTTEN).limit(MOST).using_db(reader())
        gone = [one.op_id for one in await old]
        if gone:
            await transaction(lambda: HeldOperation.filter(op_id__in=gone).delete())
        rows = await reader().execute_query_dict(
            "SELECT DISTINCT h.after_op_id AS after, h.person_id AS person FROM held_operation h "
            "JOIN receipt r ON r.op_id = h.after_op_id AND r.person_id = h.person_id LIMIT 50"
        )
        done = 0
        for row in rows:
            person, after = UUID(str(row["person"])), UUID(str(row["after"]))
            done += await release(await self._viewer_of(person), after)
        return done + len(gone)

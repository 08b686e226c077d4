"""One operation of one person: carried out once however often it is sent, with its receipt in the same transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from tortoise.exceptions import IntegrityError

from server.core.errors import Forbidden, Refusal
from server.core.viewer import Viewer
from server.data.database import queue_for, transaction
from server.journal import receipts
from server.journal.models import Receipt
from server.journal.receipts import Sent


@dataclass(frozen=True)
class Operation:
    """Who sends which operation, what it asks (by its digest), and what it is about."""

    op_id: UUID
    by: UUID
    verb: str
    digest: str
    subject_id: UUID
    sent: Sent | None = None

    @classmethod
    def of(
        cls, viewer: Viewer, op_id: UUID, verb: str, body: object, subject_id: UUID, sent: Sent | None = None
    ) -> Operation:
        """Raises Forbidden for nobody."""
        if viewer.actor_id is None:
            raise Forbidden("sign in first")
        return cls(op_id, viewer.actor_id, verb, receipts.digest(verb, body), subject_id, sent)

    async def earlier(self) -> Receipt | None:
        """The receipt of the same operation. Raises Reused when its id was used for something else."""
        return await receipts.find(self.op_id, self.by, self.digest)

    async def once(self, attempt: Callable[[], Awaitable[Receipt]]) -> Receipt:
        """The receipt of the same operation, else what is attempted; a refusal gives way to a receipt since then."""
        if earlier := await self.earlier():
            return earlier
        try:
            return await attempt()
        except Refusal:
            if earlier := await self.earlier():
                return earlier
            raise

    async def settled(self, write: Callable[[], Awaitable[None]]) -> Receipt:
        """One transaction: what `write` writes together with its receipt; or the receipt of the same operation.

        Decision: whether it took effect meanwhile is not asked beforehand. A second effect fails by the receipt's own
        key (or is refused by `write`, since things stand otherwise now) and is undone, and then the first one's receipt
        is there. Raises Reused.
        """

        async def work() -> Receipt:
            await queue_for(
                f"operation {self.op_id}"
            )  # so does who holds what follows it (see `server.reach.sync.causal_hold`)
            await write()
            named = {"verb": self.verb, "digest": self.digest}
            return await receipts.keep(self.op_id, self.by, **named, subject_id=self.subject_id, sent=self.sent)

        try:
            return await transaction(work)
        except IntegrityError:
            if earlier := await self.earlier():
                return earlier
            raise

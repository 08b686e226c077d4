"""回执: an operation that was sent twice took effect once. The phone names the operation, the receipt remembers it.

Decision: what the phone tells of the sending (`Sent`) is kept with the receipt and shown, and is no part of what makes
an operation the same: a clock that was set right between two attempts must not turn a repetition into another one.
Deadlines never look at it. `clock_off` is the difference of the two clocks at the attempt that arrived.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from server.core import clock, moments
from server.core.errors import Reused
from server.core.moments import STAMP
from server.data.database import asked, inside, queue_for, reader, transaction
from server.journal import chain
from server.journal.models import Receipt

KEPT = timedelta(days=400)  # a phone that was away for a year still learns what became of its work
BATCH = 500  # rows of one transaction: others who write wait that long
LONGEST_VERSION = 40
MOST_ASKED = 100  # at a time


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What a phone tells of an operation's way. Its times are by its own clock."""

    device: UUID | None = None
    sequence: int | None = None
    recorded_at: datetime | None = None
    queued_at: datetime | None = None
    sent_at: datetime | None = None
    app_version: str | None = None
    format: int | None = None
    after: UUID | None = None  # the operation before it, of the same device on the same subject

    def columns(self, now: datetime) -> dict[str, object]:
        """The receipt's columns that tell of it."""
        return {
            "device_id": self.device,
            "sequence": self.sequence,
            "recorded_at": STAMP.or_now(self.recorded_at, now),
            "queued_at": STAMP.or_now(self.queued_at, now),
            "clock_off": self.sent_at and moments.ahead(self.sent_at, now),
            "app_version": self.app_version and self.app_version[:LONGEST_VERSION],
            "format": self.format,
        }


def digest(verb: str, body: object) -> str:
    """SHA-256 of what was asked, so that another body under the same id is known. `body`: mapping or dataclass."""
    return hashlib.sha256(chain.canonical({"verb": verb, "body": body})).hexdigest()


async def find(op_id: UUID, person_id: UUID, digest: str) -> Receipt | None:
    """The receipt of an operation that took effect, or None. Within a transaction it first waits for one that is under
    way with the same id. Raises Reused when the id was used by another person or for something else."""
    if inside():
        await queue_for(f"operation {op_id}")
    if not await _there(op_id):  # nearly always: so it is asked for itself, as cheaply as can be
        return None
    earlier = await Receipt.get_or_none(op_id=op_id, using_db=reader())
    if earlier is not None and (earlier.person_id, earlier.digest) != (person_id, digest):
        raise Reused("this operation id was used for something else")
    return earlier


async def _there(op_id: UUID) -> bool:
    return bool(await asked('SELECT 1 FROM "receipt" WHERE "op_id" = ?', [str(op_id)]))


async def keep(
    op_id: UUID, person_id: UUID, *, verb: str, digest: str, subject_id: UUID, sent: Sent | None = None
) -> Receipt:
    """Write the receipt, in the transaction of the effect and after `find` found none."""
    if not inside():
        raise RuntimeError("a receipt is written in the transaction of its effect")
    now, named = clock.now(), {"op_id": op_id, "person_id": person_id, "subject_id": subject_id}
    receipt = Receipt(**named, verb=verb, digest=digest, at=now, **(sent.columns(now) if sent else {}))
    await Receipt.bulk_create([receipt])
    return receipt


def code(receipt: Receipt, secret: bytes) -> str:
    """The receipt's code for people to read out, e.g. "7F3A-91C2": only who has the server's secret can make it."""
    letters = hmac.new(secret, f"{receipt.op_id} {receipt.digest}".encode(), "sha256").hexdigest()[:8].upper()
    return f"{letters[:4]}-{letters[4:]}"


async def known(person_id: UUID, op_ids: Sequence[UUID]) -> list[Receipt]:
    """This person's receipts of these operations, in their order; what has none is left out."""
    found = {one.op_id: one for one in await Receipt.filter(op_id__in=list(op_ids), person_id=person_id)
             .using_db(reader())}  # fmt: skip
    return [found[one] for one in dict.fromkeys(op_ids) if one in found]


class OldReceipts:
    """What the sweeper looks at: receipts that are older than `KEPT` are forgotten."""

    async def sweep(self) -> int:
        """Delete a batch of them; how many went."""
        before = clock.now() - KEPT
        if not await Receipt.filter(at__lt=before).using_db(reader()).exists():
            return 0

        async def work() -> int:
            old = await Receipt.filter(at__lt=before).order_by("at").limit(BATCH).values_list("op_id", flat=True)
            return await Receipt.filter(op_id__in=list(old)).delete()

        return await transaction(work)

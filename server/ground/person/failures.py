"""The audit trail of failed sign-ins: an event for the person in whose name it was tried, and a line in the log.

Decision: neither says an address or a login. `source` is a keyed digest of where it came from, the same for the same
neighbourhood, so that an auditor sees many tries of one hand. The limits of logins bound how many there can be.

Decision: who mistypes in their own browser, or on their own phone while it has tries left, leaves only the line: events
are never deleted, and would be a record of their hours. It is noted once the answer is out, so that nobody learns from
how long it took whether there is such a login.
"""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

import structlog

from server.core.errors import Busy, StorageFull
from server.data.database import transaction
from server.ground.person import queries
from server.journal import log as journal

log = structlog.get_logger("grid.login")


async def note(person_id: UUID | None, by: str, source: str) -> None:
    """Somebody failed to sign in `by` PASSWORD or PIN; None: with a login that nobody has, or as we know them to."""
    log.warning("sign-in failed", by=by, source=source)
    if person_id is None:
        return
    said: dict[str, object] = {"by": by, "source": source}

    async def work() -> None:
        district = await queries.district()
        await journal.record("person.sign_in_failed", subject_id=person_id, area=district, viewer=None, payload=said)

    with suppress(StorageFull, Busy):
        await transaction(work)

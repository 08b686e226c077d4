"""The audit trail of failed sign-ins: an event for the person in whose name it was tried, and a line in the log.

Decision: neither says an address or a login. `source` is a keyed digest of where it came from, the same for the same
neighbourhood, so that an auditor sees many tries of one hand. The limits of logins bound how many there can be.
"""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

import structlog

from server.core.errors import StorageFull
from server.data.database import transaction
from server.ground.person import queries
from server.journal import log as journal

log = structlog.get_logger("grid.login")


async def note(person_id: UUID | None, by: str, source: str) -> None:
    """Somebody failed to sign in `by` PASSWORD or PIN; None: with a login that nobody has."""
    log.warning("sign-in failed", by=by, source=source, known=person_id is not None)
    if person_id is None:
        return
    district, said = await queries.district(), {"by": by, "source": source}

    async def work() -> None:
        await journal.record(
            "person.sign_in_failed", subject_id=person_id, area=district, viewer=None, payload=dict(said)
        )

    with suppress(StorageFull):
        await transaction(work)

"""An answer that nobody objects to for seven days stands: what was answered is closed."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from server import clock
from server.database import reader
from server.event.resting import Stale
from server.process.commit import commit
from server.process.steps import Moved
from server.service.complaint.lifecycle import State, Step
from server.service.complaint.models import Complaint
from server.service.complaint.verbs import STEPS

STANDS_AFTER = timedelta(days=7)
BATCH = 20


class Answered:
    """What the sweeper looks at."""

    async def sweep(self) -> int:
        """Close a batch of them; how many were looked at."""
        now = clock.now()
        old = Complaint.filter(state=State.ANSWERED, answered_at__lt=now - STANDS_AFTER)
        found = await old.order_by("answered_at").limit(BATCH).using_db(reader())
        for one in found:
            with suppress(Stale):  # somebody was faster
                await commit(None, STEPS.change(Step.ACCEPT, one, now, Moved({"closed_at": now})))
        return len(found)

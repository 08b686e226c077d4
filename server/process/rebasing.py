"""When what was decided upon an older version is good all the same: nothing that happened since touches it.

The rule: what only adds (a note, a photo) conflicts with nobody, since its change has no version. A verb that rebases
(what somebody found or did at the place) stays good when since then there was only what its noun calls harmless.
Whatever else happened is a conflict that a person settles, theirs beside the other's; and the step must still be open,
which the decision itself says. What a person did since then they have seen, whatever version their phone knew of: so a
run of their own operations needs no answer in between. The same step twice is no run: the second one was meant for what
the first one changed.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import Any
from uuid import UUID

from server.data.database import reader
from server.journal.models import Event

MOST = 50  # events looked at: whoever missed more should see them first


async def rebased(command: Any, step: str, before: Any, harmless: Set[str], by: UUID | None) -> Any:
    """The command as if it had been given upon what is now, when nothing since touches what it decides on."""
    if command.seen is None or command.seen < 1 or not 0 < before.version - command.seen < MOST:
        return command
    last = Event.filter(subject_id=before.id).order_by("-place_in_chain").limit(2 * MOST).using_db(reader())
    since = [one for one in await last if _version(one) > command.seen]
    unseen = {one.kind for one in since if one.by_id is None or one.by_id != by or one.payload.get("step") == step}
    untouched = len(since) >= before.version - command.seen and unseen <= harmless
    return replace(command, seen=before.version) if untouched else command


def _version(event: Event) -> int:
    """The version that the event made; 0 for what made none."""
    said = event.payload.get("version")
    return said if isinstance(said, int) else 0

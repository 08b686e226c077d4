"""When what was decided upon an older version is good all the same: nothing that happened since touches it.

The rule: what only adds (a note, a photo) conflicts with nobody, since its move has no version. What somebody found or
did at the place (核实, 核查, 反馈, 自处理) stands on the incident as he saw it, and stays good when since then there
was only oversight: it was supervised, raised a level, drawn for a spot check, or a request about its time was decided.
None of these changes its class, its place, its state or whose turn it is. Whatever else happened is a conflict that a
person settles, mine beside theirs; and the step must still be open, which the decision itself says. What he did himself
since then he has seen, whatever version his phone knew of: so a run of his own operations needs no answer in between.
The same step twice is no run: the second one was meant for what the first one changed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from server.database import reader
from server.event.models import Event
from server.incident.commands import Command
from server.incident.lifecycle import Step
from server.incident.snapshot import Snapshot
from server.viewer import Viewer

Given = TypeVar("Given", bound=Command)

UNTOUCHING = frozenset(
    {
        "incident.supervised",
        "incident.supervision_answered",
        "incident.spot_checked",
        "incident.escalated",
        "incident.granted",  # only more time: what else is granted is told as the step that it brings about
        "incident.declined",
        "incident.request_withdrawn",
    }
)
MOST = 50  # events looked at: whoever missed more should see them first


async def brought_up(step: Step, command: Given, before: Snapshot, viewer: Viewer) -> Given:
    """The command as if it had been given upon the incident as it is, when nothing since touches what it decides on."""
    if command.seen is None or command.seen < 1 or not 0 < before.version - command.seen < MOST:
        return command
    last = Event.filter(subject_id=before.id).order_by("-place_in_chain").limit(2 * MOST).using_db(reader())
    since = [one for one in await last if _version(one) > command.seen]
    unseen = {one.kind for one in since if one.by_id is None or one.by_id != viewer.person_id or _repeats(one, step)}
    untouched = len(since) >= before.version - command.seen and unseen <= UNTOUCHING
    return replace(command, seen=before.version) if untouched else command


def _repeats(event: Event, step: Step) -> bool:
    return event.payload.get("step") == str(step)


def _version(event: Event) -> int:
    """The version that the event made; 0 for what made none."""
    said = event.payload.get("version")
    return said if isinstance(said, int) else 0

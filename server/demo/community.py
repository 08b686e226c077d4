"""What communities keep of made history: small matters that they assign or settle themselves, and calls of the street.

Which ones is drawn by the incident's own id, so that all other lives are what they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from server.core.viewer import Viewer
from server.grid.incident import commands, decisions, reasons
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.steps import COMMUNITY_LEVEL

if TYPE_CHECKING:
    from server.demo.life import Life

ASSIGNED, OWN, CALLED = 18, 24, 45  # per cent of what a community may keep, each up to the next
SMALL = 2  # severity
CALLS = {
    reasons.CallReason.BEYOND_POWER: "需要占道施工，社区没有权限",
    reasons.CallReason.NO_UNIT: "要专业队伍和机具",
    reasons.CallReason.MANY_UNITS: "要几个单位一起到场",
}


def kept(life: Life) -> bool:
    """Whether the secretary does something about what was filed, before the street would dispatch it."""
    before = life.incident
    if not is_small(before) or before.return_count:
        return False
    drawn = before.id.int % 100
    if drawn < ASSIGNED:
        people = life.people.workers(before.grid_id)
        assign(life, people[drawn % len(people)])
    elif drawn < OWN:
        desk = life.people.secretary(before.grid_id)
        own = commands.AssignSelf(**life.ids(), note="社区自己处理")
        life.take(decisions.assign_self(before, own, life.turn(desk)), desk)
    elif drawn < CALLED:
        call(life)
    return drawn < CALLED


def is_small(incident: Aggregate) -> bool:
    """Whether its community may settle it."""
    return incident.level <= COMMUNITY_LEVEL and incident.severity <= SMALL


def assign(life: Life, person: UUID | None) -> None:
    """To one of the workers of the place."""
    before, desk = life.incident, life.people.secretary(life.incident.grid_id)
    people = life.people.workers(before.grid_id)
    command = commands.Assign(**life.ids(), person_id=person, task="到现场处理，办完反馈")
    life.take(decisions.assign(before, command, life.turn(desk), people=people, firms=(), candidates=()), desk)


def call(life: Life) -> None:
    """To the street, for a reason."""
    before, desk = life.incident, life.people.secretary(life.incident.grid_id)
    code = list(CALLS)[before.id.int % len(CALLS)]
    command = commands.CallStreet(**life.ids(), reason_code=code, reason=CALLS[code])
    life.take(decisions.call_street(before, command, life.turn(desk)), desk)


def closer(life: Life) -> Viewer:
    """The desk that closes: the community's at its level, unless its secretary did the work."""
    before = life.incident
    desk = life.people.filer(before.grid_id, before.level)
    return life.people.dispatcher(before.grid_id) if desk.person_id in before.disposers else desk

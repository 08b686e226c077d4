"""Hot issues as notices and live streams know them: the street hears of a new one, an owner of what is theirs."""

from __future__ import annotations

from server.core.viewer import Role
from server.grid.hotissue.models import HotIssue
from server.grid.hotissue.policy import visible_to
from server.process.subject.desks import AtDesks, Case, To
from server.process.subject.kinds import NoticeKind
from server.process.subject.rules import NOBODY, Row, Tells

RULES = {
    "proposed": Row(gains=(Tells(NoticeKind.HOTISSUE_PROPOSED, (To.DESK,), daily=True),)),
    "adopted": Row(gains=(Tells(NoticeKind.HOTISSUE_OWNED, (To.OWNER,)),)),
    "joined": NOBODY,
    "declined": NOBODY,
    "solved": NOBODY,
}
TURNS = (frozenset({Role.STREET_HEAD, Role.STREET_DISPATCH}), frozenset({Role.DISTRICT_SUPERVISOR}))


def case(issue: HotIssue) -> Case:
    """Whom it waits for, and whose it is."""
    owner = frozenset({issue.owner_role} if issue.owner_role else ())
    return Case(area=issue.grid_id, desks=TURNS, owner=owner, owner_unit=issue.owner_unit_id)


SUBJECT = AtDesks(
    kind="hotissue",
    model=HotIssue,
    visible_to=visible_to,
    case=case,
    rules=RULES,
    settled_by=frozenset({"adopted", "declined", "solved"}),
    screen="/board",
).subject()

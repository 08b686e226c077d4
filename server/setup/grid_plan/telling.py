"""Plans of grids as notices and streams know them: whoever may approve hears that one waits, its drafter what came of
it."""

from server.process.subject.desks import AtDesks, Case, To
from server.process.subject.kinds import NoticeKind
from server.process.subject.rules import NOBODY, Row, Tells
from server.setup.grid_plan.models import GridPlan
from server.setup.grid_plan.policy import APPROVERS, visible_to

SENT_BACK = Row(waits=(Tells(NoticeKind.DECLINED, (To.WRITER,)),))
SUBJECT = AtDesks(
    kind="grid_plan",
    model=GridPlan,
    visible_to=visible_to,
    case=lambda row: Case(area=row.area, desks=(APPROVERS,), writer=row.made_by_id, due_at=row.starts_at),
    rules={
        "drafted": NOBODY,
        "amended": NOBODY,
        "checked": Row(gains=(Tells(NoticeKind.TO_DECIDE, (To.DESK,)),)),
        "approved": Row(waits=(Tells(NoticeKind.GRANTED, (To.WRITER,)),)),
        "declined": SENT_BACK,
        "dropped": NOBODY,
        "begun": NOBODY,
        "lapsed": SENT_BACK,
        "wound_up": NOBODY,
    },
    settled_by=frozenset({"amended", "approved", "declined", "dropped", "lapsed"}),
).subject()

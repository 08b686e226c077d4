"""Complaints as notices and streams know them: the desk that one waits for hears of it, and its writer."""

from __future__ import annotations

from functools import partial

from server.process.desks import turns
from server.process.subject.desks import AtDesks, Case, To
from server.process.subject.kinds import NoticeKind
from server.process.subject.rules import NOBODY, Row, Tells
from server.service.complaint.models import Complaint
from server.service.complaint.policy import is_about, visible_to

K = NoticeKind
RULES = {
    "filed": Row(gains=(Tells(K.COMPLAINT_FILED, (To.DESK,)),)),
    "asked_again": Row(gains=(Tells(K.COMPLAINT_AGAIN, (To.DESK,)),)),
    "answered": Row(waits=(Tells(K.COMPLAINT_ANSWERED, (To.WRITER,)),)),
    "reminded": Row(gains=(Tells(K.WARNED, (To.DESK,), daily=True, thresholds=(80,)),
                           Tells(K.BREACHED, (To.DESK, To.ABOVE), daily=True, thresholds=(100,)))),
    "accepted": NOBODY,
    "withdrawn": NOBODY,
}  # fmt: skip


def case(row: Complaint) -> Case:
    """Whom it waits for, and whom it is about."""
    return Case(
        area=row.area,
        desks=turns(row.level),
        writer=row.writer_id,
        due_at=row.due_at,
        unit=row.about_unit_id,
        is_about=partial(is_about, row),
    )


OVER = frozenset({"answered", "withdrawn"})
TOLD = AtDesks(kind="complaint", model=Complaint, visible_to=visible_to, case=case, rules=RULES, over=OVER)
SUBJECT = TOLD.subject()

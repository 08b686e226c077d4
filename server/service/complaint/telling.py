"""Complaints as notices and streams know them: the desk that one waits for hears of it, and its writer."""

from server.process.contact.revealing import UNTOLD
from server.process.subject.desks import REMINDED, AtDesks, To
from server.process.subject.kinds import NoticeKind
from server.process.subject.rules import NOBODY, Row, Tells
from server.service.complaint.models import Complaint
from server.service.complaint.policy import ANSWERING

SUBJECT = AtDesks(
    kind="complaint",
    model=Complaint,
    visible_to=ANSWERING.visible_to,
    case=ANSWERING.case,
    rules={
        "filed": Row(gains=(Tells(NoticeKind.COMPLAINT_FILED, (To.DESK,)),)),
        "asked_again": Row(gains=(Tells(NoticeKind.COMPLAINT_AGAIN, (To.DESK,)),)),
        "answered": Row(waits=(Tells(NoticeKind.COMPLAINT_ANSWERED, (To.WRITER,)),)),
        "reminded": REMINDED,
        "accepted": NOBODY,
        "withdrawn": NOBODY,
        "writer_erased": NOBODY,
    }
    | UNTOLD,
    settled_by=frozenset({"answered", "withdrawn"}),
).subject()

"""Claims as notices and streams know them: the desk of the place and the firm's people hear of each other's steps."""

from server.process.subject.desks import AtDesks, To
from server.process.subject.kinds import NoticeKind
from server.process.subject.rules import NOBODY, Row, Tells
from server.service.claim.models import Claim
from server.service.claim.policy import case, visible_to

SUBJECT = AtDesks(
    kind="claim",
    model=Claim,
    visible_to=visible_to,
    case=case,
    rules={
        "made": Row(waits=(Tells(NoticeKind.CLAIM_MADE, (To.DESK,), quiet=True),)),
        "started": NOBODY,
        "delivered": Row(gains=(Tells(NoticeKind.CLAIM_DELIVERED, (To.DESK,)),)),
        "confirmed": Row(waits=(Tells(NoticeKind.CLAIM_CONFIRMED, (To.OWNER,)),)),
        "not_accepted": Row(gains=(Tells(NoticeKind.CLAIM_NOT_ACCEPTED, (To.OWNER,)),)),
        "released": Row(loses=(Tells(NoticeKind.CLAIM_RELEASED, (To.DESK,)),)),
    },
    settled_by=frozenset({"confirmed", "released"}),
).subject()

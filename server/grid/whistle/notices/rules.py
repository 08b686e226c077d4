"""Whom each event of a whistle tells what. Recipients are those of its incident."""

from __future__ import annotations

from server.grid.incident.notices.rules import Audience
from server.process.subject.kinds import NoticeKind
from server.process.subject.rules import NOBODY, Row, Tells

K, A = NoticeKind, Audience

_BLOWN = Tells(K.WHISTLE_BLOWN, (A.PARTIES,), webhook=True)
_TO_APPROVE = Tells(K.WHISTLE_TO_APPROVE, (A.HEAD,))
_DECIDED = Tells(K.WHISTLE_DECIDED, (A.ASKER,), daily=True)

ROWS: dict[str, Row] = {
    "drafted": NOBODY,
    "revised": NOBODY,
    "submitted": Row(gains=(_TO_APPROVE,)),
    "approved": Row(gains=(_BLOWN,), waits=(_DECIDED,)),
    "declined": Row(waits=(Tells(K.WHISTLE_DECIDED, (A.ASKER,)),)),
    "blown": Row(gains=(_BLOWN, _TO_APPROVE)),
    "reviewed": Row(waits=(_DECIDED,)),
    "party_added": Row(gains=(Tells(K.WHISTLE_BLOWN, (A.PARTY,), webhook=True),)),
    "acked": NOBODY,  # the street sees it on its board, as what follows
    "objected": Row(gains=(Tells(K.WHISTLE_OBJECTED, (A.DISTRICT_DESK,)),)),
    "objection_upheld": Row(
        waits=(Tells(K.WHISTLE_RULED, (A.DISPATCH,)),), loses=(Tells(K.WHISTLE_RULED, (A.PARTY,)),)
    ),
    "objection_refused": Row(
        gains=(Tells(K.WHISTLE_RULED, (A.PARTY,)),), waits=(Tells(K.WHISTLE_RULED, (A.DISPATCH,)),)
    ),
    "arrived": NOBODY,
    "started": NOBODY,
    "finished": Row(gains=(Tells(K.WHISTLE_DONE, (A.DISPATCH,)),)),
    "sent_back": Row(gains=(Tells(K.WHISTLE_SENT_BACK, (A.PARTY,), webhook=True),)),
    "signed": Row(waits=(Tells(K.WHISTLE_OVER, (A.PARTY,), daily=True),)),
    "excused": Row(loses=(Tells(K.WHISTLE_OVER, (A.PARTY,)),)),
    "cancelled": Row(loses=(Tells(K.WHISTLE_OVER, (A.PARTIES,)),)),
    "closed": Row(waits=(Tells(K.WHISTLE_OVER, (A.PARTIES,), daily=True),)),
    "scored": NOBODY,
    "noted": NOBODY,
    "due_moved": NOBODY,
    "urged": Row(gains=(Tells(K.WHISTLE_URGED, (A.PARTY,), webhook=True),)),
    "silence_told": Row(gains=(Tells(K.WHISTLE_SILENT, (A.PARTY_DUTY,), webhook=True),)),
    "supervised": Row(
        gains=(Tells(K.SUPERVISED, (A.PARTY_DUTY,), webhook=True),),
        waits=(Tells(K.SUPERVISED, (A.DISTRICT,), daily=True),),
    ),
}

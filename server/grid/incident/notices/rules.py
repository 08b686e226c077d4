"""Whom each event of an incident tells what."""

from __future__ import annotations

from enum import StrEnum

from server.process.subject.kinds import NoticeKind
from server.process.subject.rules import NOBODY, Row, Tells


class Audience(StrEnum):
    """Who, seen from an incident and an event about it."""

    ASSIGNEE = "ASSIGNEE"  # who is to verify or to check
    FORMER_ASSIGNEE = "FORMER_ASSIGNEE"  # who was until now
    REPORTERS = "REPORTERS"  # who reported it, or what was merged into it
    TURN = "TURN"  # whoever's turn it is now
    WORKING = "WORKING"  # the same, of a unit's and of whoever was asked by name: not a desk
    COMMUNITY = "COMMUNITY"
    INTAKE = "INTAKE"
    DISPATCH = "DISPATCH"
    HEAD = "HEAD"
    DISTRICT_DESK = "DISTRICT_DESK"  # who dispatches for the district and settles whose it is
    DISTRICT = "DISTRICT"  # who supervises the district
    DESK = "DESK"  # the desk that files and dispatches at its level
    LEVEL = "LEVEL"  # the desk of the level that it was raised to
    OVERSEER = "OVERSEER"  # who looks after that level
    UNIT = "UNIT"  # the people of the lead unit, or whom the community assigned it to
    ASSISTING = "ASSISTING"  # of the units that the event lets assist
    FORMER = "FORMER"  # of the units whose part ends with the event
    NAMED = "NAMED"  # of the unit that the event names, else of the lead unit
    PARTY = "PARTY"  # the people of the whistle's party
    PARTY_DUTY = "PARTY_DUTY"  # who answers for it
    PARTIES = "PARTIES"  # the people of all parties of the whistle
    DECIDER = "DECIDER"  # the post that an approval waits for
    ASKER = "ASKER"  # who asked for it, or drafted the whistle


K, A = NoticeKind, Audience
URGENT = 3  # the severity from which on a case is 紧急

_URGENT_TURN = Tells(K.URGENT, (A.TURN,), least=URGENT)
_EMERGENCY = Tells(K.EMERGENCY, (A.DISTRICT_DESK, A.DISTRICT), least=4)  # once: telling sees to it
_FOUND = Row(gains=(Tells(K.FOUND, (A.TURN,), quiet=True),))
_ENDED = (Tells(K.ENDED, (A.REPORTERS,), quiet=True),)
_ASKED = Row(gains=(Tells(K.TO_DECIDE, (A.DECIDER,)),))
_SENT = (Tells(K.DISPATCHED, (A.UNIT,), webhook=True), Tells(K.ASSISTS, (A.ASSISTING,), webhook=True))
_RELIEVED = Tells(K.TAKEN_AWAY, (A.FORMER_ASSIGNEE,))
_GONE = (Tells(K.TAKEN_AWAY, (A.FORMER,), webhook=True), _RELIEVED)
_GRANTED = (Tells(K.GRANTED, (A.ASKER,)),)

ROWS: dict[str, Row] = {
    "reported": Row(gains=(Tells(K.URGENT, (A.COMMUNITY, A.INTAKE), least=URGENT),), waits=(_EMERGENCY,)),
    "accepted": Row(gains=(_URGENT_TURN,), waits=(_EMERGENCY,)),  # it may be known as one only now
    "verify_sent": Row(gains=(Tells(K.VERIFY, (A.ASSIGNEE,)),), loses=(_RELIEVED,)),
    "verified": Row(gains=(_URGENT_TURN, *_FOUND)),
    "doubted": _FOUND,
    "filed": Row(gains=(_URGENT_TURN,), waits=(_EMERGENCY,)),  # its condition may have made it one
    "dispatched": Row(gains=_SENT, loses=_GONE),
    "redispatched": Row(gains=_SENT, loses=_GONE),
    "street_called": Row(gains=(Tells(K.STREET_CALLED, (A.TURN,)),)),
    "assigned": Row(
        gains=(Tells(K.ASSIGNED, (A.UNIT,), webhook=True),),
        loses=_GONE,
    ),
    "self_assigned": Row(loses=(_RELIEVED,)),
    "signed": NOBODY,  # the desk sees it move
    "given_back": Row(
        gains=(Tells(K.RETURNED, (A.TURN,)),), waits=_GRANTED, loses=(Tells(K.TAKEN_AWAY, (A.FORMER,), quiet=True),)
    ),
    "suspended": Row(waits=_GRANTED),
    "escalated": Row(gains=(Tells(K.RAISED, (A.LEVEL,)),), loses=_GONE),
    "raised": Row(
        gains=(Tells(K.RAISED, (A.LEVEL,)),),
        waits=(Tells(K.RAISED, (A.OVERSEER,), least=4), Tells(K.RAISED, (A.OVERSEER,), daily=True)),
    ),
    "resumed": Row(gains=(Tells(K.RESUMED, (A.UNIT,), webhook=True),)),
    "fed_back": _FOUND,
    "check_sent": Row(gains=(Tells(K.CHECK, (A.ASSIGNEE,)),), loses=(_RELIEVED,)),
    "checked": _FOUND,
    "failed": Row(gains=(Tells(K.REWORK, (A.UNIT,), webhook=True),)),
    "rated": Row(waits=(Tells(K.RATED, (A.DESK,), quiet=True),)),
    "reopened": Row(gains=(Tells(K.REOPENED, (A.TURN,)),)),
    "appealed": Row(gains=(Tells(K.APPEALED, (A.DESK,)),)),
    "return_asked": _ASKED,
    "extension_asked": _ASKED,
    "suspension_asked": _ASKED,
    "void_asked": _ASKED,
    "request_withdrawn": NOBODY,  # it leaves the decider's list
    "granted": Row(waits=_GRANTED),
    "declined": Row(waits=(Tells(K.DECLINED, (A.ASKER,)),)),
    "supervised": Row(gains=(Tells(K.SUPERVISED, (A.NAMED, A.DESK), webhook=True),)),
    "supervision_answered": Row(waits=(Tells(K.ANSWERED, (A.ASKER,), quiet=True),)),
    "spot_checked": NOBODY,  # it asks nothing of anybody
    "noted": Row(gains=(Tells(K.NOTED, (A.TURN,)),)),
    "due_moved": NOBODY,  # the light shows it
    # what is urgent warns at once; else only who works at it does, and a desk, whose list shows the lights, once a day
    "clock_warned": Row(
        gains=(
            Tells(K.WARNED, (A.TURN,), least=URGENT, thresholds=(50,)),
            Tells(K.WARNED, (A.TURN, A.DESK), least=URGENT, thresholds=(80,), webhook=True),
            Tells(K.BREACHED, (A.TURN, A.DESK), least=URGENT, thresholds=(150,), webhook=True),
            Tells(K.WARNED, (A.WORKING,), thresholds=(80,), webhook=True),
            Tells(K.WARNED, (A.WORKING,), daily=True, thresholds=(50,)),
            Tells(K.WARNED, (A.TURN, A.DESK), daily=True, thresholds=(80,)),
            Tells(K.BREACHED, (A.TURN, A.DESK), daily=True, thresholds=(150,)),
        )
    ),
    "clock_breached": Row(
        gains=(
            Tells(K.BREACHED, (A.TURN, A.DESK), least=URGENT, webhook=True),
            Tells(K.BREACHED, (A.WORKING,), webhook=True),
            Tells(K.BREACHED, (A.TURN, A.DESK), daily=True),
        )
    ),
    "self_resolved": Row(reported=_ENDED),
    "not_found": Row(reported=_ENDED),
    "rejected": Row(reported=_ENDED),
    "transferred": Row(loses=_GONE, reported=_ENDED),
    "merged": Row(reported=_ENDED),
    "voided": Row(waits=_GRANTED, reported=_ENDED),
    "passed": Row(reported=_ENDED),
    "confirmed": Row(waits=(Tells(K.ENDED, (A.DESK,), quiet=True),), reported=_ENDED),
    "closed_unchecked": Row(reported=_ENDED),
}

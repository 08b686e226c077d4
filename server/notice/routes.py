"""Whom each event tells what: one table. What is not in it tells nobody.

`quiet` notices only stand in the list: news, and what a desk sees moving on its screen anyway. The others are pushed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from server.notice.models import NoticeKind


class Audience(StrEnum):
    """Who, seen from an incident and an event about it."""

    ASSIGNEE = "ASSIGNEE"  # who is to verify or to check
    REPORTER = "REPORTER"
    TURN = "TURN"  # whoever's turn it is now
    COMMUNITY = "COMMUNITY"
    INTAKE = "INTAKE"
    DISPATCH = "DISPATCH"
    HEAD = "HEAD"
    DISTRICT = "DISTRICT"
    DESK = "DESK"  # the desk that files and dispatches at its level
    LEVEL = "LEVEL"  # the desks of the level that it was raised to
    UNIT = "UNIT"  # the people of the lead unit
    UNIT_DUTY = "UNIT_DUTY"  # who answers for the lead unit
    PARTY = "PARTY"  # the people of the whistle's party
    PARTY_DUTY = "PARTY_DUTY"  # who answers for it
    PARTIES = "PARTIES"  # the people of all parties of the whistle
    DECIDER = "DECIDER"  # the post that an approval waits for
    ASKER = "ASKER"  # who asked for it, or drafted the whistle


@dataclass(frozen=True)
class Tells:
    """One notice that an event gives rise to, from a severity on, or at some thresholds of a clock only."""

    kind: NoticeKind
    to: tuple[Audience, ...]
    quiet: bool = False
    least: int = 1  # severity
    thresholds: tuple[int, ...] = ()
    webhook: bool = False  # the units among those told hear of it by their channels too


K, A = NoticeKind, Audience

_URGENT_TURN = Tells(K.URGENT, (A.TURN,), least=3)
_FOUND = Tells(K.FOUND, (A.TURN,), quiet=True)
_ENDED = Tells(K.ENDED, (A.REPORTER,), quiet=True)
_ASKED = Tells(K.TO_DECIDE, (A.DECIDER,))
_DISPATCHED = Tells(K.DISPATCHED, (A.UNIT,), webhook=True)

INCIDENT: dict[str, tuple[Tells, ...]] = {
    "reported": (Tells(K.URGENT, (A.COMMUNITY, A.INTAKE), least=3), Tells(K.URGENT, (A.DISTRICT,), least=4)),
    "accepted": (_URGENT_TURN, Tells(K.URGENT, (A.DISTRICT,), least=4)),  # it may be known as one only now
    "verify_sent": (Tells(K.VERIFY, (A.ASSIGNEE,)),),
    "verified": (_URGENT_TURN, _FOUND),
    "doubted": (_FOUND,),
    "filed": (_URGENT_TURN, Tells(K.URGENT, (A.DISTRICT,), least=4)),  # its condition may have made it one
    "dispatched": (_DISPATCHED,),
    "redispatched": (_DISPATCHED,),
    "given_back": (Tells(K.RETURNED, (A.DESK,)), Tells(K.GRANTED, (A.ASKER,))),
    "suspended": (Tells(K.GRANTED, (A.ASKER,)),),
    "escalated": (Tells(K.RAISED, (A.DESK,)),),
    "raised": (Tells(K.RAISED, (A.LEVEL,)),),
    "resumed": (Tells(K.RESUMED, (A.UNIT,), webhook=True),),
    "fed_back": (_FOUND,),
    "check_sent": (Tells(K.CHECK, (A.ASSIGNEE,)),),
    "checked": (_FOUND,),
    "failed": (Tells(K.REWORK, (A.UNIT,), webhook=True),),
    "rated": (Tells(K.RATED, (A.DESK,), quiet=True),),
    "reopened": (Tells(K.REOPENED, (A.DESK,)),),
    "appealed": (Tells(K.APPEALED, (A.DESK,)),),
    "return_asked": (_ASKED,),
    "extension_asked": (_ASKED,),
    "suspension_asked": (_ASKED,),
    "void_asked": (_ASKED,),
    "granted": (Tells(K.GRANTED, (A.ASKER,)),),
    "declined": (Tells(K.DECLINED, (A.ASKER,)),),
    "supervised": (Tells(K.SUPERVISED, (A.UNIT, A.DESK), webhook=True),),
    "supervision_answered": (Tells(K.ANSWERED, (A.DISTRICT,), quiet=True),),
    "clock_warned": (
        Tells(K.WARNED, (A.TURN,), thresholds=(50,)),
        Tells(K.WARNED, (A.TURN, A.DESK), thresholds=(80,), webhook=True),
        Tells(K.BREACHED, (A.TURN, A.DESK, A.DISTRICT), thresholds=(150,), webhook=True),
    ),
    "clock_breached": (
        Tells(K.BREACHED, (A.TURN, A.DESK), webhook=True),
        Tells(K.BREACHED, (A.DISTRICT,), thresholds=(150,)),  # nobody swept for long: both at once
    ),
    "self_resolved": (_ENDED,),
    "not_found": (_ENDED,),
    "rejected": (_ENDED,),
    "transferred": (_ENDED,),
    "merged": (_ENDED,),
    "voided": (_ENDED, Tells(K.GRANTED, (A.ASKER,))),
    "passed": (_ENDED,),
    "confirmed": (Tells(K.ENDED, (A.DESK,), quiet=True),),
    "closed_unchecked": (_ENDED,),
}

WHISTLE: dict[str, tuple[Tells, ...]] = {
    "submitted": (Tells(K.WHISTLE_TO_APPROVE, (A.HEAD,)),),
    "approved": (Tells(K.WHISTLE_BLOWN, (A.PARTIES,), webhook=True), Tells(K.WHISTLE_DECIDED, (A.ASKER,), quiet=True)),
    "declined": (Tells(K.WHISTLE_DECIDED, (A.ASKER,)),),
    "blown": (Tells(K.WHISTLE_BLOWN, (A.PARTIES,), webhook=True), Tells(K.WHISTLE_TO_APPROVE, (A.HEAD,))),
    "party_added": (Tells(K.WHISTLE_BLOWN, (A.PARTY,), webhook=True),),
    "objected": (Tells(K.WHISTLE_OBJECTED, (A.DISTRICT,)),),
    "objection_upheld": (Tells(K.WHISTLE_RULED, (A.PARTY, A.DISPATCH)),),
    "objection_refused": (Tells(K.WHISTLE_RULED, (A.PARTY, A.DISPATCH)),),
    "finished": (Tells(K.WHISTLE_DONE, (A.DISPATCH,)),),
    "sent_back": (Tells(K.WHISTLE_SENT_BACK, (A.PARTY,), webhook=True),),
    "signed": (Tells(K.WHISTLE_OVER, (A.PARTY,), quiet=True),),
    "excused": (Tells(K.WHISTLE_OVER, (A.PARTY,)),),
    "cancelled": (Tells(K.WHISTLE_OVER, (A.PARTIES,)),),
    "closed": (Tells(K.WHISTLE_OVER, (A.PARTIES,), quiet=True),),
    "urged": (Tells(K.WHISTLE_URGED, (A.PARTY,), webhook=True),),
    "silence_told": (Tells(K.WHISTLE_SILENT, (A.PARTY_DUTY,), webhook=True),),
    "supervised": (Tells(K.SUPERVISED, (A.PARTY_DUTY, A.DISTRICT), webhook=True),),
}

TELLS = {f"incident.{verb}": told for verb, told in INCIDENT.items()}
TELLS |= {f"whistle.{verb}": told for verb, told in WHISTLE.items()}

KEPT = ("threshold", "stage", "kind", "approval", "to_level", "party", "unit")  # of an event's payload


def notices_of(kind: str, severity: int, threshold: object) -> tuple[Tells, ...]:
    """What an event of this kind tells, at this severity and threshold."""
    return tuple(
        one
        for one in TELLS.get(kind, ())
        if severity >= one.least and (not one.thresholds or threshold in one.thresholds)
    )

"""批准 of any noun: what one person asks for and another grants. Pure; what a request names and brings about is its
noun's, and so is its table.

Nobody decides what they asked themselves. A request is decided once: a row of it is `noun.decided` while it is ASKED.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from server.core.text import Worded
from server.process.deadlines import Turn
from server.process.noun import Part, decided
from server.process.validation import Check


class ApprovalState(Worded):
    ASKED = "ASKED", "待批。It waits to be decided."
    GRANTED = "GRANTED", "同意。Granted."
    DECLINED = "DECLINED", "不同意。Declined."
    WITHDRAWN = "WITHDRAWN", "撤回。Withdrawn by who asked."
    # the thing moved on before anybody decided
    LAPSED = "LAPSED", "失效：没批之前案件已往前走。Overtaken: the incident moved on first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What any request has."""

    id: UUID
    state: ApprovalState
    asked_by_id: UUID
    asked_at: datetime
    decided_by_id: UUID | None = None
    decided_at: datetime | None = None  # also when it was withdrawn, or lapsed
    answer: str = ""  # why it was declined, or a note to the grant


R = TypeVar("R", bound=Request)


def settled(request: R, state: ApprovalState, turn: Turn, answer: str = "") -> R:
    """Granted or declined, by who acts now."""
    return replace(request, state=state, decided_by_id=turn.viewer.person_id, decided_at=turn.now, answer=answer)


def ended(request: R, state: ApprovalState, now: datetime) -> R:
    """Withdrawn or lapsed: nobody decided it."""
    return replace(request, state=state, decided_at=now)


def named(check: Check, pending: Request, given: UUID | None) -> None:
    """Who decides says which request they have read."""
    check.need(given == pending.id, "approval_id", "name the request that waits to be decided")


def own(pending: Request, turn: Turn) -> str | None:
    """The code of why whoever asked does not decide."""
    return "TWO_PERSON" if pending.asked_by_id == turn.viewer.person_id else None


def requests(name: str, model: Any, owner: str) -> Part:
    """The rows of a noun's requests."""
    return decided(name, model, owner, state=ApprovalState.ASKED)

"""What is asked for and decided on the way of a made incident: returns, more time, rests, voiding; and transfers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from server.core.clock import SHANGHAI
from server.core.viewer import Viewer
from server.grid.incident import commands, decisions, reasons
from server.grid.incident.approval import ApprovalKind
from server.grid.incident.models import ClockKind
from server.ground.catalogue.models import Stage
from server.ground.worktime.calendar import MINUTE

if TYPE_CHECKING:
    from server.demo.life import Life

NEW = 3 * 7 * 60 * MINUTE  # of work: three days of seven hours, whatever feast lies within
GRANTED = {ApprovalKind.GIVE_BACK: 0.7, ApprovalKind.EXTEND: 0.8, ApprovalKind.SUSPEND: 0.85, ApprovalKind.VOID: 0.9}


def often(life: Life) -> int:
    """How much oftener something is asked for now than before: of late it shall be seen."""
    worked = life.calendar.worked_until
    return 5 if worked(life.until) - worked(life.now) < NEW else 1


def decide(life: Life, decider: Viewer) -> None:
    """Somebody else decides, as a rule kindly; what is new, or lies in the future, still waits."""
    pending = life.incident.pending
    assert pending is not None  # it was just asked
    if not life.stage(Stage.DISPATCH):
        return None
    turn = life.turn(decider)
    if life.chance.random() < GRANTED[pending.kind]:
        granted = commands.Grant(**life.ids(), approval_id=pending.id, note="情况属实，同意")
        return life.take(decisions.grant(life.incident, granted, turn), decider)
    declined = commands.Decline(**life.ids(), approval_id=pending.id, reason="理由不充分，请继续办理")
    return life.take(decisions.decline(life.incident, declined, turn), decider)


def asked_for_time(life: Life, handler: Viewer) -> bool:
    """Some units need more time once, and some things must wait for a season or for money."""
    before, drawn = life.incident, life.chance.random()
    case = before.running(ClockKind.CASE)
    if before.approvals or case is None or drawn > 0.05 * often(life) or not life.stage(Stage.SIGN):
        return False
    before = life.incident
    if drawn < 0.03 * often(life):
        more = commands.Extend(**life.ids(), limit_amount=max(1, case.limit_amount // 2), reason="配件定制，等待到货")
        life.take(decisions.extend(before, more, life.turn(handler)), handler)
        decide(life, life.people.dispatcher(before.grid_id))
        return True
    code = life.chance.choice([reasons.SuspendReason.SEASON, reasons.SuspendReason.FUNDS])
    rest = commands.Suspend(
        **life.ids(), reason_code=code, reason="现阶段不具备施工条件", plan="先围挡警示，具备条件后五日内完成",
        until=_day(life.now, life.chance.randint(5, 25)),
    )  # fmt: skip
    life.take(decisions.suspend(before, rest, life.turn(handler)), handler)
    decide(life, life.people.head(before.grid_id))
    return True


def _day(now: datetime, days: int) -> date:
    return (now.astimezone(SHANGHAI) + timedelta(days=days)).date()


def resume(life: Life) -> None:
    """It goes on as its day begins, by the system."""
    until = life.incident.resume_at
    if until is None or until >= life.until:
        return
    life.now = until
    life.take(decisions.resume_due(life.incident, life.turn(Viewer.nobody())), Viewer.nobody())


def went_elsewhere(life: Life, desk: Viewer) -> bool:
    """A few turn out to be another authority's, or a mistake."""
    before, drawn = life.incident, life.chance.random()
    if before.approvals or drawn > 0.02:
        return False
    if drawn < 0.012:
        receiver = life.chance.choice([reasons.Receiver.TRAFFIC, reasons.Receiver.OTHER_DISTRICT])
        out = commands.TransferOut(**life.ids(), receiver=receiver, receipt_no=f"{life.now:%Y%m%d}-{before.number}")
        life.take(decisions.transfer_out(before, out, life.turn(desk)), desk)
        return True
    void = commands.Void(**life.ids(), reason="演练时误报")
    life.take(decisions.void(before, void, life.turn(desk)), desk)
    decide(life, life.people.head(before.grid_id))
    return True

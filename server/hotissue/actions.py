"""The verbs of a hot issue: adopt it with an owner and a plan, decline it, say that it is solved."""

from __future__ import annotations

from typing import Any

from server.catalogue.queries import catalogue
from server.catalogue.resting import in_force
from server.clock import SHANGHAI
from server.hotissue import commands
from server.hotissue.lifecycle import LIFE, Step
from server.hotissue.models import HotIssue
from server.hotissue.policy import OWNERS, admit
from server.hotissue.queries import ISSUES
from server.moments import SOLVED
from server.process.change import Change, altered
from server.process.execute import Done, Inputs, Verbs, inputs
from server.process.noun import Noun
from server.process.validation import Check
from server.viewer import Seat

__all__ = ["HOTISSUE", "Done", "adopt", "decline", "solve"]

HOTISSUE: Noun[HotIssue] = Noun("hot issue", HotIssue, guards=("version",), area=lambda issue: issue.grid_id)
VERBS = Verbs(HOTISSUE, inputs, ISSUES.load, prefix="hotissue_")
KINDS = {Step.ADOPT: "hotissue.adopted", Step.DECLINE: "hotissue.declined", Step.SOLVE: "hotissue.solved"}


@VERBS.verb("adopt")
async def adopt(issue: HotIssue, command: commands.Adopt, at: Inputs) -> Change[HotIssue]:
    """列入: it gets an owner (a unit, or a post of the street), a plan and a day by which it is solved."""
    seat = admit(Step.ADOPT, issue, command.seen, at.viewer)
    check = Check()
    plan = check.text("plan", command.plan, least=1)
    due_on = check.given("due_on", command.due_on, "say by which day")
    check.within("due_on", command.due_on, SOLVED, at.now)
    unit, role = command.owner_unit_id, command.owner_role
    units = {one.id for one in (await catalogue()).units_in_force()}
    named = (unit in units or role in OWNERS) and not (unit and role)
    check.need(named, "owner_unit_id", "one owner: a unit, or a post of the street")
    check.settle()
    told = {name: str(value) for name, value in (("unit", unit), ("role", role), ("due_on", due_on)) if value}
    rests_on = (in_force([unit], at.now.astimezone(SHANGHAI).date()),) if unit else ()
    return _moved(issue, Step.ADOPT, at, seat, told, rests_on, owner_unit_id=unit, owner_role=role, plan=plan,
                  due_on=due_on, **_decided(at))  # fmt: skip


@VERBS.verb("decline")
def decline(issue: HotIssue, command: commands.Decline, at: Inputs) -> Change[HotIssue]:
    """不列入: with a reason. What comes after it begins to be counted anew."""
    seat = admit(Step.DECLINE, issue, command.seen, at.viewer)
    return _moved(issue, Step.DECLINE, at, seat, words=_said("reason", command.reason), **_decided(at))


@VERBS.verb("solve")
def solve(issue: HotIssue, command: commands.Solve, at: Inputs) -> Change[HotIssue]:
    """解决: how, by the owner or by who decides about it."""
    seat = admit(Step.SOLVE, issue, command.seen, at.viewer)
    return _moved(issue, Step.SOLVE, at, seat, words=_said("text", command.text), solved_at=at.now)


def _said(field: str, given: str | None) -> str:
    check = Check()
    words = check.text(field, given, least=1)
    check.settle()
    return words


def _decided(at: Inputs) -> dict[str, Any]:
    return {"decided_by_id": at.viewer.person_id, "decided_at": at.now}


def _moved(
    issue: HotIssue, step: Step, at: Inputs, seat: Seat, told: dict[str, Any] | None = None,
    rests_on: tuple[Any, ...] = (), **columns: Any,
) -> Change[HotIssue]:  # fmt: skip
    """The log keeps ids, codes and days of a decision, no words."""
    state, version = LIFE.after(issue.state, step), issue.version + 1
    told = {"step": step, "from": issue.state, "to": state, "version": version} | (told or {})
    after = altered(issue, state=state, version=version, **columns)
    return Change(noun=HOTISSUE, kind=KINDS[step], at=at.now, seat=seat, told=told, before=issue, after=after,
                  rests_on=rests_on)  # fmt: skip

"""The verbs of a hot issue: adopt it with an owner and a plan, decline it, say that it is solved."""

from __future__ import annotations

from typing import Any

from server.core.clock import SHANGHAI
from server.core.moments import SOLVED
from server.grid.hotissue import commands
from server.grid.hotissue.lifecycle import LIFE, Step
from server.grid.hotissue.models import HotIssue, HotIssueMember
from server.grid.hotissue.policy import OWNERS, taker
from server.grid.hotissue.queries import ISSUES
from server.ground.catalogue.queries import catalogue
from server.ground.catalogue.resting import in_force
from server.process.execute import Inputs, Verbs, inputs
from server.process.noun import Noun, append
from server.process.steps import Moved, Steps
from server.process.validation import Check, stated

HOTISSUE: Noun[HotIssue] = Noun(
    "hot issue",
    HotIssue,
    guards=("version",),
    area=lambda issue: issue.grid_id,
    parts=(append("joined", HotIssueMember, "issue_id", key="incident_id"),),
)
VERBS = Verbs(HOTISSUE, inputs, ISSUES.load, prefix="hotissue_")
KINDS = {Step.ADOPT: "hotissue.adopted", Step.DECLINE: "hotissue.declined", Step.SOLVE: "hotissue.solved"}
STEPS: Steps[HotIssue, Step] = Steps(VERBS, LIFE, KINDS, taker)  # the log keeps ids, codes and days of them, no words


@STEPS.step(Step.ADOPT)
async def adopt(issue: HotIssue, command: commands.Adopt, at: Inputs) -> Moved:
    """列入: it gets an owner (a unit, or a post of the street), a plan and a day by which it is solved."""
    check = Check()
    plan = check.text("plan", command.plan, least=1)
    due_on = check.given("due_on", command.due_on, "say by which day")
    check.within("due_on", command.due_on, SOLVED, at.now)
    unit, role = command.owner_unit_id, command.owner_role
    named = ((await catalogue()).unit_in_force(unit) or role in OWNERS) and not (unit and role)
    check.need(named, "owner_unit_id", "one owner: a unit, or a post of the street")
    check.settle()
    told = {name: str(value) for name, value in (("unit", unit), ("role", role), ("due_on", due_on)) if value}
    rests_on = (in_force([unit], at.now.astimezone(SHANGHAI).date()),) if unit else ()
    owned = {"owner_unit_id": unit, "owner_role": role, "plan": plan, "due_on": due_on}
    return Moved(owned | _decided(at), told, rests_on)


@STEPS.step(Step.DECLINE)
def decline(issue: HotIssue, command: commands.Decline, at: Inputs) -> Moved:
    """不列入: with a reason. What comes after it begins to be counted anew."""
    return Moved({"words": stated("reason", command.reason, least=1)} | _decided(at))


@STEPS.step(Step.SOLVE)
def solve(issue: HotIssue, command: commands.Solve, at: Inputs) -> Moved:
    """解决: how, by the owner or by who decides about it."""
    return Moved({"words": stated("text", command.text, least=1), "solved_at": at.now})


def _decided(at: Inputs) -> dict[str, Any]:
    return {"decided_by_id": at.viewer.person_id, "decided_at": at.now}

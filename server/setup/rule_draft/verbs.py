"""The verbs of a draft of rules: propose, edit, simulate, approve, drop."""

from __future__ import annotations

from datetime import date, timedelta

import orjson

from server.core.errors import Invalid, Missing
from server.core.moments import AWAY, TOO_EARLY
from server.core.text import line
from server.ground.area.territory import territory
from server.ground.catalogue.queries import catalogue
from server.ground.worktime.calendar import local_day
from server.ground.worktime.queries import calendar
from server.process import Begun, Check, Moved, Noun, Steps, said, steps_of
from server.process.execute import Inputs
from server.setup.rule_draft import commands, content, simulation
from server.setup.rule_draft.content import Content
from server.setup.rule_draft.lifecycle import LIFE, Step
from server.setup.rule_draft.lookups import RULE_DRAFTS
from server.setup.rule_draft.models import Kind, RuleDraft
from server.setup.rule_draft.policy import KEEPERS, taker, why

RULE_DRAFT: Noun[RuleDraft] = Noun(
    "rule draft", RuleDraft, undigested=frozenset({"rule_draft.to_replay", "rule_draft.replayed"})
)
KINDS = {
    Step.EDIT: "rule_draft.edited",
    Step.SIMULATE: "rule_draft.simulated",
    Step.APPROVE: "rule_draft.approved",
    Step.DROP: "rule_draft.dropped",
    Step.BEGIN: "rule_draft.begun",
    Step.LAPSE: "rule_draft.lapsed",
    Step.SUPERSEDE: "rule_draft.superseded",
}
STEPS: Steps[RuleDraft, Step] = steps_of(RULE_DRAFT, RULE_DRAFTS, LIFE, KINDS, taker, why)


@STEPS.begins("propose", "rule_draft.proposed")
async def propose(command: commands.Propose, at: Inputs) -> Begun:
    """Raises Invalid with all that is wrong at once; Missing for who keeps no rules."""
    seat = next((one for one in at.viewer.seats if one.role in KEEPERS), None)
    if seat is None or at.viewer.person_id is None:
        raise Missing("there are no such rules, or they are not yours to change")
    check = Check()
    kind = check.given("kind", command.kind, "say what is changed")
    reason, starts_on = _said(check, command, at)
    found = await _content(kind, command, check, command.year, starts_on)
    row = RuleDraft(
        id=command.id, kind=kind, area=seat.area, reason=reason, starts_on=starts_on, year=found.year,
        content=found.kept(), changes=found.many, made_by_id=at.viewer.person_id, made_at=at.now,
    )  # fmt: skip
    return Begun(row, seat, told={"kind": kind, "changes": row.changes, "starts_on": starts_on.isoformat()})


@STEPS.step(Step.EDIT)
async def edit(before: RuleDraft, command: commands.Edit, at: Inputs) -> Moved:
    """修改: whatever was simulated counts no more."""
    check = Check()
    reason, starts_on = _said(check, command, at)
    found = await _content(before.kind, command, check, before.year, starts_on)
    columns = {
        "reason": reason,
        "starts_on": starts_on,
        "content": found.kept(),
        "changes": found.many,
        "digest": "",
        "result": "",
        "simulated_at": None,
    }
    return Moved(columns, told={"changes": found.many, "starts_on": starts_on.isoformat()})


def _said(check: Check, command: commands.Propose | commands.Edit, at: Inputs) -> tuple[str, date]:
    reason = check.words(command, "reason", made=line)
    starts_on = check.given("starts_on", command.starts_on, "say from which day on")
    check.within("starts_on", starts_on, AWAY, at.now)
    check.settle()
    _ahead(starts_on, at)
    return reason, starts_on


def _ahead(starts_on: date, at: Inputs) -> None:
    """Raises Invalid for a day that has begun: nobody is measured by rules that they could not know."""
    if starts_on < local_day(at.now) + timedelta(days=1):
        raise Invalid("tomorrow or later", field="starts_on", code=TOO_EARLY)


async def _content(
    kind: Kind, command: commands.Propose | commands.Edit, check: Check, year: int | None, starts_on: date
) -> Content:
    if kind is Kind.LIMITS:
        return content.limits(command, check, await catalogue(), (await territory()).areas)
    return content.year(command, check, year, await calendar(), starts_on)


@STEPS.step(Step.SIMULATE)
async def simulate(before: RuleDraft, command: commands.Simulate, at: Inputs) -> Moved:
    """模拟. Raises Invalid RULES_MOVED where what it changes is no longer as it was when it was written."""
    found = content.read(before)
    known, days = await catalogue(), await calendar()
    if not found.fits(known, days):
        raise _moved()
    tally, since = await simulation.replay(before, found, known, days)
    told = tally.told() | {"since": since.isoformat()}
    digest = content.digest(before)
    columns = {"result": orjson.dumps(told).decode(), "digest": digest, "simulated_at": at.now}
    sums = {name: told["cases"][name] for name in ("count", "before", "after")}
    return Moved(columns, told={"digest": digest, "moves": told["running"]["moved"], **sums})


def _moved() -> Invalid:
    return Invalid("what this draft changes was changed meanwhile: write it anew", code="RULES_MOVED")


@STEPS.step(Step.APPROVE)
async def approve(before: RuleDraft, command: commands.Approve, at: Inputs) -> Moved:
    """批准: exactly what was simulated, from a day that has not begun. Raises Invalid SIMULATION_STALE, RULES_MOVED."""
    _ahead(before.starts_on, at)
    if before.digest != content.digest(before):
        raise Invalid("this is not what was simulated", code="SIMULATION_STALE")
    if not content.read(before).fits(await catalogue(), await calendar()):
        raise _moved()
    columns = {"approved_by_id": at.viewer.person_id, "approved_at": at.now}
    return Moved(columns, told={"digest": before.digest, "starts_on": before.starts_on.isoformat()})


@STEPS.step(Step.DROP)
def drop(before: RuleDraft, command: commands.Drop, at: Inputs) -> Moved:
    """不做了: nothing of it comes in force."""
    return Moved({"closed_at": at.now, "why_dropped": said(command, "reason")})

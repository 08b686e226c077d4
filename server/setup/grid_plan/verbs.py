"""The verbs of a plan of grids: draft and amend it, check it, approve it or send it back, drop it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson

from server.core.errors import Invalid, Missing
from server.core.moments import PLANNED
from server.core.text import line
from server.ground.area import queries, redividing, tiling
from server.ground.area.models import AreaLevel, GridKind
from server.ground.area.policy import KEEPERS
from server.process import Begun, Moved, Noun, Steps, steps_of
from server.process import Check as Checking
from server.process.change import altered
from server.process.execute import Inputs
from server.process.quota import at_most
from server.setup.grid_plan import checking, commands, drawing
from server.setup.grid_plan.lifecycle import LIFE, OPEN, Step
from server.setup.grid_plan.lookups import COMMUNITY, GRID_PLANS
from server.setup.grid_plan.models import GridPlan
from server.setup.grid_plan.pieces import Piece
from server.setup.grid_plan.policy import taker, why

MOST_OPEN = 20  # of one community
GRID_PLAN: Noun[GridPlan] = Noun("grid plan", GridPlan, guards=("version", "look_at"),
                                 follows=(at_most(MOST_OPEN, "area", OPEN),))  # fmt: skip
KINDS = {
    Step.AMEND: "grid_plan.amended",
    Step.CHECK: "grid_plan.checked",
    Step.APPROVE: "grid_plan.approved",
    Step.DECLINE: "grid_plan.declined",
    Step.DROP: "grid_plan.dropped",
    Step.BEGIN: "grid_plan.begun",
    Step.LAPSE: "grid_plan.lapsed",
}
STEPS: Steps[GridPlan, Step] = steps_of(GRID_PLAN, GRID_PLANS, LIFE, KINDS, taker, why)


@STEPS.begins("draft", "grid_plan.drafted")
async def draft(command: commands.Draft, at: Inputs) -> Begun:
    """拟方案. Raises Missing for a community that is not theirs, Invalid with all that cannot be read."""
    check = Checking()
    area = check.given("area", command.area, "say of which community")
    check.settle()
    seat, known = at.viewer.seat_for(KEEPERS, area), await queries.area(area)
    if seat is None or known is None or known.level is not AreaLevel.COMMUNITY or at.viewer.person_id is None:
        raise Missing("there is no such community, or it is not yours", field="area")
    said = await _said(area, command, at)
    row = GridPlan(id=command.id, area=area, made_by_id=at.viewer.person_id, made_at=at.now, **said)
    return Begun(row, seat, told={"grids": [one.code for one in drawing.grids_of(row)], "stays": row.stay_count})


@STEPS.step(Step.AMEND)
async def amend(before: GridPlan, command: commands.Amend, at: Inputs) -> Moved:
    """改方案: upon the grids of now; it is to be checked anew."""
    said = await _said(before.area, command, at, of=before)
    told = {"grids": [one["code"] for one in orjson.loads(said["grids"])], "stays": said["stay_count"]}
    return Moved(said | {"declined_reason": "", "lapsed_code": ""}, told=told)


async def _said(
    area: str, command: commands.Draft | commands.Amend, at: Inputs, of: GridPlan | None = None
) -> dict[str, Any]:
    """What is kept of it. Raises Invalid with all that cannot be read at once."""
    check = Checking()
    reason = check.words(command, "reason")
    check.within("starts_at", command.starts_at, PLANNED, at.now)
    codes = sorted(set(command.grids or ()))
    shapes = await redividing.standing(codes)
    check.need(codes, "grids", "choose the grids that it changes")
    for place, code in enumerate(command.grids or ()):
        check.need(
            code in shapes and code[:COMMUNITY] == area, f"grids.{place}", "no grid of this community", "NOT_FOUND"
        )
    check.need(command.pieces, "pieces", "say what they become")
    taken = await checking.numbers(area, but=of.id if of else None) | {
        one.code for one in command.pieces or () if one.code
    }
    numbers = redividing.free(area, taken, sum(not one.code for one in command.pieces or ()))
    pieces = [_piece(place, one, numbers, check) for place, one in enumerate(command.pieces or ())]
    check.settle()
    opened = await checking.opened(codes)
    return {
        "reason": reason,
        "grids": drawing.kept(drawing.old(shapes.values())),
        "pieces": drawing.kept(pieces),
        "stays": drawing.kept(await checking.staying(codes)),
        "stay_count": sum(opened.values()),
        "starts_at": command.starts_at and check.moment(command.starts_at, at.now),
    }


def _piece(place: int, one: Piece, numbers: list[str], check: Checking) -> drawing.Piece:
    """A piece as it is kept; its number is the next of those that are free where none is said."""
    name = check.text(f"pieces.{place}.name", one.name, least=1, most=64, made=line)
    ring: list[list[int]] = []
    try:
        ring = [list(corner) for corner in tiling.corners(one.ring, f"pieces.{place}.ring")]
    except Invalid as refusal:
        check.problems.extend(refusal.problems)
    if ring and ring[0] != ring[-1]:
        ring.append(list(ring[0]))
    if one.code is None and not numbers:
        check.add(f"pieces.{place}.code", "this community has no number left", "GRID_NUMBER_USED")
    code = one.code or (numbers.pop(0) if numbers else "")
    people = list(dict.fromkeys(str(key) for key in one.people or ()))
    return drawing.Piece(code, name, ring, one.kind or GridKind.BASIC, one.households, people, one.code is not None)


@STEPS.step(Step.CHECK)
async def check(before: GridPlan, command: commands.Check, at: Inputs) -> Moved:
    """检查. Raises Invalid with every fault of it at once."""
    renumbered = altered(before, pieces=drawing.kept(await _renumbered(before)))
    if found := await checking.problems(renumbered):
        raise Invalid.of(found)
    codes = [one.code for one in drawing.grids_of(before)]
    stays, opened = await checking.staying(codes), await checking.opened(codes)
    many = sum(opened.values())
    return Moved(
        {"pieces": renumbered.pieces, "stays": drawing.kept(stays), "stay_count": many, "lapsed_code": ""},
        told={"stays": many},
    )


async def _renumbered(plan: GridPlan) -> list[drawing.Piece]:
    """Its pieces, each whose number nobody chose with one that is free by now."""
    pieces, taken = drawing.pieces_of(plan), await checking.numbers(plan.area, but=plan.id)
    known = taken | {one.code for one in pieces if one.chosen}
    numbers = iter(redividing.free(plan.area, known, len(pieces)))
    return [one if one.chosen else replace(one, code=next(numbers, one.code)) for one in pieces]


@STEPS.step(Step.APPROVE)
async def approve(before: GridPlan, command: commands.Approve, at: Inputs) -> Moved:
    """批准: it holds from its moment on, or at once. Raises Invalid with what is wrong with it by now."""
    if found := await checking.problems(before):
        raise Invalid.of(found)
    begins = max(at.now, before.starts_at or at.now)
    return Moved({"approved_by_id": at.viewer.person_id, "approved_at": at.now, "look_at": begins})


@STEPS.step(Step.DECLINE)
def decline(before: GridPlan, command: commands.Decline, at: Inputs) -> Moved:
    """退回 to who drafted it."""
    check = Checking()
    reason = check.words(command, "reason")
    check.settle()
    return Moved({"declined_reason": reason})


@STEPS.step(Step.DROP)
def drop(before: GridPlan, command: commands.Drop, at: Inputs) -> Moved:
    """不改了."""
    return Moved({"closed_at": at.now, "look_at": None})

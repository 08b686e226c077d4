"""Checking a plan: all that is wrong with it at once, each with its field and what to do; and which cases it leaves in
their grid as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from server.core.errors import Invalid, Problem
from server.data.database import reader
from server.grid.incident.models import Incident
from server.ground.area import policy, redividing, tiling
from server.ground.area.models import AreaShape
from server.ground.area.policy import Ring
from server.ground.area.territory import territory
from server.setup.grid_plan.drawing import Old, Piece, grids_of, pieces_of, threads
from server.setup.grid_plan.lifecycle import State
from server.setup.grid_plan.lookups import COMMUNITY, working
from server.setup.grid_plan.models import GridPlan

SHOWN = 100  # cases that a plan names


@dataclass(frozen=True)
class Stay:
    """A case that stays in its grid as it was."""

    id: str
    number: str | None
    grid: str
    version: int


@dataclass(frozen=True)
class Found:
    """What there is beside the plan itself: its grids as they are now, numbers that nobody may have, who works in
    which grid, and how many cases are open in each."""

    shapes: Mapping[str, AreaShape]
    taken: Collection[str]
    workers: Mapping[UUID, Collection[str]]
    manned: Collection[str]
    opened: Mapping[str, int]


async def gathered(plan: GridPlan) -> Found:
    grids = [one.code for one in grids_of(plan)]
    workers: dict[UUID, set[str]] = {}
    for one in await working(plan.area):
        workers.setdefault(one.person_id, set()).add(one.area_id)
    manned = {code for code in grids for areas in workers.values() if any(code.startswith(one) for one in areas)}
    return Found(
        await redividing.standing(grids), await numbers(plan.area, but=plan.id), workers, manned, await opened(grids)
    )


async def numbers(community: str, *, but: UUID | None = None) -> set[str]:
    """Those that a grid of the community has or ever had, and those that wait in another plan."""
    others = GridPlan.filter(area=community, state__in=[State.CHECKED, State.APPROVED]).exclude(id=but)
    waiting = {one.code for row in await others.using_db(reader()) for one in pieces_of(row)}
    return waiting | await redividing.taken(community)


async def opened(grids: Collection[str]) -> dict[str, int]:
    """How many cases are open in each of these grids."""
    rows = Incident.filter(grid_id__in=list(grids), closed_at=None).using_db(reader())
    return dict(Counter(str(code) for code in await rows.values_list("grid_id", flat=True)))


async def staying(grids: Collection[str]) -> list[Stay]:
    """The first of the cases that stay in their grid as it was, the newest first."""
    rows = Incident.filter(grid_id__in=list(grids), closed_at=None).using_db(reader()).order_by("-id").limit(SHOWN)
    found = await rows.values_list("id", "number", "grid_id", "grid_version")
    return [Stay(str(key), number, grid, version) for key, number, grid, version in found]


async def problems(plan: GridPlan) -> list[Problem]:
    """All that keeps it from holding."""
    found, old, pieces = await gathered(plan), grids_of(plan), pieces_of(plan)
    names = (await territory()).areas
    told = [*_stale(old, found), *_numbered(plan.area, pieces, found), *_peopled(pieces, found), *_unmanned(old, found)]
    shapes = {one.code: found.shapes[one.code].ring for one in old if one.code in found.shapes}
    ground = await threads.run(lambda: list(tiled(shapes, [one.ring for one in pieces])))
    return [*told, *(_ground(one, pieces, {code: area.name for code, area in names.items()}) for one in ground)]


def tiled(old: Mapping[str, Ring], rings: list[list[list[int]]]) -> Iterator[tiling.Fault]:
    """Rings that are none, else where the pieces do not tile the old ground."""
    unsound = [place for place, ring in enumerate(rings) if not _is_sound(ring)]
    for place in unsound:
        yield tiling.Fault("RING_UNSOUND", place, "", (0, 0))
    if not unsound and old and rings:
        yield from tiling.faults(old, rings)


def _is_sound(ring: Ring) -> bool:
    try:
        policy.sound(ring)
    except Invalid:
        return False
    return True


def _stale(old: list[Old], found: Found) -> Iterator[Problem]:
    for place, one in enumerate(old):
        now = found.shapes.get(one.code)
        if now is None or str(now.id) != one.shape:
            yield Problem(
                "PLAN_STALE", f"{one.code} is another grid by now", f"grids.{place}",
                f"{one.code} 已不是画方案时的样子：按现在的网格重画。Draw it anew upon the grids of now.",
            )  # fmt: skip


def _numbered(community: str, pieces: list[Piece], found: Found) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, one in enumerate(pieces):
        if not one.code.startswith(community) or len(one.code) != COMMUNITY + 3:
            hint = f"以 {community} 开头的 15 位数字。15 digits that begin with {community}."
            yield Problem("INVALID", "no number of this community", f"pieces.{place}.code", hint)
        elif one.code in found.taken or one.code in seen:
            hint = f"{one.code} 用过了，网格编码不再用第二次：留空取下一个。Leave it out, the next free one is taken."
            yield Problem("GRID_NUMBER_USED", f"{one.code} was used before", f"pieces.{place}.code", hint)
        seen.add(one.code)


def _peopled(pieces: list[Piece], found: Found) -> Iterator[Problem]:
    for place, one in enumerate(pieces):
        if not one.people:
            hint = f"给“{one.name}”选网格员。Choose who works it."
            yield Problem("GRID_UNMANNED", f"nobody works {one.code}", f"pieces.{place}.people", hint)
        for number, person in enumerate(one.workers):
            if person not in found.workers:
                hint = "只能选本社区现任的网格员；新的人先由安全管理员给岗位。Only who works in this community today."
                yield Problem("NO_SUCH_WORKER", "no grid worker of this community", f"pieces.{place}.people.{number}",
                              hint)  # fmt: skip


def _unmanned(old: list[Old], found: Found) -> Iterator[Problem]:
    for place, one in enumerate(old):
        if (many := found.opened.get(one.code, 0)) and one.code not in found.manned:
            hint = f"{one.code} 还有 {many} 件没办完，却没有网格员：先给它一个。Give {one.code} a worker first."
            yield Problem("GRID_UNMANNED", f"{many} cases are open in {one.code} and nobody works it",
                          f"grids.{place}", hint)  # fmt: skip


def _ground(fault: tiling.Fault, pieces: list[Piece], names: Mapping[str, str]) -> Problem:
    lat, lon = (f"{one / 10_000_000:.6f}" for one in fault.at)
    place = f"{lon},{lat}"
    own = pieces[fault.piece].name if fault.piece is not None else ""
    other = pieces[fault.other].name if isinstance(fault.other, int) else names.get(fault.other, fault.other)
    field = f"pieces.{fault.piece}.ring" if fault.piece is not None else "grids"
    match fault.code:
        case "RING_UNSOUND":
            return Problem(fault.code, "it crosses itself, or is none", field, "边界不能自交：重画。Draw it anew.")
        case "GROUND_OVERLAP":
            hint = f"“{own}”与“{other}”在 {place} 附近重叠：改其中一个。Change one of the two near there."
            return Problem(fault.code, f"{own} and {other} share ground at {place}", field, hint)
        case "GROUND_BEYOND":
            hint = f"“{own}”在 {place} 附近超出了原来的网格：缩回来，或把邻格也选上。Draw it back, or take the next in."
            return Problem(fault.code, f"{own} reaches beyond the old grids at {place}", field, hint)
        case _:
            hint = f"“{other}”在 {place} 附近有一块没人接：划给一个新网格。Give that ground to one of the pieces."
            return Problem(fault.code, f"nobody has the ground of {other} at {place}", field, hint)

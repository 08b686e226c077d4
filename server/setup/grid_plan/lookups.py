"""Which plans a list or a name means, through their door of sight; what a line would make of grids, and who works in a
community."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from tortoise.expressions import Q

from server import process
from server.core.errors import Invalid, Missing
from server.core.viewer import Role, Viewer
from server.ground.area import redividing, tiling
from server.ground.area.policy import Ring
from server.ground.person.present import Holder
from server.ground.person.queries import persons
from server.ground.person.standing_in import present
from server.process import STATES, asked, given
from server.process.fields import Declared
from server.query.door import Door
from server.setup.grid_plan.drawing import threads
from server.setup.grid_plan.lifecycle import State
from server.setup.grid_plan.models import GridPlan
from server.setup.grid_plan.pieces import MOST_GRIDS
from server.setup.grid_plan.policy import APPROVERS, visible_to

GRID_PLANS = Door(GridPlan, visible_to)
COMMUNITY = 12  # digits of its code
MOST_WORKERS, MOST_PARTS = 300, 60


class Wanted(process.Wanted):
    states: tuple[State, ...] | None = given(STATES, most=len(State), where="state__in")

    def waiting(self, viewer: Viewer) -> Q:
        """Drafts that are their own, and what others want approved."""
        own = Q(made_by_id=viewer.person_id)
        return (Q(state=State.DRAFT) & own) | (Q(state=State.CHECKED) & ~own)


class Cut(Declared):
    grids: tuple[str, ...] = asked("先把这些网格合成一块。These grids, put together first.", names="area",
                                   most=MOST_GRIDS)  # fmt: skip
    line: str | None = given(
        "再沿这条线切开：依次的“经度,纬度”，WGS-84；不填则只合。Cut along it then: longitude,latitude one after the "
        "other; left out: only put together.",
        longest=tiling.LONGEST,
    )


class Of(Declared):
    area: str = asked("哪个社区。Of which community.", names="area", longest=15)


@dataclass(frozen=True)
class Part:
    """A piece as it would be: its closed ring, how large it is, and the number that it would get."""

    ring: Ring
    hectares: float
    code: str | None


@dataclass(frozen=True)
class Worker:
    """A grid worker of a community, and what they work today."""

    id: UUID
    name: str
    areas: list[str]


async def parts(viewer: Viewer, wanted: Cut) -> list[Part]:
    """What becomes of grids; nothing for who does not plan there. Raises Missing; Invalid GRIDS_APART, PIECE_HOLED,
    LINE_MALFORMED, LINE_CROSSES_ITSELF, LINE_CUTS_NOTHING."""
    community = (wanted.grids or ("",))[0][:COMMUNITY]
    if viewer.seat_for(APPROVERS, community) is None:
        return []
    shapes = await redividing.standing(wanted.grids)
    if not wanted.grids or set(shapes) != set(wanted.grids):
        raise Missing("there is no such grid, or it has ended", field="grids")
    if any(not code.startswith(community) for code in shapes):
        raise Invalid("they are of two communities", field="grids", code="GRIDS_APART")
    rings = [one.ring for one in shapes.values()]

    def work() -> list[tuple[Ring, float]]:
        ground = tiling.joined(rings)
        found = tiling.cut(ground, tiling.corners(wanted.line, "line")) if wanted.line else [ground]
        if len(found) > MOST_PARTS:
            raise Invalid(f"more than {MOST_PARTS} pieces", field="line", code="TOO_MANY")
        made = [tiling.ring_of(one) for one in found]
        return [(ring, round(tiling.hectares(ring), 2)) for ring in made]

    found = await threads.run(work)
    numbers = redividing.free(community, await redividing.taken(community), len(found))
    codes = [*numbers, *[None] * (len(found) - len(numbers))]
    return [Part(ring, size, code) for (ring, size), code in zip(found, codes, strict=True)]


async def workers(viewer: Viewer, wanted: Of) -> list[Worker]:
    """The grid workers of a community today, by name; none for who does not plan there."""
    if viewer.seat_for(APPROVERS, wanted.area) is None:
        return []
    by_person: dict[UUID, list[str]] = {}
    for one in await working(wanted.area):
        by_person.setdefault(one.person_id, []).append(one.area_id)
    names = await persons(by_person)
    found = [Worker(key, names[key].name, sorted(areas)) for key, areas in by_person.items()]
    return sorted(found, key=lambda one: (one.name, one.id))[:MOST_WORKERS]


async def working(community: str) -> list[Holder]:
    """The posts of its grid workers today."""
    here = (await present()).around(community)
    return [one for one in here if one.role is Role.GRID_WORKER and one.area_id.startswith(community)]

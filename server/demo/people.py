"""Who does what in made history: viewers by place and unit, read once from the posts of the demo."""

from __future__ import annotations

import random
from dataclasses import dataclass
from uuid import UUID

from shapely import Point, Polygon

from server.core.viewer import Role, Seat, Viewer
from server.data.database import reader
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.decisions import Spot
from server.grid.incident.models import Channel
from server.grid.incident.steps import COMMUNITY_LEVEL
from server.ground.area.models import Area, AreaShape
from server.ground.catalogue.models import IncidentClass, Unit
from server.ground.catalogue.snapshot import Catalogue
from server.ground.person.models import Post

AROUND = 1000  # 1e-7 degree, about 10 m
TRIES = 30
OUTSIDE = frozenset({Channel.HOTLINE, Channel.ENTERPRISE, Channel.DEPARTMENT})


@dataclass(frozen=True)
class People:
    """Everybody who acts, by role and area, by unit and by id; the grids with a point and a shape each."""

    catalogue: Catalogue
    everybody: dict[UUID, Viewer]
    desks: dict[tuple[Role, str], list[Viewer]]
    handlers: dict[UUID, list[Viewer]]
    grids: dict[str, Area]
    shapes: dict[str, AreaShape]
    names: dict[str, str]
    supervisor: Viewer
    shown: Viewer  # the grid worker whom the demo is shown as
    shown_unit: UUID  # and the unit to which their finds go

    def viewer(self, person_id: UUID | None) -> Viewer:
        assert person_id is not None  # somebody was asked
        return self.everybody[person_id]

    def reporter(self, grid: str, channel: Channel) -> Viewer:
        """Who reports by this channel: the street's intake for what comes from outside, a volunteer what residents see,
        else the grid's worker."""
        if channel is Channel.RESIDENT:
            return self.desks[Role.VOLUNTEER, grid[:12]][0]
        return self.intake_of_street(grid) if channel in OUTSIDE else self.desks[Role.GRID_WORKER, grid][0]

    def workers(self, grid: str) -> list[UUID]:
        """The workers of a grid and then those of its community, by id."""
        return self._workers(grid, grid[:12])

    def checkers(self, grid: str) -> list[UUID]:
        """Whoever may be sent to check there: those and then the workers of the whole street."""
        return self._workers(grid, grid[:12], grid[:9])

    def _workers(self, *places: str) -> list[UUID]:
        near = (code for place in places for code in self.grids if code.startswith(place))
        there = (one.person_id for code in near for one in self.desks[Role.GRID_WORKER, code])
        return [person for person in dict.fromkeys(there) if person is not None]

    def intake_of_street(self, grid: str) -> Viewer:
        return self.desks[Role.STREET_INTAKE, grid[:9]][0]

    def secretary(self, grid: str) -> Viewer:
        return self.desks[Role.COMMUNITY, grid[:12]][0]

    def intake(self, grid: str, level: int) -> Viewer:
        """The community's secretary takes in what lies in their community, the street what is above it."""
        return self.secretary(grid) if level <= COMMUNITY_LEVEL else self.intake_of_street(grid)

    def filer(self, grid: str, level: int) -> Viewer:
        return self.secretary(grid) if level <= COMMUNITY_LEVEL else self.dispatcher(grid)

    def dispatcher(self, grid: str) -> Viewer:
        return self.desks[Role.STREET_DISPATCH, grid[:9]][0]

    def head(self, grid: str) -> Viewer:
        return self.desks[Role.STREET_HEAD, grid[:9]][0]

    def any_unit(self, grid: str) -> Unit:
        """A unit of the street, for what no unit's list names."""
        own = [
            one for one in self.catalogue.units_in_force(grid) if one.area_id == grid[:9] and one.id in self.handlers
        ]
        return own[0]

    def spot(self, grid: str, address: str, chance: random.Random) -> Spot:
        """Where somebody stands who reports from this address: within some 10 m of where it always lies."""
        lat, lon = self._lies(grid, address)
        return Spot(lat + chance.randint(-AROUND, AROUND), lon + chance.randint(-AROUND, AROUND), grid,
                    self.shapes[grid].version)  # fmt: skip

    def _lies(self, grid: str, address: str) -> tuple[int, int]:
        """The place of an address, which its words alone decide; the grid's own point where no other was found."""
        inner = Polygon(self.shapes[grid].ring).buffer(-2 * AROUND)
        west, south, east, north = inner.bounds if not inner.is_empty else (0, 0, 0, 0)
        chance = random.Random(f"{grid} {address}")
        for _ in range(TRIES):
            lon, lat = chance.uniform(west, east), chance.uniform(south, north)
            if inner.contains(Point(lon, lat)):
                return round(lat), round(lon)
        return self.grids[grid].lat, self.grids[grid].lon

    def klass(self, incident: Aggregate) -> IncidentClass:
        return self.catalogue.classes[incident.incident_class_id]

    def name_of(self, code: str) -> str:
        return self.names[code]


async def read(catalogue: Catalogue, grids: dict[str, Area], shapes: dict[str, AreaShape]) -> People:
    """Gather everybody from the posts in three statements."""
    everybody: dict[UUID, Viewer] = {}
    posts = await Post.all().using_db(reader()).select_related("person").order_by("starts_on", "id")
    seats: dict[UUID, list[Seat]] = {}
    for post in posts:
        seats.setdefault(post.person_id, []).append(Seat(post.id, post.role, post.area_id, post.unit_id))
    for post in posts:
        everybody[post.person_id] = Viewer(post.person_id, post.person.name, tuple(seats[post.person_id]))
    desks: dict[tuple[Role, str], list[Viewer]] = {}
    handlers: dict[UUID, list[Viewer]] = {}
    for post in posts:
        desks.setdefault((post.role, post.area_id), []).append(everybody[post.person_id])
        if post.unit_id is not None:
            handlers.setdefault(post.unit_id, []).append(everybody[post.person_id])
    names = {one.code: one.name for one in await Area.filter(level="COMMUNITY").using_db(reader())}
    supervisor = next(everybody[post.person_id] for post in posts if post.role is Role.DISTRICT_SUPERVISOR)
    team = next(post.unit_id for post in posts if post.person.login == "sun" and post.unit_id is not None)
    shown = next(everybody[post.person_id] for post in posts if post.person.login == "wang")
    return People(catalogue, everybody, desks, handlers, grids, shapes, names, supervisor, shown, team)

"""What a phone refers to without a network (参照): the catalogue in force and the grids that it can draw.

Decision: it changes a few times a year, so a phone names the version that it holds and is told nothing when that is the
one of now. The version is the phone's to keep, beside what it describes: a cursor would go on saying that a phone has
what it had to let go for want of room.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from server.core.viewer import Viewer
from server.ground.area.models import Area, AreaLevel
from server.ground.area.territory import Territory, territory
from server.ground.catalogue.queries import catalogue
from server.ground.catalogue.snapshot import Catalogue
from server.reach.sync import scope

STREET = 9  # digits of a code; whose post covers more draws no grids
MOST = 300  # grids on one phone


@dataclass(frozen=True)
class Reference:
    """What is in force for this person today. `version` is another one whenever anything in it is."""

    version: str
    catalogue: Catalogue
    grids: list[Area]


async def reference(viewer: Viewer, unless: str | None = None) -> Reference | None:
    """What the viewer's phone refers to; None when `unless` is the version of now."""
    listed, known = await catalogue(), await territory()
    said = f"{scope.mark(viewer)} {listed.version} {known.version}"
    version = hashlib.sha256(said.encode()).hexdigest()[:16]
    return None if version == unless else Reference(version, listed, grids_of(viewer, known))


def grids_of(viewer: Viewer, known: Territory) -> list[Area]:
    """The grids in force under own posts in grids, communities and streets, by code."""
    areas = {seat.area for seat in viewer.seats if len(seat.area) >= STREET and not seat.stands_in}
    found = {one.code: one for area in areas for one in known.chosen(area, AreaLevel.GRID)}
    return [found[code] for code in sorted(found)][:MOST]

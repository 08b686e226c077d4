"""Areas and grids held against the whole district as it is, and what would change: what areas and grids share.

Decision: the checks of a folder that moves in (`server.setup.pack`), on the tree and the shapes that are there with the
rows of the file laid over them. Shapes of communities and streets that are made of their grids follow in the same
import, as rows behind the last one of the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from shapely import Polygon

from server.core.viewer import Viewer
from server.ground.area import loading
from server.ground.area.loading import Standing, Wanted
from server.process.importing.faults import Faults
from server.process.importing.kind import Act, Given, Plan
from server.setup.import_job.files import threads
from server.setup.pack import drawing, places
from server.setup.pack.geojson import Feature
from server.setup.pack.places import Place

KEPT = "here"  # stands for the file of what is there already


async def planned(given: Given, there: Standing, found: Mapping[str, Place], faults: Faults) -> Plan:
    """What the file changes of the territory."""
    return await threads.run(lambda: _planned(given, there, found, faults))


def _planned(given: Given, there: Standing, found: Mapping[str, Place], faults: Faults) -> Plan:
    before, everything = faults.total, {**_standing(there, given.since), **found}
    own = {code: one for code, one in everything.items() if code in found or len(code) == 6}
    places.check_tree(found, there, faults)
    places.check_district(own, there, faults)
    drawn = drawing.Drawing(everything, (), there, given.since)
    if any(len(code) == 15 for code in found):
        drawing.check_outside(drawn, faults)
        drawing.check_overlaps(list(drawn.grids.values()), faults)
    if faults.total > before:
        return Plan()
    touched = {*found, *(code[:length] for code in found for length in (6, 9, 12))}
    wanted = {one.code: _placed(one, there) for one in drawn.wanted() if one.code in touched}
    changes = loading.compare(there, wanted.values(), given.since)
    other = [*changes.added, *changes.changed, *changes.ended, *changes.redrawn]
    last = max((one.number for one in found.values()), default=0) + 1  # of what only follows
    numbers = {code: found[code].number if code in found else last for code in other}
    acts = [
        Act(numbers[code], wanted[code]) for code in sorted(other, key=lambda one: (one not in found, len(one), one))
    ]
    return Plan(acts, len(set(found) - set(other)))


def _standing(there: Standing, since: date) -> dict[str, Place]:
    """What is in force, as rows of a file would say it."""
    found = {}
    for code, one in there.areas.items():
        shape = there.shapes.get(code)
        if (one.valid_to is not None and one.valid_to <= since) or (len(code) == 15 and shape is None):
            continue
        feature = None
        if len(code) == 15 and shape is not None:
            said = {"source": shape.source} | ({"synthetic": "yes"} if shape.synthetic else {})
            feature = Feature(0, said, Polygon(shape.ring))
        found[code] = Place(KEPT, 0, code, one.name, one.valid_from, one.valid_to, one.kind, one.households,
                            one.predecessor, feature)  # fmt: skip
    return found


def _placed(one: Wanted, there: Standing) -> Wanted:
    """An area that is not drawn yet lies where the one above it does."""
    if one.point != (0, 0):
        return one
    above = (there.areas.get(one.code[:length]) for length in (len(one.code), 12, 9, 6))
    known = next((area for area in above if area is not None and area.lat), None)
    return replace(one, point=(known.lat, known.lon)) if known else one


async def apply(by: Viewer, given: Given, acts: Sequence[Act]) -> None:
    await loading.load(by, [one.value for one in acts], since=given.since)

"""What loading a folder would change: read, held against what is there, and told kind by kind. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from shapely import Polygon

from server.ground.area import layers as area_layers
from server.ground.area import loading as territory
from server.ground.area.loading import Differences, Wanted
from server.ground.area.models import AreaLevel
from server.ground.catalogue.changes import Changes as Compared
from server.process.importing.faults import Faults, Said
from server.setup.pack import calendar, catalogue, drawing, kinds, layers, people, places
from server.setup.pack.folder import Folder
from server.setup.pack.places import Place


@dataclass(frozen=True)
class Standing:
    """The district that the database holds; empty by default."""

    territory: territory.Standing = field(default_factory=territory.Standing)
    catalogue: catalogue.Standing = field(default_factory=catalogue.Standing)
    calendar: calendar.Standing = field(default_factory=calendar.Standing)
    people: people.Standing = field(default_factory=people.Standing)
    layers: dict[str, str] = field(default_factory=dict)  # digests by community

    @property
    def district(self) -> str | None:
        return next((code for code, one in self.territory.areas.items() if one.level is AreaLevel.DISTRICT), None)


async def standing() -> Standing:
    """All that a folder is compared with."""
    return Standing(
        await territory.standing(),
        await catalogue.standing(),
        await calendar.standing(),
        await people.standing(),
        await area_layers.standing(),
    )


class Line(NamedTuple):
    """One kind's line: how many rows would be new, otherwise, ended, and the same."""

    kind: Said
    added: int
    changed: int
    ended: int
    same: int

    @property
    def any(self) -> bool:
        return bool(self.added or self.changed or self.ended)


@dataclass
class Plan:
    """A folder without a fault, and what it changes."""

    district: str
    since: date
    areas: list[Wanted] = field(default_factory=list)
    territory: Differences = field(default_factory=Differences)
    tables: catalogue.Tables | None = None
    catalogue: dict[str, Compared] = field(default_factory=dict)
    calendar: calendar.Changes = field(default_factory=calendar.Changes)
    people: people.Changes | None = None
    layers: list[area_layers.Layer] = field(default_factory=list)  # those that are new or another
    new_layers: int = 0
    same_layers: int = 0

    def lines(self) -> Iterator[Line]:
        """A line for each kind that the folder holds."""
        if self.areas:
            one = self.territory
            redrawn = len(set(one.redrawn) | set(one.changed))
            yield Line(Said("区划与网格", "areas and grids"), len(one.added), redrawn, len(one.ended), one.same)
        if self.layers or self.same_layers:
            added = self.new_layers
            yield Line(Said("底图", "map layers"), added, len(self.layers) - added, 0, self.same_layers)
        for name, changes in self.catalogue.items():
            zh = next(sheet.zh for sheet in kinds.CATALOGUE if sheet.name == name)
            yield Line(
                Said(zh, name.replace("_", " ")),
                len(changes.added),
                len(changes.changed),
                len(changes.ended),
                changes.same,
            )
        days, hours = self.calendar, self.calendar.hours
        if days.added or days.changed or days.ended or days.same:
            yield Line(Said("节假日", "holidays"), len(days.added), len(days.changed), len(days.ended), days.same)
        if hours is not None or days.same_hours:
            yield Line(Said("作息", "work hours"), 0, len(hours or ()), 0, days.same_hours)
        if (who := self.people) is not None:
            yield Line(Said("人员", "people"), len(who.newcomers), 0, 0, who.same_people)
            yield Line(Said("岗位", "posts"), len(who.given), 0, len(who.ended), who.same)

    @property
    def newcomers(self) -> dict[str, str]:
        """Names of those who are not known yet, by login."""
        return self.people.newcomers if self.people is not None else {}

    @property
    def changes(self) -> bool:
        return any(one.any for one in self.lines())


def made(folder: Folder, there: Standing, since: date, faults: Faults) -> Plan:
    """Compare the folder with what is there. The plan may be carried out only when no fault was found."""
    found = _areas(folder, there, since, faults)
    plan = Plan(there.district or next((code[:6] for code in found), ""), since)
    if _drawable(folder, faults):
        _draw(plan, folder, found, there, faults)
    if folder.layers is not None:
        _compare_layers(plan, folder.layers, there, faults)
    if plan.district:
        _compare(plan, folder, found, there, faults)
    return plan


def _areas(folder: Folder, there: Standing, since: date, faults: Faults) -> dict[str, Place]:
    found: dict[str, Place] = {}
    if kinds.AREAS.name in folder.tables:
        found |= places.from_sheet(folder.tables[kinds.AREAS.name], there.territory, since, faults)
    if folder.grids is not None:
        found |= places.from_features(folder.grids, there.territory, since, faults)
    return found


def _drawable(folder: Folder, faults: Faults) -> bool:
    """Areas, grids and borders make each other's shapes: they come together or not at all."""
    there = {
        kinds.AREAS.file: kinds.AREAS.name in folder.tables,
        kinds.GRIDS_FILE: kinds.GRIDS_FILE in folder.names,
        kinds.BORDERS_FILE: kinds.BORDERS_FILE in folder.names,
    }
    if not any(there.values()):
        return False
    for name in (kinds.AREAS.file, kinds.GRIDS_FILE):
        if not there[name]:
            faults.add(
                name,
                None,
                None,
                Said("缺少这个文件", "this file is lacking"),
                Said("区划、网格、边界一起放", "areas, grids and borders together"),
            )
    return folder.grids is not None and kinds.AREAS.name in folder.tables


def _compare_layers(plan: Plan, drawn: list[layers.Drawn], there: Standing, faults: Faults) -> None:
    """Layers of communities as they shall be drawn; of one that nothing touches the layer stays as it is."""
    if faults.total:
        return  # the communities may be none
    shapes = {code: Polygon(one.ring) for code, one in there.territory.shapes.items()}
    shapes |= {one.code: Polygon(one.drawn.ring) for one in plan.areas if one.drawn is not None}
    communities = {code: shape for code, shape in shapes.items() if len(code) == area_layers.COMMUNITY}
    found = layers.layers(drawn, communities, faults)
    plan.layers = [one for code, one in found.items() if there.layers.get(code) != one.digest]
    plan.same_layers = len(found) - len(plan.layers)
    plan.new_layers = sum(one.area not in there.layers for one in plan.layers)


def _codes(folder: Folder, found: dict[str, Place], there: Standing) -> set[str] | None:
    """The codes that other rows may name; None while the areas themselves cannot be read."""
    broken = kinds.AREAS.name in folder.tables and not folder.tables[kinds.AREAS.name].whole
    if broken or (folder.grids is None and kinds.GRIDS_FILE in folder.names):
        return None
    return {*found, *there.territory.areas}


def _draw(plan: Plan, folder: Folder, found: dict[str, Place], there: Standing, faults: Faults) -> None:
    before, whole = faults.total, folder.tables[kinds.AREAS.name].whole
    if whole:  # else a parent may lack only because its row could not be read
        places.check_tree(found, there.territory, faults)
    drawn = drawing.Drawing(found, folder.borders or (), there.territory, plan.since)
    drawing.check(drawn, faults)
    if faults.total > before or not whole:
        return
    places.check_filled(found, there.territory, plan.since, faults)
    plan.areas = drawn.wanted()
    plan.territory = territory.compare(there.territory, plan.areas, plan.since)
    for code in plan.territory.missing:
        file = kinds.GRIDS_FILE if len(code) == 15 else kinds.AREAS.file
        faults.add(
            file,
            None,
            None,
            Said(f"没有了仍有效的 {code}", f"{code} is in force and gone from the file"),
            Said("保留它并写“最后一日”", "it again, with its last day in valid_to"),
        )


def _compare(plan: Plan, folder: Folder, found: dict[str, Place], there: Standing, faults: Faults) -> None:
    codes = _codes(folder, found, there)
    catalogue.check(folder.tables, codes, there.catalogue, plan.since, faults)
    plan.tables = catalogue.tables(folder.tables, plan.district, plan.since)
    if all(folder.tables[name].whole for name in plan.tables.rows):
        plan.catalogue = catalogue.changes(plan.tables, there.catalogue, faults)
    plan.calendar = calendar.changes(folder.tables, there.calendar, plan.since, faults)
    if kinds.PEOPLE.name in folder.tables:
        table = folder.tables[kinds.PEOPLE.name]
        held = people.posts(table, codes, _units(folder, plan, there), plan.district, faults)
        plan.people = people.changes(table, held, there.people, plan.since, faults)


def _units(folder: Folder, plan: Plan, there: Standing) -> set[people.Unit] | None:
    """The units in which a post may be held; None while they cannot be read."""
    if kinds.UNITS.name in folder.tables and not folder.tables[kinds.UNITS.name].whole:
        return None
    said = plan.tables.values.get(kinds.UNITS.name, ()) if plan.tables else ()
    known = there.catalogue.rows.get(kinds.UNITS.name, ())
    return {(one["name"], one["area_id"]) for one in said} | {(one.name, one.area_id) for one in known}  # type: ignore[attr-defined]

"""Reporting: what a report asks for, where it may lie, who may say it came from where."""

from __future__ import annotations

import pytest

from server.core.ids import new_id
from server.grid.incident import actions, commands
from server.grid.incident.models import Channel, Incident, PlaceSource
from tests import town
from tests.grid.incident import road
from tests.grid.incident.attempts import codes, problems

pytestmark = pytest.mark.usefixtures("town")


async def test_everything_that_is_missing_is_said_at_once() -> None:
    report = road.draft("X0000", place=commands.Place(lat=40.0), severity=9, photos=(commands.Photo(sha256="zz"),))
    told = await problems(actions.report(await town.viewer("wang"), report))
    assert told == [("INVALID", "class_code"), ("INVALID", "severity"), ("INVALID", "place"), ("INVALID", "photos")]


@pytest.mark.parametrize(
    ("lat", "lon"), [(40.0, 113.15), (0.0, 0.0), (91.0, 200.0), (float("nan"), 113.15), (float("inf"), 1e308)]
)
async def test_a_place_in_no_grid_is_out_of_the_area(lat: float, lon: float) -> None:
    report = road.draft(place=commands.Place(lat=lat, lon=lon, source=PlaceSource.GPS))
    assert await problems(actions.report(await town.viewer("wang"), report)) == [("OUT_OF_AREA", "place")]


async def test_a_report_from_outside_ones_own_grid_is_welcome_and_goes_there() -> None:
    incident = await road.reported("wang", place=road.place(town.FIFTH))
    found = await Incident.get(id=incident)
    assert (found.grid_id, found.community_id, found.street_id) == (town.FIFTH, town.NEW_SIDE, town.XINSHENG)
    assert await road.seen("wang", incident) is not None
    assert await road.seen("feng", incident) is not None


async def test_without_a_point_the_workers_grid_is_the_place_and_the_source_is_an_address() -> None:
    place = commands.Place(source=PlaceSource.ADDRESS, grid_code=town.SECOND, building="6 号楼", floor="地下1层")
    found = await Incident.get(id=await road.reported("wang", place=place))
    assert (found.grid_id, found.lat, found.lon) == (town.SECOND, *town.inside(town.SECOND))
    assert (found.place_source, found.accuracy_m, found.floor) == (PlaceSource.ADDRESS, None, "地下1层")


async def test_a_grid_that_is_not_ones_own_is_no_place() -> None:
    report = road.draft(place=commands.Place(source=PlaceSource.ADDRESS, grid_code=town.FIFTH))
    assert await problems(actions.report(await town.viewer("wang"), report)) == [("OUT_OF_AREA", "place")]


async def test_a_worker_does_not_report_as_the_hotline() -> None:
    report = road.draft(channel=Channel.HOTLINE)
    assert await problems(actions.report(await town.viewer("wang"), report)) == [("INVALID", "channel")]


async def test_a_hotlines_number_is_there_once() -> None:
    await road.reported("li", channel=Channel.HOTLINE, external_no="9012-77")
    again = road.draft(channel=Channel.HOTLINE, external_no=" 9012-77 ")
    assert await problems(actions.report(await town.viewer("li"), again)) == [("EXTERNAL_NO_TAKEN", "external_no")]
    await road.reported("li", channel=Channel.PHONE, external_no="9012-77")


async def test_an_incidents_id_is_used_once() -> None:
    incident = await road.reported("wang")
    again = commands.Report(op_id=new_id(), incident_id=incident, class_code=town.COVER, place=road.place())
    assert await codes(actions.report(await town.viewer("wang"), again)) == ["CONFLICT"]
    assert await problems(actions.report(await town.viewer("feng"), again)) == [("ID_TAKEN", "id")]


async def test_an_emergency_starts_at_the_street() -> None:
    assert (await Incident.get(id=await road.reported(severity=4))).level == 2


async def test_words_that_no_database_keeps_are_left_out() -> None:
    incident = await Incident.get(id=await road.reported(text=" 井盖\x00坏了\ud83d "))
    assert incident.text == "井盖坏了"

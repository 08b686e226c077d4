"""派遣: whom the duty lists name, in which order, and with which reasons."""

from __future__ import annotations

from datetime import timedelta

from server.core import clock
from server.core.ids import new_id
from server.data.database import Database
from server.ground.catalogue import queries
from server.ground.catalogue.models import DutyRule, Unit
from tests import town as place


async def named(code: str, grid: str) -> list[tuple[str, tuple[str, ...]]]:
    """Names and reasons at the middle of a grid."""
    found = await queries.candidates(code, grid, *place.inside(grid))
    return [(one.unit.name, one.reasons) for one in found]


async def test_a_broken_cover_is_the_streets_own_team_first_then_the_department_then_who_assists(
    town: Database,
) -> None:
    assert await named(place.COVER, place.FIRST) == [
        ("口泉城管中队", ("BASIC_DUTY", "SAME_STREET")),
        ("区住建局", ("SHARED_DUTY", "DISTRICT_WIDE")),
        ("区排水公司", ("SHARED_DUTY", "DISTRICT_WIDE")),
    ]


async def test_exactly_the_first_is_recommended_and_named_with_its_item_of_the_list(town: Database) -> None:
    found = await queries.candidates(place.COVER, place.FIRST)
    assert [one.recommended for one in found] == [True, False, False]
    assert [one.leads for one in found] == [True, True, False]
    assert [(one.matter.code, one.matter.number) for one in found][:2] == [("B037", 37), ("S012", 12)]


async def test_another_streets_team_is_never_named(town: Database) -> None:
    assert (await named(place.COVER, place.FIFTH))[0][0] == "新胜城管中队"
    assert "口泉城管中队" not in [name for name, _ in await named(place.COVER, place.FIFTH)]


async def test_a_team_of_the_community_is_named_only_there(town: Database) -> None:
    assert ("口泉街社区工作队", ("BASIC_DUTY", "SAME_COMMUNITY")) in await named(place.RUBBISH, place.FIRST)
    assert "口泉街社区工作队" not in [name for name, _ in await named(place.RUBBISH, place.THIRD)]


async def test_what_was_taken_back_by_the_department_cannot_be_dispatched(town: Database) -> None:
    (only,) = await queries.candidates(place.NOISE, place.FIRST)
    assert (only.unit.name, only.may_dispatch, only.recommended) == ("生态环境分局", False, False)
    assert only.reasons == ("RECALLED", "DISTRICT_WIDE")
    assert only.matter.code == "R003"


async def test_without_a_duty_of_the_street_the_department_that_leads_is_recommended(town: Database) -> None:
    found = await queries.candidates(place.WATER, place.FIRST)
    assert [(one.unit.name, one.leads, one.recommended) for one in found] == [
        ("区排水公司", True, True),
        ("口泉城管中队", False, False),
    ]


async def test_of_two_equal_teams_the_nearer_comes_first_and_distance_is_in_metres(town: Database) -> None:
    lat, lon = place.inside(place.SECOND)
    near = await Unit.create(
        id=new_id(), name="口泉城管二中队", kind="ENFORCEMENT", trade="URBAN_MANAGEMENT", area_id=place.KOUQUAN,
        lat=lat, lon=lon, valid_from=place.SINCE,
    )  # fmt: skip
    found = await queries.candidates(place.COVER, place.SECOND, lat, lon)
    assert [(one.unit.id, one.distance_m) for one in found[:2]] == [(near.id, 0), (place.TEAM, 341)]
    unplaced = await queries.candidates(place.COVER, place.SECOND)
    assert {one.distance_m for one in unplaced} == {None}
    assert [one.unit.id for one in unplaced[:2]] == [place.TEAM, near.id]  # then by name: 中 is coded before 二


async def test_a_unit_under_two_matters_is_named_once_where_it_leads(town: Database) -> None:
    await DutyRule.create(
        id=new_id(), incident_class_id=place.COVER, matter_id="B037", trade="HOUSING", leads=False, position=0,
        valid_from=place.SINCE,
    )  # fmt: skip
    found = [one for one in await queries.candidates(place.COVER, place.FIRST) if one.unit.id == place.HOUSING]
    assert [(one.matter.code, one.leads) for one in found] == [("S012", True)]


async def test_a_unit_that_is_closed_and_a_rule_that_ended_name_nobody(town: Database) -> None:
    yesterday = clock.today() - timedelta(days=1)
    await Unit.filter(id=place.HOUSING).update(valid_to=yesterday)
    await DutyRule.filter(trade="DRAINAGE").update(valid_to=yesterday)
    assert [name for name, _ in await named(place.COVER, place.FIRST)] == ["口泉城管中队"]
    then = await queries.candidates(place.COVER, place.FIRST, as_of=yesterday)
    assert len(then) == 3


async def test_a_class_of_no_list_has_no_candidate(town: Database) -> None:
    assert await queries.candidates("C9999", place.FIRST) == []

"""How a street reaches a unit: it hands out its own duty, whistles for a department; who is open at what hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from server.core import clock
from server.core.clock import SHANGHAI
from server.core.ids import new_id
from server.core.viewer import Role, Seat
from server.data.database import Database
from server.grid.incident import queries as incident_queries
from server.grid.incident.offers import candidates
from server.grid.incident.whom import seen_from
from server.ground.catalogue import queries
from server.ground.catalogue.approach import is_open
from server.ground.catalogue.models import Approach, Unit
from server.ground.person.models import Post
from server.ground.worktime.calendar import Calendar
from server.reach.notice.models import Roster
from server.reach.notice.on_call import people_of_units
from tests import town as place
from tests.grid.incident import road
from tests.grid.incident.attempts import at, problems, try_
from tests.grid.incident.road import MONDAY

EVENING = datetime(2026, 11, 23, 21, 0, tzinfo=SHANGHAI)
OFFICE = "08:30-12:00 14:30-18:00"


async def says(unit: object, **columns: object) -> None:
    """The district says otherwise of a unit."""
    await Unit.filter(id=unit).update(**columns)
    queries.forget()


@pytest.mark.parametrize(
    ("said", "why"), [(None, "WHISTLE_FIRST"), (Approach.VIA_DISTRICT, "VIA_DISTRICT"), (Approach.DIRECT, None)]
)
async def test_what_a_department_only_shares_it_is_called_for_unless_the_district_says_otherwise(
    said: Approach | None, why: str | None, town: Database
) -> None:
    await says(place.HOUSING, approach=said)
    with clock.at(MONDAY):
        incident = await at("dispatch")
        found = await road.seen("li", incident)
        assert found is not None
        offered = {one.unit.id: one for one in await candidates(await place.viewer("li"), found)}
        housing, team = offered[place.HOUSING], offered[place.TEAM]
        assert (housing.approach, housing.why_not) == (said or Approach.WHISTLE, why)
        assert (why in housing.reasons) is bool(why)
        assert (team.approach, team.recommended) == (Approach.DIRECT, True)
        assert offered[place.DRAINAGE].approach is Approach.DIRECT  # serves the whole district, and is no authority
        sent: dict[str, Any] = {"lead_unit_id": place.HOUSING, "assist_unit_ids": ()}
        helping: dict[str, Any] = {"lead_unit_id": place.TEAM, "assist_unit_ids": (place.HOUSING,)}
        if why:
            assert await problems(try_("dispatch", incident, **sent, reason="群众着急")) == [(why, "lead_unit_id")]
            assert await problems(try_("dispatch", incident, **helping)) == [(why, "assist_unit_ids")]
        else:
            await try_("dispatch", incident, **sent)


async def test_the_desk_of_the_district_sends_its_departments_itself(town: Database) -> None:
    await says(place.HOUSING, approach=Approach.VIA_DISTRICT)
    listed = await queries.candidates(place.COVER, place.FIRST)
    district = Seat(post_id=new_id(), role=Role.DISTRICT_SUPERVISOR, area=place.DISTRICT)
    housing = next(one for one in seen_from(listed, district, place.FIRST) if one.unit.id == place.HOUSING)
    assert (housing.why_not, housing.reasons) == (None, ("SHARED_DUTY", "DISTRICT_WIDE"))
    noise = await queries.candidates(place.NOISE, place.FIRST)
    assert [one.why_not for one in seen_from(noise, district, place.FIRST)] == ["RECALLED"]


async def test_at_nine_in_the_evening_a_closed_office_is_not_recommended_and_says_who_is_on_duty(
    town: Database,
) -> None:
    await says(place.TEAM, hours=OFFICE)
    sun = await Post.get(person_id=place.SUN)
    await Roster.create(id=new_id(), post_id=sun.id, starts_at=EVENING, ends_at=EVENING + timedelta(hours=9))
    li = await place.viewer("li")
    with clock.at(MONDAY):
        incident = await at("dispatch")
    found = await road.seen("li", incident)
    assert found is not None
    for now, state, recommended, names in (
        (MONDAY, True, place.TEAM, []),
        (EVENING, False, place.HOUSING, ["孙立军"]),
    ):
        with clock.at(now):
            offered = await candidates(li, found, on_duty=people_of_units)
        team = next(one for one in offered if one.unit.id == place.TEAM)
        assert (team.open, "CLOSED_NOW" in team.reasons) == (state, not state)
        assert [one.name for one in team.on_duty] == names
        assert [one.unit.id for one in offered if one.recommended] == [recommended]
    with clock.at(EVENING):  # what the dispatcher had before them is what is kept
        await try_("dispatch", incident)
        done = await incident_queries.one(li, incident)
    assert done is not None
    assert (done.assignment or {})["rule"] == "LISTED"


@pytest.mark.parametrize(
    ("hours", "monday_at_ten", "monday_at_nine_p_m", "sunday_at_ten"),
    [
        (OFFICE, True, False, False),
        ("工作日 08:30-18:00", True, False, False),
        ("08:30-18:00", True, False, True),
        ("05:00-22:00", True, True, True),
        ("20:00-06:00", False, True, False),
        ("全天值班", True, True, True),
        ("24小时", True, True, True),
        ("请先打电话", None, None, None),
        ("", None, None, None),
    ],
)
def test_hours_are_in_words_and_read_where_they_can_be(
    hours: str, monday_at_ten: bool | None, monday_at_nine_p_m: bool | None, sunday_at_ten: bool | None
) -> None:
    days = [datetime(2026, 11, *when, tzinfo=SHANGHAI) for when in ((23, 10), (23, 21), (22, 10))]
    told = [is_open(hours, moment, Calendar()) for moment in days]
    assert told == [monday_at_ten, monday_at_nine_p_m, sunday_at_ten]

"""A decision rests on more than the incident itself: a target, a unit, a post. When that ends at the same moment, the
one who decides is told so, and nothing is written."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.grid.incident import actions, commands, sampling
from server.grid.incident.lifecycle import ENDS, State
from server.grid.incident.models import Incident
from server.grid.incident.oversight import SpotCheck, SpotVerdict
from server.ground.catalogue import queries as catalogue
from server.ground.catalogue.models import Unit
from server.ground.person import actions as people
from server.ground.person.models import Post
from server.journal.models import Event
from tests import town
from tests.grid.incident import road
from tests.grid.incident.attempts import at, codes, try_
from tests.grid.incident.road import MONDAY, STRIDES
from tests.overtaken import at_once, overtaken

pytestmark = pytest.mark.usefixtures("town")

Meanwhile = Callable[[UUID], Awaitable[Any]]


async def end_unit(unit: UUID) -> None:
    """Another process ends it: this one still remembers it as in force."""
    await Unit.filter(id=unit).update(valid_to=clock.today() - timedelta(days=1))


async def end_posts(person: UUID) -> None:
    for post in await Post.filter(person_id=person):
        await people.end_post(None, post.id)


@dataclass(frozen=True)
class Race:
    """Who is overtaken at which stride by what, and what they are told."""

    stride: str
    meanwhile: Meanwhile
    told: str


RACES = [
    Race("dispatch", lambda _: end_unit(town.TEAM), "INVALID"),
    Race("dispatch", lambda _: end_unit(town.DRAINAGE), "INVALID"),  # who only assists
    Race("redispatch", lambda _: end_unit(town.HOUSING), "INVALID"),
    Race("send_verify", lambda _: end_posts(town.WANG), "INVALID"),
    Race("send_check", lambda _: people.end_person(None, town.HE), "INVALID"),
    Race("grant_return", lambda one: try_("transfer_out", one), "STEP_CLOSED"),
    Race("grant_void", lambda one: try_("transfer_out", one), "STEP_CLOSED"),
    Race("transfer_out", lambda one: try_("feed_back", one), "STEP_CLOSED"),
]


@pytest.mark.parametrize("race", RACES, ids=lambda race: f"{race.stride}-{race.told}")
async def test_who_is_overtaken_decides_anew_and_is_told_why_not(race: Race) -> None:
    with clock.at(MONDAY):
        incident = await at(race.stride)
        with overtaken(lambda: race.meanwhile(incident)):
            assert await codes(try_(race.stride, incident)) == [race.told]
        assert not await Event.filter(subject_id=incident, kind=STRIDES[race.stride].kind).exists()


@pytest.mark.parametrize("ended", ["reject", "merge", "transfer_out"])
async def test_nothing_is_merged_into_what_ends_at_the_same_moment(ended: str) -> None:
    source, target = await road.reported(), await road.reported()
    with overtaken(lambda: try_(ended, target)):
        assert await codes(try_("merge", source, target_id=target)) == ["TARGET_ENDED"]
    assert (await Incident.get(id=source)).state is State.REPORTED


async def test_of_two_merged_into_each_other_at_the_same_moment_one_stays_open() -> None:
    one, other = await road.reported(), await road.reported()
    answers = await at_once(lambda: try_("merge", one, target_id=other), lambda: try_("merge", other, target_id=one))
    assert sum(isinstance(answer, actions.Done) for answer in answers) == 1
    rows = await Incident.filter(id__in=[one, other])
    assert sorted(row.state in ENDS for row in rows) == [False, True]


async def test_a_target_that_only_went_on_is_merged_into_all_the_same() -> None:
    source, target = await road.reported(), await road.reported()
    with overtaken(lambda: road.walk(STRIDES["accept"], target)):
        await try_("merge", source, target_id=target)
    assert (await Incident.get(id=source)).merged_into_id == target


async def test_what_just_ended_is_not_supervised_any_more() -> None:
    with clock.at(MONDAY):
        incident = await road.reported()
        command = commands.Supervise(
            op_id=incident, incident_id=incident, seen=1, opinion="请今日回复", reply_by=MONDAY + timedelta(days=1)
        )
        with overtaken(lambda: try_("reject", incident)):
            assert await codes(actions.supervise(await town.viewer("wu"), command)) == ["STEP_CLOSED"]


async def test_what_was_just_opened_again_is_not_judged_as_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "drawn", lambda *_: True)
    with clock.at(MONDAY):
        incident = await at("self_resolve")
        await road.walk(STRIDES["self_resolve"], incident)
        seen = (await Incident.get(id=incident)).version
        command = commands.SpotCheck(op_id=incident, incident_id=incident, seen=seen, verdict=SpotVerdict.VALID)
        with overtaken(lambda: try_("reopen", incident)):
            assert await codes(actions.spot_check(await town.viewer("zhang"), command)) == ["STEP_CLOSED"]
    assert (await SpotCheck.get(incident_id=incident)).verdict is None


async def test_who_ended_a_unit_elsewhere_is_believed_though_it_is_still_remembered_here() -> None:
    with clock.at(MONDAY):
        incident = await at("dispatch")
        await catalogue.catalogue()
        await end_unit(town.TEAM)
        assert await codes(try_("dispatch", incident)) == ["INVALID"]

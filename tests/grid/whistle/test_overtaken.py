"""A whistle rests on its incident and on the units that it names: neither ends at the moment in which it is blown."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.grid.incident.lifecycle import State as IncidentState
from server.grid.incident.models import Incident
from server.grid.whistle import actions
from server.grid.whistle.models import Kind, Whistle
from server.journal.models import Event
from tests import town
from tests.grid.incident import road as incidents
from tests.grid.incident.attempts import codes, try_
from tests.grid.incident.road import MONDAY, STRIDES
from tests.grid.incident.test_overtaken import end_unit
from tests.grid.whistle import road
from tests.grid.whistle.road import WALK
from tests.overtaken import at_once, overtaken

pytestmark = pytest.mark.usefixtures("town")

WORDS: dict[str, Any] = {"revise": road.ANEW}


async def transferred(incident: UUID) -> None:
    await try_("transfer_out", incident)


@pytest.mark.parametrize("step", ["revise", "submit", "approve", "blow"])
@pytest.mark.parametrize("ends", ["incident", "unit"])
async def test_nobody_is_called_about_what_ends_at_the_same_moment_and_no_unit_that_does(step: str, ends: str) -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK[step])
        before = await road.look(whistle)
        other = {"incident": lambda: transferred(before.incident_id), "unit": lambda: end_unit(town.TEAM)}[ends]
        told = {"incident": "INCIDENT_NOT_OPEN", "unit": "INVALID" if step == "revise" else "UNIT_ENDED"}[ends]
        with overtaken(other):
            assert await codes(road.step(step, whistle)) == [told]
        assert await road.look(whistle) == before


@pytest.mark.parametrize("ends", ["incident", "unit"])
async def test_nothing_is_drafted_about_what_ends_at_the_same_moment_nor_for_a_unit_that_does(ends: str) -> None:
    with clock.at(MONDAY):
        about = await road.incident()
        other = {"incident": lambda: transferred(about), "unit": lambda: end_unit(town.TEAM)}[ends]
        with overtaken(other):
            told = await codes(actions.draft(await town.viewer("li"), road.draft(about)))
        assert told == [{"incident": "INCIDENT_NOT_OPEN", "unit": "INVALID"}[ends]]
        assert not await Whistle.exists()


async def test_a_unit_that_ends_at_the_same_moment_is_not_added() -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["add_party"])
        with overtaken(lambda: end_unit(town.POLICE)):
            assert await codes(road.step("add_party", whistle)) == ["INVALID"]
        assert not await Event.filter(subject_id=whistle, kind="whistle.party_added").exists()


async def test_no_unit_is_added_once_the_last_was_excused() -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["add_party"])
        await road.step("excuse_sun", whistle)
        with overtaken(lambda: road.step("excuse", whistle)):
            assert await codes(road.step("add_party", whistle)) == ["STEP_CLOSED"]


@pytest.mark.parametrize("step", ["approve", "blow"])
async def test_of_a_whistle_and_an_end_of_its_incident_at_the_same_moment_one_wins(step: str) -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK[step])
        about = (await road.look(whistle)).incident_id
        await at_once(lambda: road.step(step, whistle), lambda: transferred(about))
        incident = await Incident.get(id=about)
        assert (incident.state is IncidentState.TRANSFERRED) == (incident.whistling == 0)


async def test_two_whistles_about_one_incident_are_blown_at_the_same_moment() -> None:
    with clock.at(MONDAY):
        about, drafts = await road.incident(), []
        for _ in range(2):
            drafts.append(road.draft(about, Kind.EMERGENCY))
            await actions.draft(await town.viewer("li"), drafts[-1])
        answers = await at_once(*[lambda key=draft.id: road.step("blow", key) for draft in drafts])
        assert all(isinstance(one, actions.Done) for one in answers)
        assert (await Incident.get(id=about)).whistling == 4


async def test_what_is_fed_back_while_a_whistle_is_blown_is_refused() -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["blow"])
        about = (await road.look(whistle)).incident_id
        await incidents.walk(STRIDES["sign"], about)
        with overtaken(lambda: road.step("blow", whistle)):
            assert await codes(try_("feed_back", about)) == ["PARTIES_OPEN"]

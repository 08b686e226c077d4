"""Every verb of a whistle: it works, the stranger learns nothing, a replay does nothing, the late one is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.errors import Conflict, Forbidden, Missing, Refusal, Reused
from server.core.ids import new_id
from server.grid.incident.models import Incident, IncidentUnit
from server.grid.whistle import actions, commands
from server.grid.whistle.models import Objection, Result, Whistle, WhistleParty
from server.journal.models import Event, Receipt, Unsealed
from tests import town
from tests.conftest import prepared
from tests.grid.incident.road import MONDAY
from tests.grid.whistle import road
from tests.grid.whistle.road import WALK, Stride
from tests.rows import rows_of
from tests.stores import Store

in_town = pytest.mark.usefixtures("town")

every_verb = pytest.mark.parametrize("stride", WALK.values(), ids=list(WALK))
GUARDED = [name for name in WALK if name != "note"]  # whoever sees a whistle may add a note at any time
every_guarded_verb = pytest.mark.parametrize("stride", [WALK[name] for name in GUARDED], ids=GUARDED)
QUIET = {"note", "urge"}  # nobody's version grows old by them
TABLES = (Whistle, WhistleParty, Objection, Result, Incident, IncidentUnit, Event, Unsealed, Receipt)


async def everything() -> dict[str, list[str]]:
    """Every row that a verb could touch."""
    return await rows_of(*TABLES)


async def refused(verb: Any, viewer: Any, command: commands.Command) -> Refusal:
    """What somebody is told who may not; and that nothing whatever moved."""
    before = await everything()
    with pytest.raises(Refusal) as told:
        await verb(viewer, command)
    assert await everything() == before
    return told.value


@pytest.fixture
async def whistle(store: Store, stride: Stride) -> AsyncIterator[UUID]:
    """The one that stands where the stride begins, that Monday."""

    async def prepare() -> None:
        with clock.at(MONDAY):
            await road.brought_to(stride)

    async with prepared(store, f"whistle-{stride.name}", prepare):
        yield (await Whistle.get()).id


@every_verb
async def test_it_works_for_the_one_whose_it_is(stride: Stride, whistle: UUID) -> None:
    with clock.at(MONDAY):
        before = await road.look(whistle)
        told = await Event.filter(subject_id=whistle).count()
        done = await road.step(stride.name, whistle)
        after = await road.look(whistle)
    assert done.id == whistle
    assert after.state is stride.to
    event = await Event.filter(subject_id=whistle).order_by("-place_in_chain").first()
    assert event is not None
    assert (event.place_in_chain, event.kind, event.by_id) == (told + 1, stride.kind, town.NAMES[stride.who][0])
    assert event.payload["incident"] == str(after.incident_id)
    assert event.area == after.area == town.FIRST
    if stride.party is not None:
        party = await road.party(whistle)
        assert party.state is stride.party
        assert party.version - before.party(party.id).version == (stride.name not in QUIET)
        assert (event.payload["party"], event.payload["unit"]) == (str(party.id), str(town.HOUSING))
    else:
        assert after.version - before.version == (stride.name not in QUIET)
    assert after.revision == before.revision + 1


@every_verb
async def test_a_stranger_is_told_what_they_are_told_of_nothing_and_nothing_moves(
    stride: Stride, whistle: UUID
) -> None:
    with clock.at(MONDAY):
        feng, command = await town.viewer("feng"), await road.command(stride, whistle, **stride.words)
        there = await refused(stride.act, feng, command)
        nowhere = await refused(stride.act, feng, replace(command, op_id=new_id(), id=new_id()))
    assert isinstance(there, Missing)
    assert (there.problems, str(there)) == (nowhere.problems, str(nowhere))


@every_guarded_verb
async def test_who_sees_it_but_holds_no_post_for_the_step_is_forbidden(stride: Stride, whistle: UUID) -> None:
    with clock.at(MONDAY):
        zhang = await town.viewer("zhang")
        told = await refused(stride.act, zhang, await road.command(stride, whistle, **stride.words))
    assert isinstance(told, Forbidden)


@every_verb
async def test_sending_twice_is_sending_once(stride: Stride, whistle: UUID) -> None:
    with clock.at(MONDAY):
        viewer, command = await town.viewer(stride.who), await road.command(stride, whistle, **stride.words)
        first = await stride.act(viewer, command)
        moved = await everything()
        again = await stride.act(viewer, command)
    assert (again.id, again.receipt.op_id, again.receipt.at) == (
        first.id,
        first.receipt.op_id,
        first.receipt.at,
    )
    assert await everything() == moved


@every_verb
async def test_the_same_operation_id_for_something_else_is_refused(stride: Stride, whistle: UUID) -> None:
    with clock.at(MONDAY):
        viewer, command = await town.viewer(stride.who), await road.command(stride, whistle, **stride.words)
        await stride.act(viewer, command)
        other = await refused(stride.act, viewer, replace(command, id=new_id()))
        thief = await refused(stride.act, await town.viewer("zhang"), command)
    assert isinstance(other, Reused)
    assert isinstance(thief, Reused)


@every_guarded_verb
async def test_who_acted_on_an_older_version_is_told_what_is_true_now(stride: Stride, whistle: UUID) -> None:
    with clock.at(MONDAY):
        viewer = await town.viewer(stride.who)
        told = await refused(stride.act, viewer, await road.command(stride, whistle, **(stride.words | {"seen": 0})))
    assert isinstance(told, Conflict)
    assert [problem.code for problem in told.problems] == ["CONFLICT"]
    assert told.current.id == whistle


@every_guarded_verb
async def test_two_at_once_one_wins_and_the_other_is_told(stride: Stride, whistle: UUID) -> None:
    with clock.at(MONDAY):
        viewer, command = await town.viewer(stride.who), await road.command(stride, whistle, **stride.words)
        both = await asyncio.gather(
            stride.act(viewer, command), stride.act(viewer, replace(command, op_id=new_id())), return_exceptions=True
        )
    (lost,) = [one for one in both if isinstance(one, BaseException)]
    assert isinstance(lost, Conflict | Forbidden)
    assert lost.problems[0].code in {"STEP_CLOSED", "CONFLICT", "JUST_URGED"}
    assert await Event.filter(subject_id=whistle, kind=stride.kind).count() == 1


@in_town
async def test_drafting_is_the_dispatchers_and_nobody_elses() -> None:
    with clock.at(MONDAY):
        incident = await road.incident()
        for who, refusal in (("feng", Missing), ("sun", Forbidden), ("zhang", Forbidden), ("zhao", Forbidden)):
            told = await refused(actions.draft, await town.viewer(who), road.draft(incident))
            assert isinstance(told, refusal), who
        command = road.draft(incident)
        first = await actions.draft(await town.viewer("li"), command)
        moved = await everything()
        assert (await actions.draft(await town.viewer("li"), command)).receipt.at == first.receipt.at
        again = await refused(actions.draft, await town.viewer("li"), replace(command, op_id=new_id()))
    assert await everything() == moved
    assert isinstance(again, Conflict)
    assert again.current.id == command.id


@in_town
async def test_the_parties_acts_do_not_get_into_each_others_way() -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["ack"])
        seen = [(await town.viewer(who), await road.command(WALK["ack"], whistle, unit=unit, **WALK["ack"].words))
                for who, unit in (("qian", town.HOUSING), ("sun", town.TEAM))]  # fmt: skip
        await asyncio.gather(*(actions.ack(viewer, command) for viewer, command in seen))
    assert {one.state for one in (await road.look(whistle)).parties} == {"ACKED"}


@in_town
async def test_two_that_finish_at_once_conclude_it_once() -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["finish"])
        for name in ("ack_sun", "arrive_sun", "start_sun"):
            await road.step(name, whistle)
        words = WALK["finish"].words
        seen = [(await town.viewer(who), await road.command(WALK["finish"], whistle, unit=unit, **words))
                for who, unit in (("qian", town.HOUSING), ("sun", town.TEAM))]  # fmt: skip
        await asyncio.gather(*(actions.finish(viewer, command) for viewer, command in seen))
    assert (await road.look(whistle)).state == "CONCLUDED"
    told = await Event.filter(subject_id=whistle, kind="whistle.finished").order_by("place_in_chain")
    assert [one.payload.get("whistle_step") for one in told] == [None, "ALL_DONE"]


async def _kinds(whistle: UUID) -> list[str]:
    return [one.kind for one in await Event.filter(subject_id=whistle).order_by("place_in_chain")]


@in_town
async def test_the_whole_road_is_told_in_order_and_the_incident_counts_its_open_parties() -> None:
    open_parties = []
    with clock.at(MONDAY):
        whistle = await road.drafted()
        for name in (*road.ALL_SIGNED, "close"):
            await road.step(name, whistle)
            open_parties.append((await Incident.get(id=(await road.look(whistle)).incident_id)).whistling)
    assert await _kinds(whistle) == ["whistle.drafted", "whistle.submitted", "whistle.approved", "whistle.acked",
                                     "whistle.arrived", "whistle.started", "whistle.finished", "whistle.signed",
                                     "whistle.excused", "whistle.closed"]  # fmt: skip
    assert open_parties == [0, 2, 2, 2, 2, 2, 1, 0, 0]

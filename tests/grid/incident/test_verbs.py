"""Every verb of an incident: it works, the stranger learns nothing, a replay does nothing, the late one is told."""

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
from server.grid.incident import actions, aggregate, commands
from server.grid.incident.approval import Approval
from server.grid.incident.change import awaited
from server.grid.incident.models import (
    ClockKind,
    Disposal,
    Finding,
    Incident,
    IncidentClock,
    IncidentPhoto,
    IncidentUnit,
)
from server.grid.incident.oversight import SpotCheck, Supervision
from server.journal.models import Event, Receipt, Unsealed
from tests import town
from tests.conftest import prepared
from tests.grid.incident import road
from tests.grid.incident.road import MONDAY, STRIDES, Stride
from tests.rows import rows_of
from tests.stores import Store

in_town = pytest.mark.usefixtures("town")

every_verb = pytest.mark.parametrize("stride", STRIDES.values(), ids=list(STRIDES))
# all but the note, which whoever sees an incident may add at any time
every_guarded_verb = pytest.mark.parametrize(
    "stride", [one for one in STRIDES.values() if one.name != "note"], ids=[one for one in STRIDES if one != "note"]
)

# the stage whose clock runs after a verb; None: none runs
STAGES: dict[str, str | None] = {
    "self_resolve": None, "hand_up": "INTAKE", "accept": "FILE", "send_verify": "VERIFY", "verify": "FILE",
    "doubt": "INTAKE",
    "not_found": None, "reject": None, "file": "DISPATCH",
    "file_here": "DISPATCH", "call_street": "FILE", "assign": "SIGN", "assign_self": "DISPOSE",
    "sign_assigned": "DISPOSE", "feed_back_assigned": "CHECK", "dispatch": "SIGN", "sign": "DISPOSE",
    "give_back": "SIGN", "grant_return": "DISPATCH", "decline": "SIGN", "withdraw": "SIGN", "extend": "DISPOSE",
    "grant_time": "DISPOSE", "suspend": "DISPOSE", "grant_rest": "DISPOSE", "resume": "DISPOSE", "void": "FILE",
    "grant_void": None, "merge": None, "transfer_out": None, "redispatch": "SIGN", "escalate": "DISPATCH",
    "close_unchecked": None, "appeal": "FILE",
    "feed_back": "CHECK", "send_check": "CHECK", "check": "CHECK", "find_fault": "CHECK",
    "pass_": None, "fail": "SIGN", "confirm": None, "rate": None, "reopen": "DISPATCH", "note": "INTAKE",
}  # fmt: skip
TABLES = (Incident, IncidentClock, IncidentUnit, IncidentPhoto, Finding, Disposal, Approval, Supervision, SpotCheck,
          Event, Unsealed, Receipt)  # fmt: skip


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
async def incident(store: Store, stride: Stride) -> AsyncIterator[UUID]:
    """The one that stands where the stride begins, that Monday."""

    async def prepare() -> None:
        with clock.at(MONDAY):
            await road.brought_to(stride)

    async with prepared(store, f"incident-{stride.name}", prepare):
        (found,) = await Incident.all().order_by("-id").limit(1)  # chance may have wanted another before it
        yield found.id


@every_verb
async def test_it_works_for_the_one_whose_it_is(stride: Stride, incident: UUID) -> None:
    with clock.at(MONDAY):
        told = await Event.filter(subject_id=incident).count()
        before = await Incident.get(id=incident)
        done = await road.walk(stride, incident)
        after = await road.seen(stride.who, incident)
    assert done.id == incident
    assert after is not None
    assert after.state is stride.to
    event = await Event.filter(subject_id=incident).order_by("-place_in_chain").first()
    assert event is not None
    assert (event.place_in_chain, event.kind, event.by_id) == (told + 1, stride.kind, town.NAMES[stride.who][0])
    if stride.name != "note":
        assert after.version == before.version + 1
        assert (event.payload["from"], event.payload["to"]) == (before.state, stride.to)
        assert event.payload["version"] == after.version
    if stride.name not in ("doubt", "check", "find_fault"):
        assert after.awaits is awaited(aggregate.of(after))


@every_verb
async def test_afterwards_the_right_clock_runs_and_the_light_is_that_of_the_one_due_first(
    stride: Stride, incident: UUID
) -> None:
    with clock.at(MONDAY):
        await road.walk(stride, incident)
    after = await Incident.get(id=incident)
    running = await IncidentClock.filter(incident_id=incident, stopped_at=None).order_by("due_at")
    stages = [one.stage for one in running if one.kind is ClockKind.STAGE]
    assert stages == ([STAGES[stride.name]] if STAGES[stride.name] else [])
    assert len(running) - len(stages) == (1 if after.filed_at and not after.closed_at else 0)
    first = running[0] if running else None
    assert (after.late_at, after.warn_at) == (first and first.due_at, first and first.warn_at)


@every_verb
async def test_a_stranger_is_told_what_they_are_told_of_nothing_and_nothing_moves(
    stride: Stride, incident: UUID
) -> None:
    with clock.at(MONDAY):
        feng, command = await town.viewer("feng"), await road.command(stride, incident, **stride.words)
        there = await refused(stride.act, feng, command)
        nowhere = await refused(stride.act, feng, replace(command, op_id=new_id(), incident_id=new_id()))
        assert isinstance(there, Missing)
        assert (there.problems, str(there)) == (nowhere.problems, str(nowhere))
        assert await road.seen("feng", incident) is None


@every_guarded_verb
async def test_who_sees_it_but_holds_no_post_for_the_step_is_forbidden(stride: Stride, incident: UUID) -> None:
    with clock.at(MONDAY):
        watcher = await town.viewer("zhao" if stride.name == "reopen" else "wu")
        told = await refused(stride.act, watcher, await road.command(stride, incident, **stride.words))
        assert isinstance(told, Forbidden)


@every_verb
async def test_sending_twice_is_sending_once(stride: Stride, incident: UUID) -> None:
    with clock.at(MONDAY):
        viewer, command = await town.viewer(stride.who), await road.command(stride, incident, **stride.words)
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
async def test_the_same_operation_id_for_something_else_is_refused(stride: Stride, incident: UUID) -> None:
    with clock.at(MONDAY):
        viewer, command = await town.viewer(stride.who), await road.command(stride, incident, **stride.words)
        await stride.act(viewer, command)
        other = await refused(stride.act, viewer, replace(command, incident_id=new_id()))
        thief = await refused(stride.act, await town.viewer("li" if stride.who == "zhao" else "zhao"), command)
    assert isinstance(other, Reused)
    assert isinstance(thief, Reused)


@every_guarded_verb
async def test_who_acted_on_an_older_version_is_told_what_is_true_now(stride: Stride, incident: UUID) -> None:
    with clock.at(MONDAY):
        viewer = await town.viewer(stride.who)
        told = await refused(stride.act, viewer, await road.command(stride, incident, **stride.words, seen=0))
    assert isinstance(told, Conflict)
    assert [problem.code for problem in told.problems] == ["CONFLICT"]
    assert told.current.id == incident
    assert told.current.version == (await Incident.get(id=incident)).version


@every_guarded_verb
async def test_two_at_once_one_wins_and_the_other_is_told_that_the_step_is_gone_or_changed(
    stride: Stride, incident: UUID
) -> None:
    with clock.at(MONDAY):
        viewer, command = await town.viewer(stride.who), await road.command(stride, incident, **stride.words)
        both = await asyncio.gather(
            stride.act(viewer, command), stride.act(viewer, replace(command, op_id=new_id())), return_exceptions=True
        )
        (lost,) = [one for one in both if isinstance(one, BaseException)]
        assert isinstance(lost, Conflict | Forbidden)
        assert lost.problems[0].code in {"STEP_CLOSED", "CONFLICT"}
        assert await Event.filter(subject_id=incident, kind=stride.kind).count() == 1


@in_town
async def test_the_same_report_sent_five_times_at_once_is_one_incident() -> None:
    wang, command = await town.viewer("wang"), road.draft()
    answers = await asyncio.gather(*(actions.report(wang, command) for _ in range(5)))
    assert {answer.receipt.op_id for answer in answers} == {command.op_id}
    assert (await Incident.all().count(), await Event.all().count(), await IncidentClock.all().count()) == (1, 1, 1)


@in_town
async def test_who_holds_no_reporting_post_reports_nothing() -> None:
    told = await refused(actions.report, await town.viewer("admin"), road.draft())
    assert isinstance(told, Forbidden)


@in_town
async def test_a_note_never_conflicts_and_moves_no_version() -> None:
    incident = await road.reported()
    before = await Incident.get(id=incident)
    command = commands.Note(op_id=new_id(), incident_id=incident, seen=77, text="门牌号是 18 号")
    await actions.note(await town.viewer("wang"), command)
    after = await Incident.get(id=incident)
    assert after.version == before.version
    assert after.changed_at > before.changed_at


async def _kinds(incident: UUID) -> list[str]:
    return [one.kind for one in await Event.filter(subject_id=incident).order_by("place_in_chain")]


@in_town
async def test_the_whole_road_is_told_in_order() -> None:
    with clock.at(MONDAY):
        incident = await road.brought_to(STRIDES["reopen"])
    assert await _kinds(incident) == [
        "incident.reported",
        "incident.accepted",
        "incident.filed",
        "incident.dispatched",
        "incident.signed",
        "incident.fed_back",
        "incident.check_sent",
        "incident.checked",
        "incident.passed",
    ]

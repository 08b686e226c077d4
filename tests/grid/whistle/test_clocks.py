"""The clocks of a party: by the kind of the whistle, by the agreed time, by the plan; and what becomes of silence."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from server.core import clock
from server.core.viewer import Viewer
from server.grid.incident import inputs
from server.grid.whistle import actions, board, clocks
from server.grid.whistle.aggregate import Party
from server.grid.whistle.jobs import SILENCES
from server.grid.whistle.lifecycle import State
from server.grid.whistle.models import Kind, Whistle
from server.journal.models import Event
from server.process.deadlines import Light
from tests import town
from tests.grid.incident.road import MONDAY
from tests.grid.whistle import road
from tests.grid.whistle.road import WALK
from tests.grid.whistle.test_rules import problems

pytestmark = pytest.mark.usefixtures("town")

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
TUESDAY_END = datetime(2026, 11, 24, 10, tzinfo=UTC)  # 18:00 in Shanghai


async def called(kind: Kind = Kind.RESIDENT_DEMAND, **words: object) -> tuple[UUID, Party]:
    """A whistle blown now, and its lead."""
    whistle = await road.drafted(kind, **words)
    for name in ("blow",) if kind is Kind.EMERGENCY else ("submit", "approve"):
        await road.step(name, whistle)
    lead = (await road.look(whistle)).lead
    assert lead is not None
    return whistle, lead


@pytest.mark.parametrize(
    ("kind", "ack", "arrive", "done"),
    [
        (Kind.EMERGENCY, 10 * MINUTE, 30 * MINUTE, None),
        (Kind.JOINT_ENFORCEMENT, 2 * HOUR, TUESDAY_END - MONDAY, None),
        # 09:30 and four work-hours: two and a half before noon, the rest from 14:30 on
        (Kind.RESIDENT_DEMAND, 6 * HOUR + 30 * MINUTE, TUESDAY_END + timedelta(days=1) - MONDAY,
         TUESDAY_END + timedelta(days=13) - MONDAY),
        (Kind.KEY_TASK, 6 * HOUR + 30 * MINUTE, timedelta(days=1), timedelta(days=9)),
    ],
)  # fmt: skip
async def test_each_kind_has_its_limits_from_the_moment_it_is_blown(
    kind: Kind, ack: timedelta, arrive: timedelta, done: timedelta | None
) -> None:
    with clock.at(MONDAY):
        _, lead = await called(kind)
    assert lead.called_at == MONDAY
    assert (lead.ack_due_at, lead.arrive_due_at) == (MONDAY + ack, MONDAY + arrive)
    assert lead.done_due_at == (MONDAY + done if done else None)
    assert lead.next_due_at == lead.ack_due_at


async def test_the_agreed_time_is_the_limit_where_it_comes_first_and_may_not_come_too_late() -> None:
    with clock.at(MONDAY):
        _, lead = await called(Kind.JOINT_ENFORCEMENT, meet_at=MONDAY + 3 * HOUR)
        assert lead.arrive_due_at == MONDAY + 3 * HOUR
        about = await road.incident()
        for moment, code in ((MONDAY + timedelta(days=3), "MEET_TOO_LATE"), (MONDAY - HOUR, "MOMENT_TOO_EARLY")):
            command = road.draft(about, Kind.JOINT_ENFORCEMENT, meet_at=moment)
            assert await problems(actions.draft(await town.viewer("li"), command)) == [(code, "meet_at")]


async def test_a_key_task_goes_by_plan() -> None:
    with clock.at(MONDAY):
        command = road.draft(await road.incident(), Kind.KEY_TASK, meet_at=None, done_by=None)
        told = await problems(actions.draft(await town.viewer("li"), command))
    assert told == [("INVALID", "meet_at"), ("INVALID", "done_by")]


async def test_the_whistle_shows_the_light_of_what_is_due_first() -> None:
    with clock.at(MONDAY):
        whistle, lead = await called(Kind.EMERGENCY)
        row = await Whistle.get(id=whistle)
    assert (row.warn_at, row.late_at) == (MONDAY + 8 * MINUTE, MONDAY + 10 * MINUTE)
    lights = [clocks.lamp(row.warn_at, row.late_at, MONDAY + minutes * MINUTE) for minutes in (7, 8, 10, 11)]
    assert lights == [Light.GREEN, Light.YELLOW, Light.YELLOW, Light.RED]
    assert clocks.light(lead, MONDAY + 11 * MINUTE) is Light.RED
    with clock.at(MONDAY + 11 * MINUTE):
        await road.step("cancel", whistle)
    assert (await Whistle.get(id=whistle)).late_at is None


async def seen(whistle: UUID, moment: datetime, unit: UUID = town.HOUSING) -> list[board.Stage]:
    """The board of one party, as it is then."""
    with clock.at(moment):
        now, turn = await road.look(whistle), await inputs.turn(Viewer.nobody())
        return board.stages(next(one for one in now.parties if one.unit_id == unit), now, turn)


async def test_each_time_explains_itself_stretch_by_stretch_without_a_gap() -> None:
    with clock.at(MONDAY):
        whistle, lead = await called()
    ack, arrive, done, sign = await seen(whistle, MONDAY + 30 * HOUR)
    assert [(one.code, one.source, one.minutes) for one in ack.why_due if one.counts] == [
        ("LIMIT", "whistle RESIDENT_DEMAND ACK", 150), ("LIMIT", "whistle RESIDENT_DEMAND ACK", 90),
    ]  # fmt: skip
    assert [one.code for one in ack.why_due if not one.counts] == ["LUNCH_BREAK"]
    assert (ack.why_due[0].starts, ack.why_due[-1].ends) == (MONDAY, lead.ack_due_at)
    assert all(one.ends == other.starts for one, other in zip(done.why_due, done.why_due[1:], strict=False))
    assert "WEEKEND" in {one.code for one in done.why_due}
    assert (ack.late, ack.why_breached[0].starts, ack.why_breached[-1].ends) == (
        True, lead.ack_due_at, MONDAY + 30 * HOUR,
    )  # fmt: skip
    assert (arrive.why_breached, sign.why_due) == ([], [])


async def test_an_agreed_time_a_plan_and_half_of_the_time_say_so() -> None:
    with clock.at(MONDAY):
        whistle, _ = await called(Kind.KEY_TASK)
        back = await road.brought_to(WALK["send_back"])
        await road.step("send_back", back)
    _, arrive, done, _ = await seen(whistle, MONDAY)
    assert [(one.code, one.source) for one in (*arrive.why_due, *done.why_due)] == [
        ("LIMIT", "agreed time"), ("LIMIT", "plan"),
    ]  # fmt: skip
    half = (await seen(back, MONDAY))[2].why_due
    assert {one.source for one in half if one.counts} == {"half of the time"}
    assert sum(one.minutes for one in half if one.counts) == 38 * 60


async def test_the_board_shows_each_step_with_its_time_and_what_was_late() -> None:
    with clock.at(MONDAY):
        whistle, _ = await called(Kind.EMERGENCY)
    with clock.at(MONDAY + 12 * MINUTE):
        await road.step("ack", whistle)
    shown = await seen(whistle, MONDAY + 25 * MINUTE)
    assert [(one.key, one.late, one.light) for one in shown] == [
        ("ACK", True, Light.NONE),
        ("ARRIVE", False, Light.YELLOW),
        ("DONE", False, Light.NONE),
        ("SIGN", False, Light.NONE),
    ]


async def test_what_is_sent_back_is_due_in_half_the_time() -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["send_back"])
        await road.step("send_back", whistle)
        party = await road.party(whistle)
    # ten workdays and the rest of the first are 76 hours of work: 38 end on Monday at 15:00
    assert party.done_from == MONDAY
    assert party.done_due_at == datetime(2026, 11, 30, 7, tzinfo=UTC)


async def kinds(whistle: UUID) -> list[str]:
    return [one.kind for one in await Event.filter(subject_id=whistle, by_id=None).order_by("place_in_chain")]


async def test_silence_is_told_to_the_units_head_and_then_to_the_district_once_each() -> None:
    with clock.at(MONDAY):
        whistle, lead = await called(Kind.EMERGENCY)
    for minutes, told in ((9, 0), (10, 2), (12, 0), (15, 2), (600, 0)):
        with clock.at(MONDAY + minutes * MINUTE):
            assert await SILENCES.sweep() == told, minutes
    assert await kinds(whistle) == ["whistle.silence_told"] * 2 + ["whistle.supervised"] * 2
    event = await Event.filter(kind="whistle.supervised", subject_id=whistle).first()
    assert event is not None
    assert event.payload["clock"] == "ACK"
    party = (await road.look(whistle)).party(lead.id)
    assert (party.silence, party.next_due_at, party.version) == (2, None, lead.version)


async def test_an_answer_ends_the_silence_and_the_next_clock_is_watched() -> None:
    with clock.at(MONDAY):
        whistle, _ = await called(Kind.EMERGENCY)
    with clock.at(MONDAY + 11 * MINUTE):
        assert await SILENCES.sweep() == 2
        await road.step("ack", whistle)
        await road.step("ack_sun", whistle)
    with clock.at(MONDAY + 29 * MINUTE):
        assert await SILENCES.sweep() == 0
    with clock.at(MONDAY + 31 * MINUTE):
        assert await SILENCES.sweep() == 2
    assert (await road.party(whistle)).silence == 1


async def test_after_an_outage_each_is_told_once_whoever_sweeps() -> None:
    with clock.at(MONDAY):
        whistle, _ = await called(Kind.EMERGENCY)
    with clock.at(MONDAY + timedelta(days=3)):
        await asyncio.gather(*(SILENCES.sweep() for _ in range(4)))
        while await SILENCES.sweep():
            pass
    assert sorted(await kinds(whistle)) == ["whistle.silence_told"] * 2 + ["whistle.supervised"] * 2


async def test_of_what_is_over_or_never_was_called_nothing_is_told() -> None:
    with clock.at(MONDAY):
        await road.drafted()
        whistle, _ = await called(Kind.EMERGENCY)
        await road.step("cancel", whistle)
    with clock.at(MONDAY + timedelta(days=3)):
        assert await SILENCES.sweep() == 0
    assert (await road.look(whistle)).state is State.CANCELLED


async def test_an_objection_stops_no_clock_and_has_one_of_its_own() -> None:
    with clock.at(MONDAY):
        whistle, lead = await called(Kind.EMERGENCY)
        await road.step("object", whistle)
        party = (await road.look(whistle)).party(lead.id)
    assert party.objection is not None
    assert party.objection.due_at == MONDAY + 30 * MINUTE
    assert (party.ack_due_at, party.next_due_at) == (lead.ack_due_at, lead.next_due_at)

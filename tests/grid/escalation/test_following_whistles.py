"""A holiday is set, a limit is changed: clocks of called units follow and say why; what was answered never moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.viewer import Viewer
from server.data.database import Database
from server.grid.incident import inputs
from server.grid.incident.models import Incident
from server.grid.whistle import recalculation
from server.grid.whistle.jobs import RULES, SILENCES
from server.grid.whistle.models import Kind, Objection, Whistle, WhistleParty
from server.ground.catalogue import actions as catalogue_actions
from server.journal.models import Event
from server.process import rule_changes
from server.process.scheduler import Scheduler
from tests import town as place
from tests.grid.escalation.test_following import FIVE, followed, tuesday_off
from tests.grid.escalation.test_marks import PROCESS
from tests.grid.incident.test_reckoning import on
from tests.grid.whistle import road
from tests.grid.whistle.road import WALK


@pytest.fixture(autouse=True)
async def begun(town: Database) -> None:
    """The server has looked at the rules before."""
    await followed(town, "03-01 09:00")


async def stands(verb: str, moment: str = FIVE) -> UUID:
    with clock.at(on(moment)):
        return await road.brought_to(WALK[verb])


async def events(whistle: UUID) -> list[dict[str, Any]]:
    found = await Event.filter(subject_id=whistle, kind=recalculation.DUE_MOVED).order_by("place_in_chain")
    assert all(one.by_id is None for one in found)
    return [dict(one.payload) for one in found]


def due(party: WhistleParty) -> tuple[datetime | None, datetime | None, datetime | None]:
    return party.ack_due_at, party.arrive_due_at, party.done_due_at


async def limit(step: str, kind: str, amount: int, *, moment: str = "03-02 17:05", since: str = "2026-03-02") -> None:
    row = {"whistle": "RESIDENT_DEMAND", "step": step, "limit_kind": kind, "limit_amount": str(amount),
           "valid_from": since}  # fmt: skip
    with clock.at(on(moment)):
        await catalogue_actions.load(None, {"whistle_limits": [row]})


async def test_a_holiday_moves_the_time_to_answer_to_come_and_to_be_done_and_says_why(town: Database) -> None:
    whistle = await stands("ack")  # a Monday, 17:00: an hour of four today, the others tomorrow
    before = await road.party(whistle)
    assert due(before) == (on("03-03 11:30"), on("03-04 18:00"), on("03-16 18:00"))
    await tuesday_off()
    for _ in range(2):
        await followed(town)
    after, row = await road.party(whistle), await Whistle.get(id=whistle)
    assert due(after) == (on("03-04 11:30"), on("03-05 18:00"), on("03-17 18:00"))
    assert after.next_due_at == row.late_at == after.ack_due_at
    assert row.warn_at == after.ack_warn_at
    assert (after.version, row.version) == (before.version, 3)
    (told,) = await events(whistle)
    assert told["cause"]["kind"] == "calendar.day_set"
    mine = [one for one in told["clocks"] if one["unit"] == str(place.HOUSING)]
    assert [one["clock"] for one in mine] == ["ACK", "ARRIVE", "DONE"]
    assert (mine[0]["due_from"], mine[0]["due_to"]) == (on("03-03 11:30").isoformat(), on("03-04 11:30").isoformat())


async def test_what_was_answered_stays_and_what_is_still_owed_follows(town: Database) -> None:
    whistle = await stands("arrive")
    await tuesday_off()
    await followed(town)
    after = await road.party(whistle)
    assert due(after) == (on("03-03 11:30"), on("03-05 18:00"), on("03-17 18:00"))


@pytest.mark.parametrize("verb", ["sign", "close", "approve"])
async def test_who_is_done_or_was_not_called_yet_is_left_alone(town: Database, verb: str) -> None:
    whistle = await stands(verb)
    before = await road.party(whistle)
    await tuesday_off()
    await followed(town)
    assert due(await road.party(whistle)) == due(before)


async def test_an_emergency_counts_day_and_night_and_does_not_move(town: Database) -> None:
    with clock.at(on(FIVE)):
        whistle = await road.drafted(Kind.EMERGENCY)
        await road.step("blow", whistle)
    await tuesday_off()
    await followed(town)
    assert await events(whistle) == []


async def test_a_limit_of_the_district_is_followed_by_what_runs_and_begins_what_comes(town: Database) -> None:
    whistle = await stands("ack")
    await limit("ACK", "WH", 60)
    await followed(town)
    assert due(await road.party(whistle))[0] == on("03-02 18:00")
    (told,) = await events(whistle)
    assert told["cause"]["kind"] == "catalogue.loaded"
    later = await stands("ack", "03-03 09:00")
    assert due(await road.party(later))[0] == on("03-03 10:00")
    assert await events(later) == []


async def test_a_limit_of_next_week_is_followed_next_week(town: Database) -> None:
    whistle = await stands("ack")
    await limit("DONE", "WD", 3, since="2026-03-03")
    await followed(town)
    assert await events(whistle) == []
    await followed(town, "03-03 00:01")
    (told,) = await events(whistle)
    assert told["cause"] == {"kind": "catalogue.in_force", "day": "2026-03-03"}
    assert due(await road.party(whistle))[2] == on("03-05 18:00")


async def test_half_the_time_after_a_result_was_sent_back_stays_half_of_it(town: Database) -> None:
    whistle = await stands("send_back")
    with clock.at(on(FIVE)):
        await road.step("send_back", whistle)
    before = await road.party(whistle)
    await limit("DONE", "WD", 2)
    await followed(town)
    after = await road.party(whistle)
    assert before.done_due_at is not None
    assert (after.done_from, after.ack_due_at) == (before.done_from, before.ack_due_at)
    # two workdays: an hour today, seven tomorrow and seven on Wednesday; half of them from 17:00
    assert after.done_due_at == on("03-03 17:30") != before.done_due_at


async def test_the_district_has_other_time_to_rule_too(town: Database) -> None:
    whistle = await stands("uphold")
    await tuesday_off()
    await followed(town)
    (objection,) = await Objection.all()
    assert objection.due_at == on("03-04 11:30")
    assert "RULING" in {one["clock"] for one in (await events(whistle))[0]["clocks"]}


async def test_whom_silence_was_told_stays_told_and_the_district_hears_later(town: Database) -> None:
    whistle = await stands("ack", "03-02 09:00")  # due at 15:30, for the district at 17:30
    with clock.at(on("03-02 16:00")):
        await Scheduler([SILENCES], holder=PROCESS).once()
    await limit("ACK", "WH", 420, moment="03-02 16:05")
    await followed(town, "03-02 16:20")
    after = await road.party(whistle)
    assert (after.silence, after.ack_due_at, after.next_due_at) == (1, on("03-03 09:00"), on("03-03 15:00"))
    with clock.at(on("03-02 17:31")):
        await Scheduler([SILENCES], holder=PROCESS).once()
    told = await Event.filter(subject_id=whistle, kind__in=["whistle.silence_told", "whistle.supervised"])
    assert {one.kind for one in told} == {"whistle.silence_told"}


async def test_a_sweep_killed_between_two_batches_goes_on_where_it_was(
    town: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rule_changes, "BATCH", 1)
    whistles = [await stands("ack") for _ in range(3)]
    await tuesday_off()
    seen: list[str] = []
    with clock.at(on("03-02 17:10")):
        while "calls_calendar" not in seen:  # and then the process is gone
            await replace(RULES, progress=lambda name, after: seen.append(name)).sweep()
    assert sum([len(await events(one)) for one in whistles]) == 1
    await followed(town)
    assert [len(await events(one)) for one in whistles] == [1] * 3


@pytest.mark.parametrize("verb", list(WALK))
async def test_where_no_rule_changed_no_clock_moves(town: Database, verb: str) -> None:
    whistle = await stands(verb, "03-02 09:00")
    with clock.at(on("03-02 09:00")):
        await road.step(verb, whistle)
    with clock.at(on("03-06 12:00")):
        turn = await inputs.turn(Viewer.nobody())
        assert recalculation.moved(await road.look(whistle), turn, {}) is None
    assert await Incident.all().count() == 1

"""责任时间: whose work-time an incident or a whistle used is told again from the log, by unit, and adds up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest

from server.core.clock import SHANGHAI
from server.core.ids import new_id
from server.data.database import Database, transaction
from server.grid.incident import responsibility
from server.grid.incident.events import EVENTS
from server.grid.whistle import responsibility as of_whistles
from server.grid.whistle.events import EVENTS as OF_WHISTLES
from server.ground.worktime.calendar import Calendar
from server.journal.models import Event
from server.process.responsibility import MOST, Held, Log, logged

GRID, UNIT, OTHER = "140214018001001", new_id(), new_id()
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
CALENDAR = Calendar()


@dataclass(frozen=True)
class Told:
    """An event of the log, at an hour of that Monday."""

    hour: float
    payload: Mapping[str, Any]
    kind: str = "incident.moved"
    id: UUID = field(default_factory=new_id)

    @property
    def at(self) -> datetime:
        return MONDAY + timedelta(hours=self.hour - 9)


def incident(*events: Told, now: float, level: int = 1) -> list[Held]:
    at = MONDAY + timedelta(hours=now - 9)
    return responsibility.told(Log(events), grid=GRID, level=level, now=at, calendar=CALENDAR)


def brief(held: list[Held]) -> list[tuple[Any, int, bool]]:
    """In whose hands, how many work minutes, and whether it rested."""
    return [(one.unit_id or one.area_id, one.work_minutes, one.paused) for one in held]


def test_desk_grid_and_unit_have_it_one_after_another_and_the_lunch_is_nobodys() -> None:
    events = [
        Told(9, {"to": "REPORTED"}),
        Told(9.5, {"to": "VERIFYING"}),
        Told(10, {"to": "PENDING_FILING"}),
        Told(10.5, {"to": "FILED"}),
        Told(11, {"from_level": 1, "to_level": 2}),
        Told(11.5, {"to": "DISPATCHED", "lead": str(UNIT)}),
        Told(11.75, {"to": "IN_PROGRESS"}),
        Told(15, {"to": "DISPOSED"}),
        Told(15.5, {"to": "CLOSED"}),
    ]
    held = incident(*events, now=17, level=2)
    community, street = GRID[:12], GRID[:9]
    lunch = CALENDAR.worked_until(events[7].at) - CALENDAR.worked_until(events[6].at)
    assert brief(held) == [
        (community, 30, False), (GRID, 30, False), (community, 30, False), (community, 30, False), (street, 30, False),
        (UNIT, 15, False), (UNIT, lunch // 60_000_000, False), (street, 30, False),
    ]  # fmt: skip
    assert lunch // 60_000_000 < 195
    assert [one.event_id for one in held] == [one.id for one in events[:-1]]
    assert all(one.ends_at == after.starts_at for one, after in pairwise(held))
    assert not any(one.running for one in held)


def test_a_rest_counts_for_nobody_and_what_is_in_hand_lasts_until_now() -> None:
    held = incident(
        Told(9, {"to": "FILED"}),
        Told(9.5, {"to": "DISPATCHED", "lead": str(UNIT)}),
        Told(10, {"to": "SUSPENDED"}),
        Told(11, {"to": "DISPATCHED", "lead": str(OTHER)}),
        now=11.5,
    )
    assert brief(held) == [(GRID[:12], 30, False), (UNIT, 30, False), (UNIT, 0, True), (OTHER, 30, False)]
    assert [one.running for one in held] == [False, False, False, True]


def test_notes_and_warnings_move_nothing_and_a_long_life_is_cut() -> None:
    quiet = [Told(9 + n / 100, {"threshold": 50, "kind": "STAGE"}) for n in range(5)]
    assert len(incident(Told(9, {"to": "REPORTED"}), *quiet, now=10)) == 1
    tossed = [Told(9 + n / 100, {"to": ("FILED", "VERIFYING")[n % 2]}) for n in range(2 * MOST)]
    assert len(incident(*tossed, now=12)) == MOST


async def test_notes_in_a_long_log_push_no_move_out_and_what_is_cut_is_not_told_as_running(
    town: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = new_id()
    sent, note = {"to": "DISPATCHED", "lead": str(UNIT)}, ("incident.noted", {"text": "催"})
    kinds = [("incident.reported", {"to": "REPORTED"}), ("incident.filed", {"to": "FILED"}),
             ("incident.dispatched", sent), note, note, note, ("incident.passed", {"to": "CLOSED"})]  # fmt: skip
    rows = [
        Event(id=new_id(), kind=kind, subject_id=case, place_in_chain=place, area=GRID, payload=payload,
              at=MONDAY + timedelta(hours=place / 4), previous="", hash="")
        for place, (kind, payload) in enumerate(kinds)
    ]  # fmt: skip
    await transaction(lambda: Event.bulk_create(rows))
    for most, ends in ((4, rows[-1].at), (3, rows[2].at)):
        monkeypatch.setattr("server.process.responsibility.MOST_EVENTS", most)
        log = await logged(case, responsibility.STILL)
        now = MONDAY + timedelta(days=9)
        held = responsibility.told(log, grid=GRID, level=1, now=now, calendar=CALENDAR)
        assert (held[-1].ends_at, any(one.running for one in held), log.cut) == (ends, False, most == 3)
    assert not responsibility.STILL - set(EVENTS)
    assert not of_whistles.STILL - set(OF_WHISTLES)


def test_two_called_units_have_a_whistle_at_once_with_the_street_before_and_after() -> None:
    one, two = str(new_id()), str(new_id())
    called = {"to": "BLOWN", "parties": [{"party": one, "unit": str(UNIT)}, {"party": two, "unit": str(OTHER)}]}
    acked = {"to": "ACKED", "party": one, "unit": str(UNIT)}
    done = {"to": "DONE", "party": one, "unit": str(UNIT)}
    events = (
        Told(9, {"to": "DRAFT"}),
        Told(9.5, called),
        Told(10, acked),
        Told(11, done),
        Told(11.5, {"to": "SIGNED_OFF", "party": one, "unit": str(UNIT)}),
    )
    at = MONDAY + timedelta(hours=3)
    held = of_whistles.told(Log(events), street=GRID[:9], now=at, calendar=CALENDAR)
    assert {(one.unit_id or one.area_id, str(one.state), one.work_minutes, one.running) for one in held} == {
        (GRID[:9], "DRAFT", 30, False), (UNIT, "CALLED", 30, False), (OTHER, "CALLED", 150, True),
        (UNIT, "ACKED", 60, False), (GRID[:9], "DONE", 30, False),
    }  # fmt: skip
